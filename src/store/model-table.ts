/** What stages learned and keep for explanations, reports and re-use: one JSON document a name. */

import { Table } from './table.ts'

export interface ModelRow {
  /** `match-model` … */
  readonly name: string
  readonly json: string
}

/** What `goldpan match` would save, as people read and edit it: a JSON string. */
export const MODEL_TEXT = 'match-model-text'

export const models = new Table<ModelRow>('model', { name: 'TEXT PRIMARY KEY', json: 'TEXT NOT NULL' })
