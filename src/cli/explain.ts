/** `goldpan explain`: one person with every reason, or why two are or are not the same. */

import { Command } from 'commander'
import pc from 'picocolors'
import { UserError } from '../base/errors.ts'
import { formatPercent } from '../html/numbers.ts'
import { loadProject } from '../rules/project-file.ts'
import { pairsAmong, possibleMatchesOf, recordsOfPerson } from '../store/explain-queries.ts'
import type { Store } from '../store/store.ts'
import { layOutPerson } from './explain-layout.ts'
import { explainPerson, findPerson } from './explain-person.ts'
import type { Io } from './io.ts'
import { openExistingStore, requireFolder } from './open-project.ts'
import { printable } from './printable.ts'

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
          const person = explainPerson(store, findPerson(store, id).personNo)
          io.out(flags.json ? JSON.stringify(person) : layOutPerson(person, currencyOf(folder)))
        } else {
          const pair = explainTwo(store, id, id2)
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

/** What the workspace says of two people, from the pairs that were scored. */
function explainTwo(store: Store, id: string, id2: string) {
  const l = findPerson(store, id)
  const r = findPerson(store, id2)
  const recordsL = recordsOfPerson(store, l.personNo)
  const recordsR = recordsOfPerson(store, r.personNo)
  const same = l.personNo === r.personNo
  const isL = new Set(recordsL.map((x) => x.rec))
  const nameOf = new Map([...recordsL, ...recordsR].map((x) => [x.rec, `${x.source}:${x.record_id}`]))
  const pairs = pairsAmong(store, [...nameOf.keys()])
    .filter((p) => same || isL.has(p.rec_l) !== isL.has(p.rec_r))
    .map((p) => ({
      l: nameOf.get(p.rec_l) ?? '?',
      r: nameOf.get(p.rec_r) ?? '?',
      match_weight: Number(p.match_weight.toFixed(2)),
      match_probability: Number(p.match_probability.toFixed(6)),
      decision: p.decision,
    }))
    .sort((a, b) => b.match_weight - a.match_weight || (`${a.l} ${a.r}` < `${b.l} ${b.r}` ? -1 : 1))
  const possible = possibleMatchesOf(store, l.personNo).find((p) => p.person_id === r.personId)
  return {
    person_l: l.personId,
    person_r: r.personId,
    same_person: same,
    possible_match: possible?.match_probability ?? null,
    pairs,
  }
}

function layOutTwo(two: ReturnType<typeof explainTwo>): string {
  const verdict = two.same_person
    ? `${pc.green('One person')}: ${two.person_l}.`
    : two.possible_match !== null
      ? `${pc.yellow('Possibly one person')} (${formatPercent(two.possible_match)}): ${two.person_l} and ${two.person_r} are kept apart; an opt-out of one protects both.`
      : `${pc.bold('Two people')}: ${two.person_l} and ${two.person_r}.`
  const pairs = two.pairs.map(
    (p) =>
      `  ${printable(p.l)} and ${printable(p.r)}: ${p.match_weight.toFixed(1)} bits, ${formatPercent(p.match_probability, 2)}, ${p.decision}`,
  )
  return [
    verdict,
    ...(pairs.length > 0 ? pairs : ['  No pair of their records came near enough to be kept for review.']),
  ].join('\n')
}
