/** What contactability leaves open to people: the same few lists again and again, each kept once. */

import type { Channel } from '../record/project.ts'
import type { OpenChannels } from './choose.ts'

/** Numbers of rows stay below 2^24: brands × purposes × sets of channels. */
const ROWS = 2 ** 24

export class OpenLists {
  readonly #channels: readonly Channel[]
  readonly #lists: (readonly OpenChannels[])[] = [[]]
  readonly #next = new Map<number, number>()
  readonly #rows: OpenChannels[] = []
  readonly #rowNos = new Map<string, Map<string, Map<number, number>>>()
  readonly #preferred = new Map<string, Map<number, readonly OpenChannels[]>>()

  /** Bit `i` of a set of channels is the `i`-th of these. */
  constructor(channels: readonly Channel[]) {
    this.#channels = channels
  }

  /** The number of the list that has one more row; list 0 is the empty one, and an empty set of channels adds nothing. */
  append(list: number, brand: string, purpose: string, channelBits: number): number {
    if (channelBits === 0) return list
    const row = this.#rowNo(brand, purpose, channelBits)
    return getOrMake(
      this.#next,
      list * ROWS + row,
      () => this.#lists.push([...this.#lists[list]!, this.#rows[row]!]) - 1,
    )
  }

  /** A block of contactability: person, brand, purpose, and the number of the verdict by channel; `listOf` holds each person's list. */
  addBlock(block: readonly (readonly unknown[])[], allowed: readonly boolean[], listOf: Uint32Array): void {
    type Verdicts = readonly (number | null)[]
    const [person, brand, purpose, ...verdicts] = block as unknown as [number[], string[], string[], ...Verdicts[]]
    for (let i = 0; i < person.length; i++) {
      let open = 0
      for (let c = 0; c < verdicts.length; c++) {
        const verdict = verdicts[c]![i]!
        if (verdict !== null && allowed[verdict] === true) open |= 1 << c
      }
      listOf[person[i]!] = this.append(listOf[person[i]!]!, brand[i]!, purpose[i]!, open)
    }
  }

  /** The rows of a list, those of the preferred brand first; the same array for the same question. */
  rows(list: number, preferred: string | null): readonly OpenChannels[] {
    const open = this.#lists[list]!
    if (preferred === null || open.length < 2) return open
    const byList = getOrMake(this.#preferred, preferred, () => new Map<number, readonly OpenChannels[]>())
    return getOrMake(byList, list, () => [
      ...open.filter((o) => o.brand === preferred),
      ...open.filter((o) => o.brand !== preferred),
    ])
  }

  #rowNo(brand: string, purpose: string, bits: number): number {
    const byPurpose = getOrMake(this.#rowNos, brand, () => new Map<string, Map<number, number>>())
    const byBits = getOrMake(byPurpose, purpose, () => new Map<number, number>())
    return getOrMake(byBits, bits, () => {
      const channels = this.#channels.filter((_, i) => (bits >> i) & 1)
      return this.#rows.push({ brand, purpose, channels }) - 1
    })
  }
}

function getOrMake<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  let value = known.get(key)
  if (value === undefined) {
    value = make()
    known.set(key, value)
  }
  return value
}
