/** Contactability: what may be sent to whom, derived from facts and never stored as a status of its own. */

import type { IsoDate, PersonNo } from './ids.ts'
import type { Channel } from './project.ts'

/** The answer for one person × brand × channel × purpose. */
export interface Verdict {
  readonly person: PersonNo
  readonly brand: string
  readonly channel: Channel
  readonly purpose: string
  readonly allowed: boolean
  /** Rule id, e.g. `unsubscribed_channel`, `bounce_hard`, `no_address`, `opt_in`. */
  readonly reason: string
  readonly since: IsoDate | null
  readonly until: IsoDate | null
  /** Source and kind of the deciding fact, without personal data; stable under row order. */
  readonly evidence: string | null
  /** Best channel that is open where this one is closed; null where none is (or this one is open). */
  readonly alternateChannel: Channel | null
  /** The suppression comes from a possible match only (one hop). */
  readonly suspected: boolean
}
