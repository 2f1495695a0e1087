/** What people decided about single repairs and about rules: the last word on a repair counts. */

import type { Change } from '../record/cleaned.ts'
import { repairId } from '../record/repair-id.ts'
import type { FieldNumbers, OutcomeColumn } from './columns.ts'
import { withOtherRows } from './other-outcomes.ts'
import { canBeTakenBack, valueBefore } from './value-before.ts'

/** Plain data, sent between threads; in the order they were made. */
export interface RepairOrder {
  readonly undo: boolean
  /** One of the two is given: a repair's id with its record's uid, or a rule. */
  readonly repair: { readonly id: string; readonly uid: string } | null
  readonly rule: string | null
}

export interface RepairOrders {
  readonly isEmpty: boolean
  /** Whether people took the change back; `uid` of its record where {@link uids} has it, else null. */
  isUndone(uid: string | null, change: Change): boolean
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
  return {
    isEmpty: orders.length === 0,
    uids: new Set(orders.flatMap(({ repair }) => (repair === null ? [] : [repair.uid]))),
    isUndone(uid, change) {
      const own = uid === null ? -1 : (byRepair.get(repairId(uid, change)) ?? -1)
      const last = Math.max(own, byRule.get(change.rule) ?? -1)
      return last >= 0 && orders[last]!.undo
    },
  }
}

/** The column without what people took back; `uidOf` knows the rows whose records an order names. */
export function takeBack(
  column: OutcomeColumn,
  numbers: FieldNumbers,
  orders: RepairOrders,
  uidOf: ReadonlyMap<number, string>,
): OutcomeColumn {
  return withOtherRows(column, numbers, (row, changes) => {
    const uid = uidOf.get(row) ?? null
    const undone = changes.map((change) => canBeTakenBack(change) && orders.isUndone(uid, change))
    if (!undone.includes(true)) return null
    const gone = changes.filter(
      (change, i) => undone[i] && change.decision !== 'review' && change.decision !== 'revoked',
    )
    return {
      key: undone.map(Number).join(''),
      changes: changes.map((change, i) => (undone[i] ? takenBack(change) : change)),
      values: new Map(gone.map((change) => [change.field, valueBefore(change)])),
    }
  })
}

/** Begins the evidence of what people took back. */
export const BY_A_PERSON = 'a person decided so'

function takenBack(change: Change): Change {
  const evidence = `${BY_A_PERSON}; before: ${change.evidence}`
  return { ...change, decision: change.decision === 'review' ? 'dismissed' : 'undone', evidence }
}
