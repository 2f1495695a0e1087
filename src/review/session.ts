/** Who may talk to the page: a browser on this machine that was given the link, and no page of another site through it. */

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Randomness is right here: nothing of it comes into an output. */
const secret = (): string => randomBytes(32).toString('base64url')

export class Session {
  /** Stands in the link, and opens the page once. */
  readonly linkToken = secret()
  /** Stands in every form. */
  readonly formToken = secret()
  readonly #cookie = secret()
  readonly #port: number
  #isLinkUsed = false

  constructor(port: number) {
    this.#port = port
  }

  get link(): string {
    return `http://127.0.0.1:${this.#port}/?token=${this.linkToken}`
  }

  /** Whether the link opens; true once. */
  takeLink(token: string): boolean {
    if (this.#isLinkUsed || !isSame(token, this.linkToken)) return false
    this.#isLinkUsed = true
    return true
  }

  /** Browsers keep one jar for all ports of a host, so the name tells ours. */
  get setCookie(): string {
    return `${this.#cookieName}=${this.#cookie}; Path=/; HttpOnly; SameSite=Strict`
  }

  hasCookie(header: string | undefined): boolean {
    const name = `${this.#cookieName}=`
    return (header ?? '')
      .split(/;\s*/)
      .some((part) => part.startsWith(name) && isSame(part.slice(name.length), this.#cookie))
  }

  hasFormToken(token: unknown): boolean {
    return typeof token === 'string' && isSame(token, this.formToken)
  }

  /** A name that another site points at this machine (DNS rebinding) comes with that name. */
  isOwnHost(host: string | undefined): boolean {
    return host === `127.0.0.1:${this.#port}` || host === `localhost:${this.#port}`
  }

  /** Of a request that changes something `origin` must be given. */
  isOwnOrigin(origin: string | undefined): boolean {
    return origin?.startsWith('http://') === true && this.isOwnHost(origin.slice('http://'.length))
  }

  get #cookieName(): string {
    return `goldpan_review_${this.#port}`
  }
}

/** In the same time for all wrong ones. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
