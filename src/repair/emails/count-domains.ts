/** How many addresses of columns each domain has. */

import { PackedTexts } from '../../record/packed-texts.ts'
import type { TextList } from '../../record/text-list.ts'
import { TextPacker } from '../../record/text-packer.ts'

const LONGEST = 320
const AT = 0x40

/** Distinct addresses per domain, from columns of cells as they came; the order of the cells does not matter. */
export function countDomains(columns: readonly TextList[]): Map<string, number> {
  const asTyped = new DomainTally()
  for (const cells of columns)
    if (cells instanceof PackedTexts) asTyped.addPacked(cells)
    else
      cells.forEach((cell) => {
        if (cell !== null) asTyped.addText(cell)
      })
  const counts = new Map<string, number>()
  asTyped.forEach((typed, count) => {
    const domain = typed.trim().toLowerCase()
    if (/^[a-z0-9.-]+$/.test(domain)) counts.set(domain, (counts.get(domain) ?? 0) + count)
  })
  return counts
}

/** By the domain as it was typed. */
class DomainTally {
  readonly #domains = new TextPacker()
  #counts = new Uint32Array(1024)

  addText(cell: string): void {
    const at = cell.length > LONGEST ? -1 : cell.lastIndexOf('@')
    if (at > 0) this.#count(this.#domains.idOf(cell.slice(at + 1)))
  }

  addPacked(cells: PackedTexts): void {
    const { bytes, offsets } = cells
    for (let i = 0; i < cells.length; i++) {
      const [from, to] = [offsets[i]!, offsets[i + 1]!]
      // Signs may take several bytes.
      if (to - from > LONGEST) this.addText(cells.at(i)!)
      else {
        let at = to - 1
        while (at > from && bytes[at] !== AT) at--
        if (at > from) this.#count(this.#domains.idOfBytes(bytes, at + 1, to))
      }
    }
  }

  forEach(visit: (typed: string, count: number) => void): void {
    for (let id = 1; id < this.#domains.size; id++) visit(this.#domains.textOf(id), this.#counts[id]!)
  }

  #count(domain: number): void {
    if (domain >= this.#counts.length) {
      const more = new Uint32Array(2 * domain)
      more.set(this.#counts)
      this.#counts = more
    }
    this.#counts[domain]!++
  }
}
