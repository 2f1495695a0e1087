/** Records that a source merged itself and still holds beside the one they went into (Salesforce's `MasterRecordId`). */

import type { Decision } from './clustering/decisions.ts'

export interface MergingSource {
  readonly sourceNo: number
  /** Names of the columns, in the order of the cells. */
  readonly columns: readonly string[]
  /** The column with the source's own key, where one is mapped. */
  readonly key: string | null
}

interface Link {
  readonly row: number
  readonly sourceNo: number
  readonly master: string
}

export class MergedRecords {
  readonly #places = new Map<number, { readonly id: number; readonly master: number }>()
  /** Source → id → its rows. */
  readonly #rows = new Map<number, Map<string, number[]>>()
  readonly #links: Link[] = []

  constructor(sources: readonly MergingSource[]) {
    for (const { sourceNo, columns, key } of sources) {
      const names = columns.map(plain)
      const master = names.indexOf('masterrecordid')
      const id = key === null ? names.indexOf('id') : columns.indexOf(key)
      if (master < 0 || id < 0 || master === id) continue
      this.#places.set(sourceNo, { id, master })
      this.#rows.set(sourceNo, new Map())
    }
  }

  /** The sources that have such a column. */
  get sources(): readonly number[] {
    return [...this.#places.keys()]
  }

  take(row: number, sourceNo: number, cells: readonly string[]): void {
    const places = this.#places.get(sourceNo)
    if (places === undefined) return
    const id = recordKey(cells[places.id] ?? '')
    const master = recordKey(cells[places.master] ?? '')
    const rows = this.#rows.get(sourceNo)!
    if (id !== '') rows.set(id, [...(rows.get(id) ?? []), row])
    if (master !== '' && master !== id) this.#links.push({ row, sourceNo, master })
  }

  /** Each with the record it went into: of its own source, else of the only other one that has it. */
  finish(): Decision[] {
    return this.#links.flatMap(({ row, sourceNo, master }) => {
      const own = this.#rows.get(sourceNo)!.get(master)
      const elsewhere = [...this.#rows.values()].flatMap((rows) => (rows.has(master) ? [rows.get(master)!] : []))
      const found = own ?? (elsewhere.length === 1 ? elsewhere[0]! : [])
      return found.map((r) => ({ l: row, r, isSame: true }))
    })
  }
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Salesforce writes an id with 15 signs, or with 18, the last three of which only check the others. */
function recordKey(cell: string): string {
  const id = cell.trim()
  return /^[a-zA-Z0-9]{15}[A-Z0-5]{3}$/.test(id) ? id.slice(0, 15) : id
}
