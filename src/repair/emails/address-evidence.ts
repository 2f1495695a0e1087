/** Evidence about single addresses: who else has the repaired one as given, and what facts say of either form. */

import { compareText } from '../../base/order.ts'
import { agreement } from '../record-marks.ts'

/** The form in which addresses are compared. */
export const addressKey = (email: string): string => email.trim().toLowerCase()

/** Marks of the records that have an address, each set once, in order. */
export type Holders = readonly (readonly string[])[]

/** A repair or a suggestion that evidence may bear on. Plain data, sent between threads. */
export interface AddressQuestion {
  /** {@link addressKey} of the cell, and of what repair makes of it. */
  readonly typed: string
  readonly meant: string
  readonly holders: Holders
}

/** What the tables and facts of one thread know of the addresses in question. */
export interface AddressKnowledge {
  /** Records that have a meant address as given. */
  readonly holders: readonly (readonly [meant: string, holders: Holders])[]
  /** Meant addresses that have no mailbox, by a bounce (5.1.1) or a verification. */
  readonly dead: readonly string[]
  /** Typed addresses that answered: an opened message, an automatic reply. */
  readonly alive: readonly string[]
}

export interface AddressAnswers {
  /** In which marks another record of the person that has `meant` agrees; null where there is none. */
  sameAs(typed: string, meant: string): readonly string[] | null
  isDead(meant: string): boolean
  isAlive(typed: string): boolean
}

/** More different people than this have no address in common but a filler, which proves nothing. */
const MOST_HOLDERS = 20

/** Each question once, with the records of all threads; what comes of it does not depend on who asked first. */
export function joinQuestions(asked: Iterable<AddressQuestion>): readonly AddressQuestion[] {
  const joined = new Map<string, AddressQuestion>()
  for (const question of asked) {
    const key = pairKey(question.typed, question.meant)
    const known = joined.get(key)
    joined.set(key, known === undefined ? question : { ...question, holders: union(known.holders, question.holders) })
  }
  return [...joined].sort(([l], [r]) => compareText(l, r)).map(([, question]) => question)
}

export function answersOf(
  questions: readonly AddressQuestion[],
  knowledge: readonly AddressKnowledge[],
): AddressAnswers {
  const holders = new Map<string, Holders>()
  for (const { holders: some } of knowledge)
    for (const [meant, more] of some) holders.set(meant, union(holders.get(meant) ?? [], more))
  const same = new Map<string, readonly string[]>()
  for (const { typed, meant, holders: asking } of questions) {
    const having = holders.get(meant) ?? []
    if (asking.length > MOST_HOLDERS || having.length > MOST_HOLDERS) continue
    const kinds = new Set(asking.flatMap((l) => having.flatMap((r) => agreement(l, r))))
    if (kinds.size > 0) same.set(pairKey(typed, meant), [...kinds].sort())
  }
  const dead = new Set(knowledge.flatMap((k) => k.dead))
  const alive = new Set(knowledge.flatMap((k) => k.alive))
  return {
    sameAs: (typed, meant) => same.get(pairKey(typed, meant)) ?? null,
    isDead: (meant) => dead.has(meant),
    isAlive: (typed) => alive.has(typed),
  }
}

/** Each set of marks once, in order. */
export function union(...lists: readonly Holders[]): Holders {
  const byText = new Map(lists.flat().map((marks) => [marks.join('\n'), marks]))
  return [...byText].sort(([l], [r]) => compareText(l, r)).map(([, marks]) => marks)
}

const pairKey = (typed: string, meant: string): string => `${typed}\n${meant}`
