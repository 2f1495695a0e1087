/** Address lists as a postal service hands them back: moves (NCOALink) and validated delivery points (DPV) behind the rows. */

import type { Field } from '../../record/fields.ts'
import type { ProviderSignature } from './provider.ts'

/** The move decides; where there is none, whether the address can be delivered to. */
const MOVES = ['ncoa footnote', 'ncoa footnotes', 'ncoa return code', 'ncoalink footnote', 'nxi', 'move type']
const POINTS = [
  'dpv footnotes',
  'dpv footnote',
  'dpv match code',
  'dpv confirmation',
  'dpv code',
  'delivery point validation',
  'dpv notes',
]

const COLUMNS: Readonly<Record<string, Field>> = Object.fromEntries([
  ...MOVES.map((header) => [header, 'outcome'] as const),
  ...POINTS.map((header) => [header, 'status'] as const),
  ...['move effective date', 'ncoa move date', 'move date'].map((header) => [header, 'occurred_at'] as const),
])

/** The list is its owner's, with the columns of the service behind his own. */
const signature = (needs: readonly string[]): ProviderSignature => ({
  name: 'postal-checks',
  role: 'suppressions',
  means: 'by_column',
  channel: 'letter',
  isClosed: false,
  needs,
  columns: COLUMNS,
})

export const POSTAL_CHECKS: readonly ProviderSignature[] = [
  ...MOVES.filter((header) => header !== 'move type' && header !== 'nxi').map((header) => signature([header])),
  signature(['move type', 'move effective date']),
  ...POINTS.map((header) => signature([header])),
]
