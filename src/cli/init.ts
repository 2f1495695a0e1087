/** `goldpan init`: recognises the files of a folder and writes goldpan.yaml. */

import Table from 'cli-table3'
import { Command } from 'commander'
import { SURE_SCORE } from '../ingest/recognise/assign-fields.ts'
import type { SourceSpec } from '../record/project.ts'
import { type InitResult, initProject } from './init-project.ts'
import type { Io } from './io.ts'
import { printable } from './printable.ts'

export { type InitOptions, type InitResult, initProject } from './init-project.ts'

export function initCommand(io: Io): Command {
  return new Command('init')
    .description('look at the files of a folder and write goldpan.yaml: what each is, and what its columns mean')
    .argument('[DIR]', 'folder with your files', '.')
    .option('--force', 'overwrite an existing goldpan.yaml')
    .option('--country <CC>', 'country of sources that do not show theirs, as in DE')
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', '\nExample:\n  goldpan init acquisition/ --country DE')
    .action(async (dir: string, flags: { force?: boolean; country?: string; json?: boolean }) => {
      const options = {
        force: flags.force === true,
        ...(flags.country === undefined ? {} : { country: flags.country }),
      }
      const result = await initProject(dir, options, io)
      io.out(flags.json === true ? JSON.stringify(asJson(result)) : describe(result))
    })
}

/** Unsure columns of a source, by name. */
function unsureColumns(result: InitResult, source: SourceSpec): string[] {
  const found = result.tables.find((t) => t.path === source.file && t.table === source.table)
  return (found?.guess.columns ?? []).filter((c) => c.field !== null && c.confidence < SURE_SCORE).map((c) => c.column)
}

function columnCount(result: InitResult, source: SourceSpec): number {
  return result.tables.find((t) => t.path === source.file && t.table === source.table)?.columns.length ?? 0
}

function asJson(result: InitResult): object {
  const sources = result.project.sources.map((source) => ({ ...source, unsure: unsureColumns(result, source) }))
  return { path: result.path, project: { ...result.project, sources }, notes: result.notes }
}

function describe(result: InitResult): string {
  const table = new Table({
    head: ['source', 'role', 'brand', 'country', 'columns', 'unsure'],
    style: { head: [], border: [] },
  })
  for (const source of result.project.sources) {
    const unsure = unsureColumns(result, source)
    const role = source.means === null ? source.role : `${source.role}: ${source.means}`
    const used = Object.keys(source.columns).length + Object.keys(source.compare ?? {}).length
    const mapped = `${used} of ${columnCount(result, source)}`
    table.push([
      source.name,
      role,
      printable(source.brand),
      source.country ?? '',
      mapped,
      printable(unsure.slice(0, 6).join(', ')),
    ])
  }
  const notes = result.notes.map((note) => `  ${note}`)
  return [table.toString(), ...notes, `Written: ${result.path}. Look it over, then: goldpan run`].join('\n')
}
