/** `goldpan explain`: one person with every reason, or why two are or are not the same. */

import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { nicknames, survivorshipRules } from '../match/rules.ts'
import { loadRules } from '../rules/load-rules.ts'
import { loadProject } from '../rules/project-file.ts'
import { layOutPerson } from './explain-layout.ts'
import { explainPerson, findPerson } from './explain-person.ts'
import { explainTwo } from './explain-two.ts'
import { layOutTwo } from './explain-two-layout.ts'
import type { Io } from './io.ts'
import { openExistingStore, requireFolder } from './open-project.ts'

interface ExplainFlags {
  readonly dir: string
  readonly json?: boolean
}

export function explainCommand(io: Io): Command {
  return new Command('explain')
    .description('say what is known of a person, and why: records, links, repairs, contact, segment, plan')
    .argument('<ID>', 'person id, or SOURCE:RECORD_ID')
    .argument('[ID2]', 'a second one: why they are, or are not, the same person')
    .option('--dir <DIR>', 'project folder', '.')
    .option('--json', 'one JSON object on standard output')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan explain crm:10442 --dir acquisition/\n  goldpan explain crm:10442 shop:77 --dir acquisition/',
    )
    .action((id: string, id2: string | undefined, flags: ExplainFlags) => {
      const folder = requireFolder(flags.dir)
      const store = openExistingStore(folder)
      try {
        if (id2 === undefined) {
          const survivors = loadRules([survivorshipRules], folder).rules.get(survivorshipRules)
          const person = explainPerson(store, findPerson(store, id).personNo, survivors)
          io.out(flags.json ? JSON.stringify(person) : layOutPerson(person, currencyOf(folder)))
        } else {
          const pair = explainTwo(store, id, id2, loadRules([nicknames], folder).rules.get(nicknames))
          io.out(flags.json ? JSON.stringify(pair) : layOutTwo(pair))
        }
      } finally {
        store.close()
      }
    })
}

/** The workspace can be asked even where goldpan.yaml no longer fits the folder; amounts then show without a currency. */
function currencyOf(folder: string): string | null {
  try {
    return loadProject(folder).currency
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}
