/** Asks name servers about many domains, a few at a time, and hands on each answer as it comes. */

import pLimit from 'p-limit'
import type { MailHostAnswer } from '../record/mail-host.ts'
import type { AskMailHost } from './mail-hosts.ts'

export interface Asking {
  readonly ask: AskMailHost
  readonly atOnce: number
  /** Hears of each answer that is worth remembering; the order is that of the answers. */
  readonly remember: (domain: string, answer: MailHostAnswer) => void
  readonly tick: (count: number) => void
}

/** So many without an answer, one after the other, and no server is there. */
const GIVES_UP_AFTER = 60

/**
 * How many domains got an answer, how many none, and how many were not asked because nothing answered any more. Failures
 * are remembered only once something has answered after them: a machine without a network learns nothing of the domains.
 */
export async function askDomains(
  domains: readonly string[],
  { ask, atOnce, remember, tick }: Asking,
): Promise<{ readonly answered: number; readonly failed: number; readonly left: number }> {
  let answered = 0
  let failed = 0
  let left = 0
  let silent: string[] = []
  const isGivenUp = () => silent.length >= GIVES_UP_AFTER
  const askOne = async (domain: string): Promise<void> => {
    if (isGivenUp()) {
      left++
      return
    }
    const answer = await ask(domain)
    tick(1)
    if (answer === 'no_answer') {
      failed++
      silent.push(domain)
      return
    }
    answered++
    for (const earlier of silent) remember(earlier, 'no_answer')
    silent = []
    remember(domain, answer)
  }
  await pLimit(atOnce).map(domains, askOne)
  if (answered > 0 && !isGivenUp()) for (const domain of silent) remember(domain, 'no_answer')
  return { answered, failed, left }
}
