/** What a table is: customers, leads, a suppression list, purchases … by its name, its columns and how often a person recurs. */

import { compareText } from '../../base/order.ts'
import type { Field } from '../../record/fields.ts'
import { ROLES, type Role, SUPPRESSION_MEANINGS, type SuppressionMeaning } from '../../record/project.ts'
import { type ColumnEvidence, strength } from './candidates.ts'
import { headerTokens, joinTokens, withoutDigraphs } from './header-tokens.ts'
import type { RoleWords } from './rules.ts'

export interface RoleGuess {
  readonly role: Role
  /** 0–1. */
  readonly confidence: number
  readonly reason: string
}

/** Scores of 0–1 of the words of a path for each key of a word list; the file's own name counts more than its folders'. */
export function scoreName<K extends string>(
  path: string,
  lists: Partial<Readonly<Record<K, readonly string[]>>>,
  keys: readonly K[],
): Map<K, number> {
  const parts = path.replace(/\.[a-z0-9]{1,7}(\.gz)?$/i, '').split(/[\\/]/)
  const scores = new Map<K, number>()
  for (const [i, part] of parts.reverse().entries()) {
    const tokens = headerTokens(part)
    for (const key of keys) {
      const score = (i === 0 ? 1 : 0.6) * bestWord(tokens, lists[key] ?? [])
      if (score > (scores.get(key) ?? 0)) scores.set(key, score)
    }
  }
  return scores
}

function bestWord(tokens: readonly string[], words: readonly string[]): number {
  const joined = joinTokens(tokens)
  let best = 0
  for (const word of words) {
    const phrase = headerTokens(word)
    const key = joinTokens(phrase)
    // Long phrases say more: `do not mail` beats `mail`.
    const worth = 0.9 + Math.min(0.1, key.length / 200)
    if (isRunOf(tokens, phrase) || isRunOf(tokens.map(withoutDigraphs), phrase)) best = Math.max(best, worth)
    else if (key.length >= 5 && joined.includes(key)) best = Math.max(best, worth * 0.7)
  }
  return best
}

function isRunOf(tokens: readonly string[], phrase: readonly string[]): boolean {
  return tokens.some((_, i) => phrase.every((word, k) => tokens[i + k] === word))
}

const NAME = 0.55

/** A list that calls itself one of objections is one, whatever its columns: an opt-out taken for a customer is lost. */
function isNamedSuppression(path: string, score: number, words: RoleWords): boolean {
  const tokens = headerTokens(path)
  return score >= 0.5 && !words.without.some((word) => tokens.includes(word))
}

/** The role, or null where no column tells whom a row is about. */
export function recogniseRole(path: string, all: readonly ColumnEvidence[], words: RoleWords): RoleGuess | null {
  const has = (...fields: readonly Field[]) => Math.max(0, ...fields.map((f) => strength(all, f)))
  const whom = has(
    'email',
    'phone',
    'mobile',
    'full_name',
    'last_name',
    'customer_id',
    'person_id',
    'token',
    'national_id',
    'street',
    'address',
  )
  if (whom < 0.35) return null
  const named = scoreName(path, words.roles, ROLES)
  const shape = shapeScores(all, has)
  const objection = isNamedSuppression(path, named.get('suppressions') ?? 0, words) ? 1 : 0
  const ranked = ROLES.map((role) => ({ role, name: named.get(role) ?? 0, columns: shape[role] }))
    .map((r) => ({ ...r, score: r.name * NAME + r.columns + (r.role === 'suppressions' ? objection : 0) }))
    .sort((l, r) => r.score - l.score || compareText(l.role, r.role))
  const first = ranked[0]!
  const second = ranked[1]!
  const confidence = Math.max(0.2, Math.min(0.98, first.score * 0.7 + (first.score - second.score)))
  const reason = first.name > 0 ? (first.columns > 0.3 ? 'by its name and columns' : 'by its name') : 'by its columns'
  return { role: first.role, confidence, reason }
}

function shapeScores(
  all: readonly ColumnEvidence[],
  has: (...fields: readonly Field[]) => number,
): Record<Role, number> {
  const recurs = recurrence(all)
  const names = Math.max(has('last_name', 'full_name'), has('first_name'))
  const place = Math.max(has('street', 'address'), has('postcode'), has('city'))
  const identity =
    (names >= 0.4 ? 0.3 : 0) +
    (place >= 0.4 ? 0.15 : 0) +
    (has('birth_date', 'phone', 'mobile', 'email') >= 0.4 ? 0.1 : 0)
  const dated = has('occurred_at') >= 0.4 || has('created_at') >= 0.5
  const amount = has('amount') >= 0.5
  const both = (l: Field, r: Field) => Math.min(has(l), has(r)) >= 0.5
  const isPeople = identity >= 0.4 && recurs < 0.3
  const suppression = Math.max(
    has('bounce_kind') >= 0.8 ? 0.6 : 0,
    has('status_code') >= 0.8 && has('reason') >= 0.5 ? 0.6 : 0,
    isBareList(all) ? 0.2 : 0,
    suppressionWords(all),
  )
  const consent = has('consent_email', 'consent_any', 'opt_out_email', 'opt_out_all', 'consent_letter') >= 0.6 ? 0.2 : 0
  return {
    customers: identity + (isPeople ? 0.2 : 0) + consent + (has('customer_id') >= 0.6 ? 0.05 : 0),
    leads: identity * 0.9 + (isPeople ? 0.1 : 0) + (has('collected_via') >= 0.6 ? 0.12 : 0),
    suppressions: suppression,
    purchases:
      (amount && dated ? 0.6 : 0) +
      (has('order_id') >= 0.8 ? 0.25 : 0) +
      (has('product', 'quantity') >= 0.8 ? 0.1 : 0) +
      (amount && dated ? recurs * 0.2 : 0) -
      (isPeople && has('order_id') < 0.8 ? 0.3 : 0),
    activity:
      (dated && has('activity_kind') >= 0.6 ? 0.5 : 0) +
      (dated && !amount && recurs > 0.2 ? 0.3 : 0) +
      (has('balance') >= 0.8 && dated ? 0.15 : 0) -
      // Being sent something is not the customer's own activity.
      (has('campaign') >= 0.8 && has('channel', 'offer') >= 0.8 ? 0.3 : 0),
    contracts:
      (has('contract_id') >= 0.8 ? 0.45 : 0) +
      (both('start_at', 'end_at') ? 0.4 : 0) -
      (has('order_id') >= 0.9 ? 0.2 : 0),
    contacts:
      (has('campaign') >= 0.8 && dated ? 0.5 : 0) +
      (has('offer') >= 0.8 ? 0.15 : 0) +
      (has('channel') >= 0.8 ? 0.15 : 0),
    complaints:
      (both('opened_at', 'closed_at') ? 0.45 : 0) +
      (has('topic') >= 0.8 && has('closed_at', 'opened_at') >= 0.5 ? 0.25 : 0),
    'campaign-results':
      (has('campaign') >= 0.8 && has('outcome') >= 0.8 ? 0.55 : 0) +
      (has('arm') >= 0.8 ? 0.3 : 0) +
      (has('token') >= 0.8 ? 0.3 : 0),
    survey: (has('answer') >= 0.9 ? 0.5 : 0) + (has('answer') >= 0.9 && !amount ? 0.1 : 0),
  }
}

/** How often whom a row is about recurs: 0 every row another, towards 1 few with many rows. */
function recurrence(all: readonly ColumnEvidence[]): number {
  const whom = all.filter(
    (e) =>
      e.candidates.some((c) => (c.field === 'customer_id' || c.field === 'email') && c.score >= 0.5) &&
      e.profile.filled >= 5,
  )
  const least = whom.map((e) => e.profile.distinct / e.profile.filled)
  return least.length === 0 ? 0 : 1 - Math.min(...least)
}

/** One or two columns, one of them addresses or numbers: a bare list. */
function isBareList(all: readonly ColumnEvidence[]): boolean {
  return all.length <= 2 && Math.max(strength(all, 'email'), strength(all, 'phone')) >= 0.6
}

function suppressionWords(all: readonly ColumnEvidence[]): number {
  const worded = all.some((e) => e.profile.share.suppression_word >= 0.8 && e.profile.filled >= 1)
  const isPerson = Math.max(strength(all, 'last_name'), strength(all, 'full_name')) >= 0.5
  return worded ? (isPerson ? 0.25 : 0.65) : 0
}

export interface MeaningGuess {
  readonly means: SuppressionMeaning
  readonly confidence: number
}

/** What the rows of a suppression list mean; the widest objection where nothing says it. */
export function recogniseMeaning(path: string, all: readonly ColumnEvidence[], words: RoleWords): MeaningGuess {
  const mixed = all.some(
    (e) =>
      e.profile.share.suppression_word >= 0.6 &&
      e.profile.distinct >= 2 &&
      e.candidates.some((c) =>
        ['status', 'reason', 'bounce_kind', 'outcome', 'topic', 'activity_kind'].includes(c.field),
      ),
  )
  // `suppression_bounces`: what it says besides that it is a list.
  const { do_not_contact: objected = [] } = words.means
  const said = { ...words.means, do_not_contact: objected.filter((word) => !word.startsWith('suppress')) }
  const best = (means: typeof words.means) =>
    [...scoreName(path, means, SUPPRESSION_MEANINGS)]
      .filter(([, score]) => score > 0)
      .sort((l, r) => r[1] - l[1] || compareText(l[0], r[0]))[0]
  const named = best(said) ?? best(words.means)
  const isBounce = strength(all, 'status_code') >= 0.8 || strength(all, 'bounce_kind') >= 0.8
  if (mixed && !isBounce) return { means: 'by_column', confidence: 0.75 }
  if (named !== undefined) return { means: named[0], confidence: Math.min(0.95, named[1]) }
  if (isBounce) return { means: 'bounced', confidence: 0.8 }
  if (strength(all, 'opt_out_at') >= 0.8) return { means: 'unsubscribed', confidence: 0.7 }
  return { means: 'do_not_contact', confidence: 0.4 }
}
