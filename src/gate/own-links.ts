/** Facts that came by command since the last run → the people they concern, and those who may be the same. */

import { MAY_OWN } from '../flag/deciding/links.ts'
import { isAddressFact, isConsent } from '../flag/deciding/precedence.ts'
import { type FactColumns, kindOf, NONE } from '../flag/facts/fact-columns.ts'
import type { Lists } from '../flag/flag-input.ts'
import type { ListFacts } from './list-facts.ts'
import type { RowPeople } from './people-of-rows.ts'

/** Person → `fact * 2`, plus 1 where it is only suspected. */
export type OwnLinks = ReadonlyMap<number, readonly number[]>

/** `firstOwn`: number of the first source that is a command. */
export function ownLinks(
  { columns, lifted }: ListFacts,
  people: RowPeople,
  firstOwn: number,
  possible: () => Iterable<readonly [number, number]>,
): OwnLinks {
  const links = new Map<number, Set<number>>()
  const link = (person: number, fact: number, suspected: number): void => {
    if (person === NONE) return
    const known = links.get(person)
    if (known === undefined) links.set(person, new Set([fact * 2 + suspected]))
    else known.add(fact * 2 + suspected)
  }
  for (let f = 0; f < columns.length; f++) {
    const kind = kindOf(columns, f)
    if (columns.source[f]! < firstOwn || lifted[f] === 1 || isAddressFact(kind) || isConsent(kind)) continue
    for (const [rec, suspected] of recordsOf(columns, people, f)) link(people.personOf[rec] ?? NONE, f, suspected)
  }
  if (links.size > 0) spread(columns, links, possible(), link)
  return new Map([...links].map(([person, facts]) => [person, [...facts]]))
}

function* recordsOf(columns: FactColumns, people: RowPeople, f: number): Iterable<readonly [number, number]> {
  if (columns.rec[f] !== NONE) yield [columns.rec[f]!, 0]
  for (const item of itemsOf(people.byEmail, columns.email[f]!)) yield [item >> 2, (item & 3) === MAY_OWN ? 1 : 0]
  for (const item of itemsOf(people.byPhone, columns.phone[f]!)) yield [item >> 2, (item & 3) === MAY_OWN ? 1 : 0]
  for (const rec of people.ownNamed.get(f) ?? []) yield [rec, 0]
}

function* itemsOf(lists: Lists, owner: number): Iterable<number> {
  if (owner === NONE) return
  for (let i = lists.offsets[owner]!; i < lists.offsets[owner + 1]!; i++) yield lists.items[i]!
}

function spread(
  columns: FactColumns,
  links: ReadonlyMap<number, ReadonlySet<number>>,
  possible: Iterable<readonly [number, number]>,
  link: (person: number, fact: number, suspected: number) => void,
): void {
  const own = new Map([...links].map(([person, facts]) => [person, [...facts]]))
  for (const [l, r] of possible)
    for (const [from, to] of [
      [l, r],
      [r, l],
    ] as const)
      for (const item of own.get(from) ?? [])
        if ((item & 1) === 0 && columns.precedence.spreads[columns.kind[item >> 1]!] === 1) link(to, item >> 1, 1)
}
