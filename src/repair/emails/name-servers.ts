/** Which domains are worth asking name servers about, and what their answers say of an address. */

import { domainToASCII, domainToUnicode } from 'node:url'
import { parse } from 'tldts'
import type { IsoDate } from '../../record/ids.ts'
import { type AnswerDays, type AskedDomain, isGoodOn, takesNoMail } from '../../record/mail-host.ts'
import type { ValueRules } from '../rules.ts'
import type { DomainHint } from './domain-hints.ts'
import { KNOWN_SLIP } from './domain-verdict.ts'
import { plainDomain, readEmailCell } from './email-cell.ts'
import type { DomainJudge } from './email-domain.ts'

/** Distinct domains asked about; more than any list of people has. */
const MOST_DOMAINS = 1_000_000
const LONGEST = 320

/** Collects the domains of cells that nobody knows, each once. */
export class UnknownDomains {
  readonly #judge: DomainJudge
  /** As typed → its ASCII form, null where there is nothing to ask. */
  readonly #seen = new Map<string, string | null>()

  constructor(judge: DomainJudge) {
    this.#judge = judge
  }

  add(cell: string): void {
    const plain = plainDomain(cell)
    const domain = plain ?? this.#domainWithin(cell)
    if (domain === null || this.#seen.has(domain) || this.#seen.size >= MOST_DOMAINS) return
    this.#seen.set(domain, this.#isWorthAsking(domain) ? asciiOf(domain) : null)
  }

  /** In their ASCII form, sorted. */
  finish(): readonly string[] {
    return [...new Set([...this.#seen.values()].filter((domain) => domain !== null))].sort()
  }

  #domainWithin(cell: string): string | null {
    if (cell.length > LONGEST) return null
    const reading = readEmailCell(cell, this.#judge.known)
    return reading !== 'none' && 'domain' in reading ? reading.domain : null
  }

  /** What is known needs no evidence, and what cannot be a domain gets no answer. */
  #isWorthAsking(domain: string): boolean {
    if (this.#judge.known.isKnown(domain)) return false
    const { rule, decision } = this.#judge.judge(domain)
    if (rule === KNOWN_SLIP || decision === 'invalid') return false
    return parse(domain, { allowPrivateDomains: false }).isIcann === true
  }
}

const DNS_NAME = /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/

function asciiOf(domain: string): string | null {
  const ascii = /[^\x00-\x7f]/.test(domain) ? domainToASCII(domain) : domain
  return DNS_NAME.test(ascii) ? ascii : null
}

const SAYS: Readonly<Partial<Record<AskedDomain['answer'], string>>> = {
  nothing: 'no host takes mail there (name servers)',
  null_mx: 'the domain says that it takes no mail (name servers)',
}

/** Only that nobody takes mail is evidence: squatters on slips have mail hosts, too. */
export function hintsOfAnswers(
  answers: Iterable<AskedDomain>,
  asOf: IsoDate,
  { evidence, name_servers }: ValueRules,
): DomainHint[] {
  const days = answerDays(name_servers)
  return [...answers]
    .filter((asked) => takesNoMail(asked.answer) && isGoodOn(asOf, asked, days))
    .flatMap(({ domain, answer }) =>
      spellingsOf(domain).map((d) => ({ domain: d, odds: evidence.no_mail_host, says: SAYS[answer]!, isDead: true })),
    )
}

const spellingsOf = (domain: string): readonly string[] =>
  domain.includes('xn--') ? [domain, domainToUnicode(domain)] : [domain]

export const answerDays = (rules: ValueRules['name_servers']): AnswerDays => ({
  days: rules.days,
  daysWithoutAnswer: rules.days_without_answer,
})

/** What a user should hear of an asking that did not go well. */
export function askingNotes({ failed, left }: { readonly failed: number; readonly left: number }): readonly string[] {
  if (left > 0)
    return [`Name servers do not answer: ${left} domains were not asked about. The next run goes on with them.`]
  if (failed > 0) return [`${failed} domains got no answer from name servers, which counts as no evidence.`]
  return []
}
