/** Which of a person's addresses are open on a channel: slots of records, packed into one cell of the workspace. */

/** What a slot points at in a record; `record` is all of its sound addresses (audiences, push). */
export const OPEN_FIELDS = ['email', 'email_2', 'phone', 'mobile', 'address', 'record'] as const
export type OpenField = (typeof OPEN_FIELDS)[number]

/** `rec * 8 + field`. */
export const slotOf = (rec: number, field: OpenField): number => rec * SLOTS + OPEN_FIELDS.indexOf(field)
const SLOTS = 8

/** An address of a record, or (`text`) one that only a consent names. */
export type OpenSlot =
  | { readonly rec: number; readonly field: OpenField; readonly text: null }
  | { readonly rec: null; readonly field: null; readonly text: string }

/** Slots that are open on equally good grounds; the best grounds come first. */
export type OpenGroups = readonly (readonly OpenSlot[])[]

/** As stored: nothing is null, one slot its number, anything else JSON of groups of numbers and texts. */
export type OpenCell = string | number | null

export function packOpen(groups: readonly (readonly (number | string)[])[]): OpenCell {
  if (groups.length === 0) return null
  const only = groups.length === 1 && groups[0]!.length === 1 ? groups[0]![0]! : null
  return typeof only === 'number' ? only : JSON.stringify(groups)
}

export function unpackOpen(cell: OpenCell): OpenGroups {
  if (cell === null) return []
  if (typeof cell === 'number') return [[slotAt(cell)]]
  return (JSON.parse(cell) as (number | string)[][]).map((group) => group.map(slotAt)) // written by packOpen
}

function slotAt(slot: number | string): OpenSlot {
  if (typeof slot === 'string') return { rec: null, field: null, text: slot }
  return { rec: Math.floor(slot / SLOTS), field: OPEN_FIELDS[slot % SLOTS]!, text: null }
}
