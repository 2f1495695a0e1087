/** Ids of reasons, states and channels in the words of the page; an unknown id reads as its own words. */

const CHANNEL_WORDS: Readonly<Record<string, string>> = {
  email: 'e-mail',
  sms: 'text message',
  call: 'call',
  letter: 'letter',
  push: 'push message',
  ads: 'ads audience',
}

const REASON_WORDS: Readonly<Record<string, string>> = {
  // open
  opt_in: 'opted in',
  soft_opt_in: 'customer, same kind of product',
  implied_consent: 'implied consent',
  recent_inquiry: 'recent inquiry',
  opt_out_regime: 'allowed until they object',
  legitimate_interest: 'legitimate interest',
  // no way to write
  no_address: 'no address known',
  no_record: 'not in this brand’s data',
  // closed by law or for want of consent
  no_consent: 'no consent on record',
  claimed_opt_in: 'consent claimed, not shown',
  no_legal_basis: 'no legal basis',
  asset_deal: 'consent did not pass with the sale',
  soft_opt_in_expired: 'customer relation too long ago',
  implied_consent_expired: 'implied consent expired',
  recent_inquiry_expired: 'inquiry too long ago',
  // closed by the person
  unsubscribed: 'unsubscribed',
  unsubscribed_channel: 'unsubscribed from the channel',
  unsubscribed_topic: 'unsubscribed from the topic',
  unsubscribed_other_channel: 'unsubscribed on another channel',
  objected_all: 'objected to all marketing',
  complaint: 'complained of spam',
  dnc_external: 'on a do-not-contact list',
  erased: 'erased on request',
  deceased: 'deceased',
  minor: 'under age',
  manual: 'blocked by hand',
  sunset: 'given up after long silence',
  paused: 'paused',
  // closed for the address
  bounce_hard: 'address bounced for good',
  bounce_soft: 'address keeps bouncing',
  invalid: 'address not valid',
  trap: 'spam trap',
  unsafe: 'verification advises against it',
  moved: 'moved away',
  returned_mail: 'letters came back',
  number_dead: 'number not in service',
  address_blocked: 'address blocked',
  unconfirmed_repair: 'repaired address, not confirmed yet',
  // plan
  no_offer_for_segment: 'no offer for their segment',
  no_channel: 'no open channel',
  buys_anyway: 'would buy anyway',
  open_complaint: 'a complaint is open',
  contact_cap: 'contacted often enough',
  household_has_letter: 'someone in the household gets the letter',
  possible_match_is_customer: 'may be a customer already',
  household_is_customer: 'someone in the household is a customer',
  existing_customer: 'is a customer already',
  failure_before_voucher: 'a complaint to be settled first',
  does_not_pay: 'would cost more than it brings',
  too_risky: 'too likely to lose money',
  over_limits: 'budget or capacity was used up',
  waits_after_last_chance: 'had the last chance; one cycle to answer',
  held_out: 'control group of a campaign that still runs',
  needs_it_no_more: 'said they moved or need it no more',
  had_last_chance: 'had the last chance',
  had_this_offer: 'had this offer lately',
  waits_for_test: 'waits for the result of a test',
}

const STATE_WORDS: Readonly<Record<string, string>> = {
  prospect: 'prospect: no relation yet',
  never_active: 'never active: account, no use',
  new: 'new: first purchase, one cycle or less ago',
  active: 'active',
  slipping: 'slipping: quieter than usual',
  lapsed: 'lapsed: silent beyond the cycle',
  lost: 'lost: return unlikely',
  contract_running: 'contract running',
}

/** The states from the closest customer to the most distant. */
export const STATE_ORDER: readonly string[] = [
  'active',
  'contract_running',
  'new',
  'slipping',
  'lapsed',
  'lost',
  'never_active',
  'prospect',
]

/** What blocking rules are made of. */
const KEY_WORDS: Readonly<Record<string, string>> = {
  email: 'e-mail',
  email_local: 'e-mail before the @',
  names: 'both names',
  first: 'first name',
  last: 'last name',
  first_sound: 'sound of first name',
  last_sound: 'sound of last name',
  last_start: 'start of last name',
  birth_month_day: 'birthday',
}

/** What became of a person between two runs. */
const CHANGE_WORDS: Readonly<Record<string, string>> = {
  slipping: 'newly slipping',
  lapsed: 'newly lapsed',
  lost: 'newly lost',
  came_back: 'came back',
  last_chance_due: 'due for the last chance',
  survey_due: 'due for the survey',
  sunset: 'to be left in peace',
}

const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  other_choice: 'Something better',
  too_few: 'Too few left',
  over_limits: 'No means left',
  too_risky: 'Too risky',
}

const LAPSE_RULES: Readonly<Record<string, string>> = {
  fixed: 'fixed days',
  median_gap: 'times the median gap',
  tail: 'longer than nine gaps in ten',
  tail_of_returns: 'longer than nine returns in ten',
  too_few_gaps: 'fixed days, too few gaps to learn from',
}

const MONEY_VERDICTS: Readonly<Record<string, string>> = { do: 'Do it', dont: 'Don’t', test: 'Test first' }

export const channelWords = (id: string): string => CHANNEL_WORDS[id] ?? plainWords(id)
export const reasonWords = (id: string): string => REASON_WORDS[id] ?? plainWords(id)
export const stateWords = (id: string): string => STATE_WORDS[id] ?? plainWords(id)
export const changeWords = (id: string): string => CHANGE_WORDS[id] ?? plainWords(id)
export const lapseRuleWords = (id: string): string => LAPSE_RULES[id] ?? plainWords(id)
/** Null where the line's own verdict says it. */
export const outcomeWords = (id: string): string | null => OUTCOME_WORDS[id] ?? null
export const verdictWords = (id: string): string => MONEY_VERDICTS[id] ?? plainWords(id)

/** `last + birth_year` → `last name + birth year`. */
export const blockingWords = (rule: string): string =>
  rule
    .split(' + ')
    .map((key) => KEY_WORDS[key] ?? plainWords(key))
    .join(' + ')

/** `*` stands for every brand. */
export const brandWords = (brand: string): string => (brand === '*' ? 'all brands' : brand)

/** `lost:big_basket_buyer` → `lost, big basket buyer`; `win-back_letter` → `win back letter`. */
export function plainWords(id: string): string {
  return id.replace(/[_-]+/g, ' ').replace(/:\b/g, ', ').trim() || id
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

const DECISION_WORDS: Readonly<Record<string, string>> = {
  repaired: 'put right',
  review: 'suggested',
  invalid: 'beyond repair',
  revoked: 'revoked: no such mailbox',
  undone: 'taken back',
  dismissed: 'not followed',
}

export const decisionWords = (decision: string): string => DECISION_WORDS[decision] ?? plainWords(decision)

/** A rule of repair, with the field where its name does not say that. */
export function ruleWords(rule: string, field: string): string {
  const words = plainWords(rule.replaceAll('.', ': '))
  return rule.startsWith(field.split('_')[0] ?? field) ? words : `${words} (${plainWords(field)})`
}
