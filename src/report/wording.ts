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
  opt_in: 'opted in',
  soft_opt_in: 'existing customer',
  no_address: 'no address known',
  no_consent: 'no consent on record',
  unsubscribed: 'unsubscribed',
  unsubscribed_channel: 'unsubscribed from the channel',
  unsubscribed_all: 'unsubscribed from everything',
  objected_all: 'objected to all marketing',
  complaint: 'complained of spam',
  bounce_hard: 'address bounced for good',
  bounce_soft: 'address keeps bouncing',
  invalid: 'address not valid',
  trap: 'spam trap',
  moved: 'moved away',
  returned_mail: 'letters came back',
  number_dead: 'number not in service',
  dnc_external: 'on a do-not-call list',
  manual: 'blocked by hand',
  sunset: 'given up after long silence',
  deceased: 'deceased',
  minor: 'under age',
  erased: 'erased on request',
  paused: 'paused',
  suspected: 'possible match opted out',
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

const MONEY_VERDICTS: Readonly<Record<string, string>> = { do: 'Do it', dont: 'Don’t', test: 'Test first' }

export const channelWords = (id: string): string => CHANNEL_WORDS[id] ?? plainWords(id)
export const reasonWords = (id: string): string => REASON_WORDS[id] ?? plainWords(id)
export const stateWords = (id: string): string => STATE_WORDS[id] ?? plainWords(id)
export const verdictWords = (id: string): string => MONEY_VERDICTS[id] ?? plainWords(id)

/** `win-back_letter` → `win back letter`. */
export function plainWords(id: string): string {
  return id.replace(/[_-]+/g, ' ').trim() || id
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
