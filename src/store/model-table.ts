/** What stages learned and keep for explanations, reports and re-use: one JSON document a name. */

import { Table } from './table.ts'

export interface ModelRow {
  /** `match-model` … */
  readonly name: string
  readonly json: string
}

export const models = new Table<ModelRow>('model', { name: 'TEXT PRIMARY KEY', json: 'TEXT NOT NULL' })
