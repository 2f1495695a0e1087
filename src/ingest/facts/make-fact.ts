/** Row meanings → facts: which kind, which channel, in whose name. */

import type { Fact, FactKind } from '../../record/fact.ts'
import type { IsoDate } from '../../record/ids.ts'
import type { Channel, SourceSpec } from '../../record/project.ts'
import type { Bounce } from './bounce.ts'
import type { RowMeaning } from './rules.ts'

/** Whom a fact is about; the identity is JSON of a CleanedRecord. */
export interface Subject {
  readonly email: string | null
  readonly phone: string | null
  readonly customerRef: string | null
  readonly identity: string | null
}

/** What a row says, before it is known about whom. */
export interface Statement {
  readonly kind: FactKind
  readonly channel: Channel | null
  readonly detail: string | null
}

/** The source's brand; null (all brands) where the source does not name one. */
export function brandOf(spec: SourceSpec): string | null {
  return spec.brand === '' || spec.brand === '*' ? null : spec.brand
}

export function makeFact(
  statement: Statement,
  scope: { readonly brand: string | null; readonly purpose: string | null },
  subject: Subject,
  occurredAt: IsoDate | null,
): Fact {
  return {
    kind: statement.kind,
    channel: statement.channel,
    brand: scope.brand,
    purpose: scope.purpose,
    email: subject.email,
    phone: subject.phone,
    customerRef: subject.customerRef,
    rec: null,
    identity: subject.identity,
    occurredAt,
    detail: statement.detail,
  }
}

/**
 * What a meaning says on which channels. `channel` is the one that row or source names, else null; then lists of
 * e-mail addresses speak of e-mail, lists of numbers of calls and texts, lists of addresses of letters. An objection,
 * a death, an erasure speak of everything.
 */
export function statementsOf(
  meaning: RowMeaning,
  channel: Channel | null,
  subject: Subject,
  bounce: Bounce | null,
): readonly Statement[] {
  const say = (kind: FactKind, channels: readonly (Channel | null)[], detail: string | null = null): Statement[] =>
    channels.map((c) => ({ kind, channel: c, detail }))
  const natural = channel === null ? naturalChannels(subject) : [channel]
  switch (meaning) {
    case 'unsubscribed':
      return say('unsubscribed', natural)
    case 'complaint':
      return say('complaint', [channel ?? (subject.email === null && subject.phone !== null ? 'call' : 'email')])
    case 'do_not_contact':
      return say('objected_all', [null])
    case 'manual':
      return say('manual', natural)
    case 'do_not_call':
      return say('dnc_external', [channel ?? 'call'])
    case 'do_not_mail':
      // "Mail" in a list that has nothing but e-mail addresses may mean either.
      return say(
        'dnc_external',
        channel === null
          ? subject.email !== null && subject.identity === null
            ? ['letter', 'email']
            : ['letter']
          : [channel],
      )
    case 'bounced':
      return bounceStatement(bounce, channel)
    case 'bounced_soft':
      return bounce?.action === 'none' ? [] : say('bounce_soft', ['email'], bounce?.category ?? null)
    case 'invalid':
      if (channel === 'letter') return say('returned_mail', ['letter'])
      return say('invalid', [channel ?? (subject.email === null && subject.phone !== null ? 'call' : 'email')])
    case 'trap':
    case 'unsafe':
      return say(meaning, ['email'])
    case 'moved':
    case 'returned_mail':
      return say(meaning, ['letter'])
    case 'number_dead':
      return say('number_dead', ['call'])
    case 'alive':
      return say('alive', ['email'])
    case 'deceased':
    case 'minor':
    case 'erased':
      return say(meaning, [null])
    case 'subscribed':
      return say('claimed_opt_in', natural)
    case 'nothing':
      return []
    default:
      return meaning satisfies never
  }
}

function bounceStatement(bounce: Bounce | null, channel: Channel | null): Statement[] {
  if (bounce?.action === 'none') return []
  // A post or telephone list may well be called "bounces" too.
  if (channel === 'letter') return [{ kind: 'returned_mail', channel, detail: null }]
  if (channel === 'call' || channel === 'sms') return [{ kind: 'number_dead', channel, detail: null }]
  const kind = bounce?.action === 'soft' ? 'bounce_soft' : 'bounce_hard'
  return [{ kind, channel: 'email', detail: bounce?.category ?? null }]
}

function naturalChannels(subject: Subject): readonly (Channel | null)[] {
  if (subject.email !== null) return ['email']
  if (subject.phone !== null) return ['sms', 'call']
  if (subject.identity !== null && subject.customerRef === null) return ['letter']
  return [null]
}
