/** May this row be contacted? The strongest of all that speaks against it, or nothing. */

import { DAYS, dayKey } from '../flag/deciding/answers.ts'
import { CLOSED, type Join, joinOf, NEEDS_EXPRESS } from '../flag/deciding/block.ts'
import { KINDS } from '../flag/deciding/precedence.ts'
import { evidenceOf } from '../flag/deciding/verdict-book.ts'
import { NO_DAY, NONE } from '../flag/facts/fact-columns.ts'
import type { FlagSource, Lists } from '../flag/flag-input.ts'
import type { ChannelRules } from '../flag/rules.ts'
import { CHANNELS } from '../record/project.ts'
import { eachAddress, type ListAddresses } from './list-addresses.ts'
import type { ListFacts } from './list-facts.ts'
import type { OwnLinks } from './own-links.ts'
import type { RowPeople } from './people-of-rows.ts'
import type { Asked, PersonAnswers } from './person-answers.ts'
import { isOfAddress, type Refusal, type RefusalOrder, refusalOrder } from './refusal.ts'
import type { FoundPerson } from './whom-row-means.ts'

export interface JudgeInput {
  readonly asked: Asked
  readonly addresses: ListAddresses
  readonly facts: ListFacts
  readonly sources: readonly FlagSource[]
  readonly rules: ChannelRules
  readonly answers: PersonAnswers
  readonly own: OwnLinks
  readonly found: RowPeople
  /** Rows whose e-mail cell holds no address at all. */
  readonly invalid: ReadonlySet<number>
}

export interface RowJudge {
  refusal(row: number, people: readonly FoundPerson[]): Refusal | null
}

export function rowJudge(input: JudgeInput): RowJudge {
  const { asked, addresses, facts, answers } = input
  const { columns, states } = facts
  const join = joinOf(columns, input.rules)
  const { isPersonal, strongerOf } = refusalOrder(columns.precedence)
  const channel = CHANNELS.indexOf(asked.channel)
  const refusalOf = factRefusals(input, join)
  const weigh = factWeigher(input, join, refusalOf)
  const isByEmail = asked.channel === 'email' || asked.channel === 'push' || asked.channel === 'ads'
  const isByPhone = asked.channel === 'sms' || asked.channel === 'call' || asked.channel === 'ads'

  /** What speaks against an address itself, and what people said who named it. */
  const ofEmail = remembered(facts.ofEmail, (address) => {
    const said = strongest(strongerOf, facts.ofEmail, address, listed(input.found.byEmail, address))
    return asked.channel === 'email' ? strongerOf(said, bounced(address)) : said
  })
  const ofPhone = remembered(facts.ofPhone, (number) => {
    const said = strongest(strongerOf, facts.ofPhone, number, listed(input.found.byPhone, number))
    const dead = isByPhone ? states.phoneBlock[number]! : NONE
    return dead === NONE ? said : strongerOf(said, refusalOf(dead))
  })

  /** A fact that also names a customer is judged with them, where somebody has the address. */
  function listed(owners: Lists, address: number): (fact: number) => Refusal | null {
    const isOwned = owners.offsets[address + 1]! > owners.offsets[address]!
    return (fact) => (isOwned && facts.hasRef[fact] === 1 ? null : weigh(fact, channel))
  }

  function bounced(address: number): Refusal | null {
    const blocked = states.emailBlock[address]!
    if (blocked !== NONE) return refusalOf(blocked)
    const until = states.emailRestsUntil[address]!
    return until === NO_DAY || until < asked.day
      ? null
      : { ...refusalOf(states.emailRestFact[address]!), reason: 'bounce_soft' }
  }

  function ofPerson({ person, isSure, isByAddress }: FoundPerson, hasAddress: boolean): Refusal | null {
    let found = answers.refusal(person)
    if (found !== null && isOfAddress(found.reason) && hasAddress && !isByAddress) found = null
    for (const link of input.own.get(person) ?? [])
      found = strongerOf(found, weigh(link >> 1, channel, (link & 1) === 1))
    if (found === null || isSure) return found
    return isPersonal(found.reason) ? { ...found, suspected: true } : null
  }

  function alternateOf(people: readonly FoundPerson[]): Refusal['alternate'] {
    const [first] = people.filter((p) => p.isSure)
    if (first === undefined) return null
    const links = input.own.get(first.person) ?? []
    const isClosed = (c: number): boolean => links.some((link) => weigh(link >> 1, c) !== null)
    const isOpen = (c: (typeof CHANNELS)[number]): boolean =>
      c !== asked.channel && answers.isOpen(first.person, c) && !isClosed(CHANNELS.indexOf(c))
    return asked.alternateOrder.find(isOpen) ?? null
  }

  return {
    refusal(row, people) {
      let found: Refusal | null = null
      let hasAddress = false
      if (isByEmail) eachAddress(addresses.emailsOf, row, () => (hasAddress = true))
      if (isByPhone) eachAddress(addresses.phonesOf, row, () => (hasAddress = true))
      const own = people.map((person) => ofPerson(person, hasAddress))
      // Of people who share the address, one whom the workspace lets through is enough against mere lack of knowledge.
      const isKnown = people.some(({ isSure }, i) => isSure && own[i] === null)
      for (const refusal of own) if (!isKnown || !isIgnorance(refusal)) found = strongerOf(found, refusal)
      eachAddress(addresses.emailsOf, row, (address) => (found = strongerOf(found, ofEmail(address))))
      eachAddress(addresses.phonesOf, row, (number) => (found = strongerOf(found, ofPhone(number))))
      const meant = addresses.suggested.get(row)
      const doubted = meant === undefined ? null : ofEmail(meant)
      if (doubted !== null) found = strongerOf(found, { ...doubted, suspected: true })
      for (const fact of facts.ofRow.get(row) ?? []) found = strongerOf(found, weigh(fact, channel))
      if (asked.channel === 'email' && input.invalid.has(row)) found = strongerOf(found, NO_ADDRESS)
      if (found === null) return null
      return { ...found, alternate: alternateOf(people) }
    },
  }
}

const isIgnorance = (refusal: Refusal | null): boolean =>
  refusal?.reason === 'no_record' || refusal?.reason === 'no_address'

const NO_ADDRESS: Refusal = {
  reason: 'invalid',
  sinceDay: null,
  evidence: 'no e-mail address can be made out',
  suspected: false,
  alternate: null,
}

/** The refusal that a fact gives. */
type RefusalOf = (fact: number, suspected?: boolean) => Refusal
type Weigh = (fact: number, channel: number, suspected?: boolean) => Refusal | null

/** What a fact about a person does to a channel for the brand and purpose asked for. */
function factWeigher(input: JudgeInput, join: Join, refusalOf: RefusalOf): Weigh {
  const { asked, facts } = input
  const { columns } = facts
  const brand = asked.brand === null ? null : columns.brands.indexOf(asked.brand)
  const purpose = columns.purposes.indexOf(asked.purpose)
  return (fact, channel, suspected = false) => {
    // Asked in nobody's name, a fact counts for the brand it was given to.
    const effect = join.effect(fact, brand ?? columns.brand[fact]!, purpose, channel)
    if (effect !== CLOSED && effect !== NEEDS_EXPRESS) return null
    const refusal = refusalOf(fact, suspected)
    return effect === CLOSED ? refusal : { ...refusal, reason: 'unsubscribed_other_channel' }
  }
}

/** Facts that read the same share a refusal. */
function factRefusals({ sources, facts: { columns } }: JudgeInput, join: Join): RefusalOf {
  const known = new Map<number, Refusal>()
  return (fact, suspected = false) => {
    const day = columns.day[fact]!
    const kind = columns.source[fact]! * KINDS.length + columns.kind[fact]!
    const words = (kind * (columns.details.length + 1) + columns.detail[fact]! + 1) * 4
    const key = (words + (columns.purpose[fact] === NONE ? 0 : 2) + (suspected ? 1 : 0)) * DAYS + dayKey(day)
    let refusal = known.get(key)
    if (refusal === undefined) {
      const evidence = evidenceOf(columns, sources, fact)
      const sinceDay = day === NO_DAY ? null : day
      refusal = { reason: join.reason(fact), sinceDay, evidence, suspected, alternate: null }
      known.set(key, refusal)
    }
    return refusal
  }
}

function strongest(
  strongerOf: RefusalOrder['strongerOf'],
  lists: Lists,
  owner: number,
  weigh: (fact: number) => Refusal | null,
): Refusal | null {
  let found: Refusal | null = null
  for (let i = lists.offsets[owner]!; i < lists.offsets[owner + 1]!; i++)
    found = strongerOf(found, weigh(lists.items[i]!))
  return found
}

/** Answers are remembered for addresses that much is said of: most are asked about once. */
function remembered(facts: Lists, work: (no: number) => Refusal | null): (no: number) => Refusal | null {
  const known = new Map<number, Refusal | null>()
  return (no) => {
    if (facts.offsets[no + 1]! - facts.offsets[no]! < MUCH) return work(no)
    let answer = known.get(no)
    if (answer === undefined) {
      answer = work(no)
      known.set(no, answer)
    }
    return answer
  }
}
const MUCH = 8
