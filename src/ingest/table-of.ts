/** Finds the table of a source in its file: the one that goldpan.yaml names, or the only one there is. */

import { UserError } from '../base/errors.ts'
import type { SourceSpec } from '../record/project.ts'
import { inspectFile, type TableInfo } from '../sources/source.ts'

/** What the file looks like, with whatever `goldpan.yaml` decides put in place of what was detected. */
export async function tableOf(path: string, spec: SourceSpec): Promise<TableInfo> {
  const tables = await inspectFile(path)
  const found = spec.table === null ? tables[0] : tables.find((t) => t.table === spec.table)
  if (!found) {
    const names = tables.flatMap((t) => (t.table === null ? [] : [t.table]))
    throw new UserError(spec.table === null ? 'The file holds no table.' : `The file holds no table "${spec.table}".`, {
      place: `${path}, source ${spec.name}`,
      wayOut: names.length ? `It holds: ${names.join(', ')}.` : 'Take the source out of goldpan.yaml, or put the right file there.',
    })
  }
  return {
    ...found,
    format: spec.format,
    encoding: spec.encoding ?? found.encoding,
    delimiter: spec.delimiter ?? found.delimiter,
    header: spec.header,
  }
}
