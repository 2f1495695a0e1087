import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareText } from '../../src/base/order.ts'
import { orderRecords } from '../../src/cli/record-names.ts'
import { PackedCells } from '../../src/record/packed-column.ts'

function named(source: string, texts: readonly string[]) {
  const cells = new PackedCells()
  for (const text of texts) cells.takeText(text)
  return { source, ids: cells.finish() }
}

const id = fc.string({ unit: fc.constantFrom('0', '1', ':', '~', 'a', 'é'), maxLength: 4 })
// Some with another's name, colon and all, at their beginning.
const source = fc.constantFrom('a', 'a-b', 'ab', 'a:', 'a:0', 'ä', 'b')

it('puts records in the order of source and id, where a second one of an id counts as id~1', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(source, fc.array(id, { maxLength: 12 })), { selector: ([name]) => name, maxLength: 4 }),
      (files) => {
        const uids = files.flatMap(([name, ids]) => ids.map((own) => `${name}:${own}`))
        const copies = uids.map((uid, row) => uids.slice(0, row).filter((other) => other === uid).length)
        const unique = uids.map((uid, row) => (copies[row] === 0 ? uid : `${uid}~${copies[row]}`))
        const { order, repeated } = orderRecords(files.map(([name, ids]) => named(name, ids)))
        expect([...order]).toEqual([...uids.keys()].sort((l, r) => compareText(unique[l]!, unique[r]!) || l - r))
        expect(repeated).toBe(copies.filter((copy) => copy > 0).length)
      },
    ),
  )
})
