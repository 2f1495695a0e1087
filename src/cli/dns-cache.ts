/** Answers of name servers in a file, for commands without a workspace: one line an answer, written as it comes. */

import { appendFileSync, chmodSync, closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { UserError } from '../base/errors.ts'
import { parseIsoDate } from '../record/dates.ts'
import { type AskedDomain, MAIL_HOST_ANSWERS, type MailHostAnswer } from '../record/mail-host.ts'

export interface DnsCache {
  readonly known: readonly AskedDomain[]
  readonly remember: (asked: AskedDomain) => void
}

/** `domain,answer,asked_on`; a killed run leaves whole lines and at most one that is cut off, which is passed over. */
export function openDnsCache(path: string): DnsCache {
  const byDomain = new Map<string, AskedDomain>()
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  for (const line of text.split('\n')) {
    const asked = readLine(line)
    if (asked !== null) byDomain.set(asked.domain, asked)
    else if (line.split(',').length > 3) throw notOurs(path)
  }
  if (byDomain.size === 0 && text.trim().includes('\n')) throw notOurs(path)
  try {
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
  } catch {
    throw new UserError('The file for answers of name servers cannot be written.', { place: path })
  }
  // What a killed run left of a line must not run into the next one.
  if (text !== '' && !text.endsWith('\n')) appendFileSync(path, '\n')
  return {
    known: [...byDomain.values()],
    remember: ({ domain, answer, askedOn }) => appendFileSync(path, `${domain},${answer},${askedOn}\n`),
  }
}

function readLine(line: string): AskedDomain | null {
  const [domain, answer, day] = line.split(',')
  const askedOn = day === undefined ? null : parseIsoDate(day)
  if (!domain || askedOn === null || !(MAIL_HOST_ANSWERS as readonly string[]).includes(answer ?? '')) return null
  return { domain, answer: answer as MailHostAnswer, askedOn } // one of them, as just checked
}

const notOurs = (path: string): UserError =>
  new UserError('This file holds something else than answers of name servers.', {
    place: path,
    wayOut: 'Name another file with --dns-cache; it is made where it does not exist.',
  })
