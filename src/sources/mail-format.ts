/** Mail as a format: every report in a message, an mbox, a folder or an archive of messages is a row for each recipient. */

import { stat } from 'node:fs/promises'
import { type Format, type Location, tableName } from './format.ts'
import { BATCH_ROWS } from './limits.ts'
import { mailMessages } from './mail-messages.ts'
import { REPORT_COLUMNS, readMailReport } from './mail-report.ts'
import { makeReject, type TableInfo } from './table.ts'

export const mailFormat: Format = {
  async inspect(at) {
    const info: TableInfo = {
      path: at.path,
      table: tableName(at, null),
      format: 'mail',
      encoding: null,
      delimiter: null,
      header: true,
      columns: REPORT_COLUMNS,
      dialect: (await isFolder(at)) ? 'a folder of messages' : 'mail messages',
      notes: [],
    }
    return [info]
  },

  async *read(at, _inner, _spec, { onReject }) {
    let batch = emptyBatch()
    for await (const { line, bytes } of mailMessages(at, await isFolder(at))) {
      const rows = await readMailReport(bytes)
      if ('broken' in rows) onReject(makeReject(line, rows.broken, bytes.toString('utf8', 0, 4096)))
      else
        for (const row of rows) {
          batch.lines.push(line)
          batch.rows.push(REPORT_COLUMNS.map((column) => (row[column] ?? '').replaceAll('\0', '')))
        }
      if (batch.rows.length < BATCH_ROWS) continue
      yield batch
      batch = emptyBatch()
    }
    if (batch.rows.length > 0) yield batch
  },
}

const emptyBatch = (): { lines: number[]; rows: string[][] } => ({ lines: [], rows: [] })

const isFolder = async (at: Location): Promise<boolean> => (await stat(at.path)).isDirectory()
