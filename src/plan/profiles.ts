/** Profiles: people who share everything that the choice depends on; each is decided once. */

import type { ProfileGroup } from './cells.ts'
import { listOptions, type OpenChannels, type Options } from './choose.ts'
import { FLAG_SETS } from './eligibility.ts'
import type { PlanSegments } from './plan-segments.ts'

interface Profile {
  readonly segment: number
  readonly flags: number
  readonly open: readonly OpenChannels[]
  readonly had: readonly string[]
  readonly options: Options
}

/** Per person; NaN where purchases tell nothing. */
export interface PersonWorth {
  readonly basketMinor: Float64Array
  readonly returnMinor: Float64Array
}

const SEGMENTS = 65_536

export class Profiles {
  readonly #segments: PlanSegments
  readonly #profiles: Profile[] = []
  readonly #numbers = new Map<readonly OpenChannels[], Map<number, number>>()
  readonly #hadNos = new Map<readonly string[], number>()

  constructor(segments: PlanSegments) {
    this.#segments = segments
  }

  get count(): number {
    return this.#profiles.length
  }

  get(no: number): Profile {
    return this.#profiles[no]!
  }

  /** `open` and `had` count as the same where they are the same array, not an equal one. */
  numberOf(segment: number, flags: number, open: readonly OpenChannels[], had: readonly string[]): number {
    let known = this.#numbers.get(open)
    if (known === undefined) {
      known = new Map()
      this.#numbers.set(open, known)
    }
    let hadNo = this.#hadNos.get(had)
    if (hadNo === undefined) {
      hadNo = this.#hadNos.size
      this.#hadNos.set(had, hadNo)
    }
    const key = (hadNo * SEGMENTS + segment) * FLAG_SETS + flags
    let no = known.get(key)
    if (no === undefined) {
      const options = listOptions({ offers: this.#segments.get(segment).offers, flags, had, open })
      no = this.#profiles.push({ segment, flags, open, had, options }) - 1
      known.set(key, no)
    }
    return no
  }

  /** The same profile with one more flag. */
  withFlag(profile: number, flag: number): number {
    const { segment, flags, open, had } = this.#profiles[profile]!
    return this.numberOf(segment, flags | flag, open, had)
  }

  mayHaveLetter(profile: number): boolean {
    return this.#profiles[profile]!.options.choices.some((choice) => choice.channel === 'letter')
  }

  /** One group per profile, in the order of their numbers; some are empty. */
  groups(profileOf: Uint32Array, { basketMinor, returnMinor }: PersonWorth): ProfileGroup[] {
    const n = this.#profiles.length
    const [people, buyers, baskets, returns] = [0, 0, 0, 0].map(() => new Float64Array(n))
    for (let person = 0; person < profileOf.length; person++) {
      const profile = profileOf[person]!
      people![profile]!++
      if (Number.isNaN(returnMinor[person]!)) continue
      buyers![profile]!++
      baskets![profile]! += basketMinor[person]!
      returns![profile]! += returnMinor[person]!
    }
    return this.#profiles.map(({ segment, flags, options }, i) => ({
      segment: this.#segments.get(segment),
      flags,
      options,
      people: people![i]!,
      basketMinor: baskets![i]!,
      returnMinor: returns![i]!,
      buyers: buyers![i]!,
    }))
  }
}
