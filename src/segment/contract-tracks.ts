/** Contracts gathered row by row: per person and brand how many, and until when. */

import type { FindPerson, Numbers, Texts } from './find-person.ts'

/** Columns of `contract` as read, in this order. */
export const CONTRACT_COLUMNS = ['source_no', 'customer_ref', 'email', 'end_day'] as const

type ContractBlock = readonly [number[], Texts, Texts, Numbers]

export interface ContractTrack {
  readonly person: number
  readonly brand: string
  /** The latest end; null: one of them is open-ended. */
  endDay: number | null
  contracts: number
}

export class ContractTracks {
  readonly #tracks = new Map<number, ContractTrack>()
  readonly #brands = new Map<string, number>()
  /** Of customers nobody knows. */
  unknown = 0

  /** A block of {@link CONTRACT_COLUMNS}. */
  add(block: readonly (readonly unknown[])[], find: FindPerson, brandOf: (source: number) => string): void {
    const [source, ref, email, endDay] = block as unknown as ContractBlock
    for (let i = 0; i < source.length; i++) {
      const person = find(source[i]!, ref[i]!, email[i]!)
      if (person < 0) this.unknown++
      else this.#addOne(person, brandOf(source[i]!), endDay[i]!)
    }
  }

  tracks(): Iterable<ContractTrack> {
    return this.#tracks.values()
  }

  #addOne(person: number, brand: string, endDay: number | null): void {
    let brandNo = this.#brands.get(brand)
    if (brandNo === undefined) {
      brandNo = this.#brands.size
      this.#brands.set(brand, brandNo)
    }
    const key = person * MAX_BRANDS + brandNo
    const track = this.#tracks.get(key)
    if (track === undefined) this.#tracks.set(key, { person, brand, endDay, contracts: 1 })
    else {
      track.contracts++
      track.endDay = track.endDay === null || endDay === null ? null : Math.max(track.endDay, endDay)
    }
  }
}

const MAX_BRANDS = 65_536
