/** What people decided about single repairs, suggestions and rules: the last word on each counts. */

import { BY_A_PERSON, type Change } from '../record/cleaned.ts'
import { repairId } from '../record/repair-id.ts'
import type { FieldNumbers, OutcomeColumn } from './columns.ts'
import { withOtherRows } from './other-outcomes.ts'
import { canBeTakenBack, valueBefore } from './value-before.ts'

/** Plain data, sent between threads; in the order they were made. */
export interface RepairOrder {
  readonly undo: boolean
  /** A suggestion is followed; with a value that stands instead of what was suggested. */
  readonly accept?: { readonly value: string | null } | null
  /** One of the two is given: a repair's id with its record's uid, or a rule. */
  readonly repair: { readonly id: string; readonly uid: string } | null
  readonly rule: string | null
}

export interface RepairOrders {
  readonly isEmpty: boolean
  /** Whether people took the change back; `uid` of its record where {@link uids} has it, else null. */
  isUndone(uid: string | null, change: Change): boolean
  /** What people want in the place of what was given; null where they followed no suggestion. */
  acceptedOf(uid: string | null, change: Change): string | null
  /** Records that any order names. */
  readonly uids: ReadonlySet<string>
}

export function repairOrders(orders: readonly RepairOrder[]): RepairOrders {
  const byRepair = new Map<string, number>()
  const byRule = new Map<string, number>()
  for (const [no, { repair, rule }] of orders.entries()) {
    if (repair !== null) byRepair.set(repair.id, no)
    else if (rule !== null) byRule.set(rule, no)
  }
  const lastOf = (uid: string | null, change: Change): number => {
    const own = uid === null ? -1 : (byRepair.get(repairId(uid, change)) ?? -1)
    return Math.max(own, byRule.get(change.rule) ?? -1)
  }
  const acceptedOf = (uid: string | null, change: Change): string | null => {
    const no = lastOf(uid, change)
    const accept = no < 0 ? null : (orders[no]!.accept ?? null)
    if (accept === null || change.decision !== 'review') return null
    const value = accept.value ?? change.after
    // What came of it has an id of its own, by which it may have been taken back since.
    const later = lastOf(uid, { ...change, after: value })
    return value === '' || (later > no && orders[later]!.undo) ? null : value
  }
  return {
    acceptedOf,
    isEmpty: orders.length === 0,
    uids: new Set(orders.flatMap(({ repair }) => (repair === null ? [] : [repair.uid]))),
    isUndone(uid, change) {
      const last = lastOf(uid, change)
      if (last < 0) return false
      const { undo, accept } = orders[last]!
      return undo || (accept != null && change.decision === 'review' && acceptedOf(uid, change) === null)
    },
  }
}

/** The column without what people took back and with the suggestions they followed; `uidOf` knows the rows whose records an order names. */
export function takeBack(
  column: OutcomeColumn,
  numbers: FieldNumbers,
  orders: RepairOrders,
  uidOf: ReadonlyMap<number, string>,
): OutcomeColumn {
  return withOtherRows(column, numbers, (row, changes) => {
    const uid = uidOf.get(row) ?? null
    const undone = changes.map((change) => canBeTakenBack(change) && orders.isUndone(uid, change))
    const accepted = changes.map((change) => (canBeTakenBack(change) ? orders.acceptedOf(uid, change) : null))
    if (!undone.includes(true) && accepted.every((value) => value === null)) return null
    const gone = changes.filter(
      (change, i) => undone[i] && change.decision !== 'review' && change.decision !== 'revoked',
    )
    return {
      key: JSON.stringify([undone, accepted]),
      changes: changes.flatMap((change, i) =>
        undone[i] ? [takenBack(change)] : accepted[i] == null ? [change] : followed(change, accepted[i]),
      ),
      values: new Map([
        ...gone.map((change) => [change.field, valueBefore(change)] as const),
        ...changes.flatMap(({ field }, i) => (accepted[i] == null ? [] : [[field, accepted[i]] as const])),
      ]),
    }
  })
}

function takenBack(change: Change): Change {
  const evidence = `${BY_A_PERSON}; before: ${change.evidence}`
  return { ...change, decision: change.decision === 'review' ? 'dismissed' : 'undone', evidence }
}

/**
 * An address that a person gave in the place of the suggested one is confirmed by nobody: consents were given for another.
 * What was suggested stays known as one that may be theirs.
 */
function followed(change: Change, value: string): Change[] {
  const evidence = `${BY_A_PERSON}; before: ${change.evidence}`
  if (value === change.after) return [{ ...change, decision: 'repaired', confidence: 1, evidence }]
  const isAddress = change.field === 'email' || change.field === 'email_2'
  return [
    { ...change, decision: 'dismissed', evidence },
    { ...change, after: value, decision: 'repaired', confidence: isAddress ? 0 : 1, evidence },
  ]
}
