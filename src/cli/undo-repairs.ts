/** `goldpan repair --undo` and `--redo`: takes repairs back, one by one or by rule, and takes that back again. */

import { UserError } from '../base/errors.ts'
import { BY_A_PERSON } from '../record/cleaned.ts'
import { repairId } from '../record/repair-id.ts'
import { type RepairOrders, repairOrders } from '../repair/take-back.ts'
import { canBeTakenBack } from '../repair/value-before.ts'
import { didYouMean } from '../rules/suggest.ts'
import { takeLock } from '../store/lock.ts'
import {
  appendRepairDecisions,
  eachRepair,
  type FoundRepair,
  type NewRepairDecision,
  readRepairOrders,
} from '../store/repair-decisions.ts'
import type { Store } from '../store/store.ts'
import type { Io } from './io.ts'
import { openExistingStore, requireFolder } from './open-project.ts'
import { printable } from './printable.ts'

export interface UndoFlags {
  readonly undo?: readonly string[]
  readonly undoRule?: readonly string[]
  readonly redo?: readonly string[]
  readonly redoRule?: readonly string[]
  readonly dir: string
  readonly by?: string
  readonly json?: boolean
}

export const isUndo = ({ undo, undoRule, redo, redoRule }: UndoFlags): boolean =>
  [undo, undoRule, redo, redoRule].some((given) => given !== undefined)

/** Repairs listed at most, where a rule has many. */
const MOST_LISTED = 20

export function undoRepairs(flags: UndoFlags, io: Io): void {
  const wishes = [
    { undo: true, ids: flags.undo ?? [], rules: flags.undoRule ?? [] },
    { undo: false, ids: flags.redo ?? [], rules: flags.redoRule ?? [] },
  ].filter(({ ids, rules }) => ids.length + rules.length > 0)
  const [wish, other] = wishes
  if (wish === undefined) return
  if (other !== undefined)
    throw new UserError('Take back, or take that back: one at a time.', { place: '--undo, --redo' })
  const folder = requireFolder(flags.dir)
  const store = openExistingStore(folder)
  const release = takeLock(folder, 'repair')
  try {
    const done = decide(store, wish, flags.by ?? null, io.today())
    io.out(flags.json ? JSON.stringify(asJson(wish, done)) : describe(wish, done))
  } finally {
    release()
    store.close()
  }
}

interface Wish {
  readonly undo: boolean
  readonly ids: readonly string[]
  readonly rules: readonly string[]
}

interface Named extends FoundRepair {
  readonly id: string
}

interface Done {
  /** What comes out otherwise from the next run on. */
  readonly repairs: readonly Named[]
  /** Ids and rules about which that was decided already. */
  readonly already: readonly string[]
}

/** Everything that is wished, or nothing where a part of it cannot be. */
function decide(store: Store, { undo, ids, rules }: Wish, by: string | null, at: string): Done {
  const given = readRepairOrders(store)
  const orders = repairOrders(given)
  const found = findRepairs(store, new Set(ids))
  requireIds(ids, found, new Set(given.flatMap(({ repair }) => repair?.id ?? [])), undo)
  if (!undo) requireTakenBack(ids, found, orders)
  const fresh = [...new Set(ids)].filter((id) => found.get(id)?.some((r) => isUndone(orders, r) !== undo) ?? false)
  const ruled = new Map([...new Set(rules)].map((rule) => [rule, ofRule(store, rule)]))
  requireRules(store, ruled, new Set(given.flatMap(({ rule }) => rule ?? [])), undo)
  const lastOf = new Map(given.flatMap(({ rule, undo: was }) => (rule === null ? [] : [[rule, was] as const])))
  const freshRules = [...ruled].filter(
    ([rule, repairs]) => (lastOf.get(rule) ?? false) !== undo || repairs.some((r) => isUndone(orders, r) !== undo),
  )
  const make = (about: Pick<NewRepairDecision, 'repair' | 'rule'>): NewRepairDecision => ({
    ...about,
    undo,
    by,
    at,
    note: null,
  })
  appendRepairDecisions(store, [
    ...fresh.map((id) => make({ repair: { id, uid: found.get(id)![0]!.uid }, rule: null })),
    ...freshRules.map(([rule]) => make({ repair: null, rule })),
  ])
  const changed = [...fresh.flatMap((id) => found.get(id)!), ...freshRules.flatMap(([, repairs]) => repairs)]
  return {
    repairs: changed.filter((r) => isUndone(orders, r) !== undo),
    already: [...ids, ...rules].filter((name) => !fresh.includes(name) && !freshRules.some(([rule]) => rule === name)),
  }
}

const isUndone = (orders: RepairOrders, repair: FoundRepair): boolean => orders.isUndone(repair.uid, repair)

/** Changes by id; one id may stand for several rules that did the same. */
function findRepairs(store: Store, wanted: ReadonlySet<string>): ReadonlyMap<string, readonly Named[]> {
  const found = new Map<string, Named[]>()
  if (wanted.size === 0) return found
  for (const repair of eachRepair(store)) {
    const id = repairId(repair.uid, repair)
    if (wanted.has(id)) found.set(id, [...(found.get(id) ?? []), { ...repair, id }])
  }
  return found
}

const ofRule = (store: Store, rule: string): Named[] =>
  [...eachRepair(store, rule)]
    .filter((repair) => canBeTakenBack(repair) || WAS_TAKEN_BACK.has(repair.decision))
    .map((repair) => ({ ...repair, id: repairId(repair.uid, repair) }))

const WAS_TAKEN_BACK: ReadonlySet<string> = new Set(['undone', 'dismissed'])

function requireIds(
  ids: readonly string[],
  found: ReadonlyMap<string, readonly Named[]>,
  decided: ReadonlySet<string>,
  undo: boolean,
): void {
  const place = undo ? '--undo' : '--redo'
  const unknown = ids.filter((id) => !found.has(id) && !decided.has(id))
  if (unknown.length > 0)
    throw new UserError(`No repair has the id ${unknown.join(', ')}.`, {
      place,
      wayOut: 'Ids stand in the column repair_id of repairs.csv and in goldpan explain. Nothing was decided.',
    })
  const dropped = ids.find((id) => found.get(id)?.every((r) => r.decision === 'invalid' && !canBeTakenBack(r)) ?? false)
  if (dropped !== undefined)
    throw new UserError(`What ${dropped} is about cannot be kept as it is, so there is nothing to take back.`, {
      place,
      wayOut: `It was left out: ${found.get(dropped)![0]!.evidence}. Correct it in the source. Nothing was decided.`,
    })
}

/** What evidence or goldpan.yaml set aside is not a person's to put in force again here. */
function requireTakenBack(
  ids: readonly string[],
  found: ReadonlyMap<string, readonly Named[]>,
  orders: RepairOrders,
): void {
  for (const id of ids)
    for (const repair of found.get(id) ?? [])
      if (WAS_TAKEN_BACK.has(repair.decision) && !repair.evidence.startsWith(BY_A_PERSON) && !isUndone(orders, repair))
        throw new UserError(`Nobody took ${id} back by --undo: ${repair.evidence}.`, {
          place: '--redo',
          wayOut: 'Where known_domains in goldpan.yaml is the reason, take the domain out there. Nothing was decided.',
        })
}

function requireRules(
  store: Store,
  ruled: ReadonlyMap<string, readonly Named[]>,
  decided: ReadonlySet<string>,
  undo: boolean,
): void {
  const unknown = [...ruled].find(([rule, repairs]) => repairs.length === 0 && !decided.has(rule))?.[0]
  if (unknown === undefined) return
  const rules = [...new Set([...eachRepair(store)].filter(canBeTakenBack).map(({ rule }) => rule))].sort()
  throw new UserError(`No repair of this workspace is by the rule ${unknown}.`, {
    place: undo ? '--undo-rule' : '--redo-rule',
    wayOut: `Rules with repairs: ${rules.join(', ') || 'none'}${didYouMean(unknown, rules)}. Nothing was decided.`,
  })
}

const describeOne = ({ id, source, ownKey, field, before, after, rule }: Named): string =>
  printable(
    `  ${id}  ${ownKey === null ? source : `${source}:${ownKey}`} ${field}: ${before} → ${after || 'nothing'} (${rule})`,
  )

function describe({ undo }: Wish, { repairs, already }: Done): string {
  const lines = repairs.slice(0, MOST_LISTED).map(describeOne)
  if (repairs.length > MOST_LISTED) lines.push(`  and ${repairs.length - MOST_LISTED} more; repairs.csv lists all`)
  const what = undo ? 'taken back' : 'in force again'
  const head = `${repairs.length} ${repairs.length === 1 ? 'repair is' : 'repairs are'} ${what}${repairs.length > 0 ? ' from the next goldpan run on:' : '.'}`
  if (already.length > 0) lines.push(`Decided so before: ${already.map(printable).join(', ')}.`)
  if (undo && repairs.some((r) => r.field.startsWith('email')))
    lines.push('To keep a whole domain as it is, for everybody, list it under known_domains in goldpan.yaml.')
  return [head, ...lines].join('\n')
}

function asJson({ undo }: Wish, { repairs, already }: Done) {
  const listed = repairs.map(({ id, source, ownKey, field, before, after, rule }) => ({
    repair_id: id,
    source,
    record_id: ownKey,
    field,
    before,
    after,
    rule,
  }))
  return { decision: undo ? 'undo' : 'redo', repairs: listed, already }
}
