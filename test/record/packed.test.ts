import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashBytes, wordsOf } from '../../src/record/byte-words.ts'
import { PackedCells } from '../../src/record/packed-column.ts'
import { TextPacker } from '../../src/record/text-packer.ts'

/** Any UTF-16 units, halves of pairs without their partner included. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 5 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom('', 'Aa', 'BB', 'é', '漢', '😀', '\ud83d', '\ude00'),
)

describe('TextPacker', () => {
  it('numbers distinct texts in the order of first sight, and gives every text back', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 200 }), (texts) => {
        const packer = new TextPacker()
        const ids = texts.map((t) => packer.idOf(t))
        const packed = packer.finish()
        const distinct = [null, ...new Set(texts.filter((t) => t !== ''))]
        expect([...packed]).toEqual(distinct)
        const visited: (string | null)[] = []
        packed.forEach((t, i) => {
          expect(i).toBe(visited.length)
          visited.push(t)
        })
        expect(visited).toEqual(distinct)
        expect(ids.map((id) => packed.at(id) ?? '')).toEqual(texts)
        expect(packed.at(distinct.length)).toBeUndefined()
      }),
    )
  })

  it('knows a text as bytes and as a string', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 50 }), (texts) => {
        const packer = new TextPacker()
        const ids = texts.map((t) => packer.idOf(t))
        const bytes = Buffer.from(`x${texts.join('')}`)
        let at = 1
        for (const [i, t] of texts.entries()) {
          const to = at + Buffer.byteLength(t)
          expect(packer.idOfBytes(bytes, at, to)).toBe(ids[i])
          at = to
        }
      }),
    )
  })

  it('numbers many at once as it does one by one, whatever way they come in', () => {
    const some = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'a', 'ü', 'b')), {
      maxLength: 200,
    })
    fc.assert(
      fc.property(some, some, some, (first, second, third) => {
        const all = [...first, ...second, ...third]
        const packer = new TextPacker()
        const ids = new Uint32Array(all.length)
        for (const [i, t] of first.entries()) packer.put(t, ids, i)
        const ends = Int32Array.from(second, (_, i) => Buffer.byteLength(second.slice(0, i + 1).join('')))
        const starts = Int32Array.from(ends, (_, i) => (i === 0 ? 0 : ends[i - 1]!))
        packer.idsOfBytes(Buffer.from(second.join('')), starts, ends, 0, second.length, ids, first.length)
        for (const [i, t] of third.entries())
          if (i % 3 === 0) ids[first.length + second.length + i] = packer.idOf(t)
          else packer.put(t, ids, first.length + second.length + i)
        const plain = new TextPacker()
        const wanted = all.map((t) => plain.idOf(t))
        const packed = [...packer.finish()]
        expect([...ids]).toEqual(wanted)
        expect(packed).toEqual([...plain.finish()])
      }),
    )
  })

  it('stays right and quick where all values were made to collide', () => {
    const words = collidingWords(1 << 13)
    const hashes = words.map((word) => hashBytes(wordsOf(Buffer.from(word)), 0, word.length))
    expect(new Set(hashes).size).toBe(1)
    const packer = new TextPacker()
    const ids = [...words, ...words].map((word) => packer.idOf(word))
    expect(ids).toEqual([...words, ...words].map((_, i) => (i % words.length) + 1))
    expect([...packer.finish()]).toEqual([null, ...words])
  })
})

/** Of eight letters; whatever the first four make of the hash, the last four undo. */
function collidingWords(count: number): string[] {
  const words: string[] = []
  for (let n = 36 ** 3; words.length < count; n++) {
    const head = Buffer.from(n.toString(36).padStart(4, '0'))
    const mixed = Math.imul(8 ^ head.readInt32LE(0), 0x9e3779b1)
    const tail = mixed ^ (mixed >>> 15) ^ 0x15151515
    if ((tail & 0x80808080) !== 0) continue
    const bytes = Buffer.concat([head, Buffer.alloc(4)])
    bytes.writeInt32LE(tail, 4)
    words.push(bytes.toString('latin1'))
  }
  return words
}

describe('PackedCells', () => {
  it('keeps cells in their order, equal ones too', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 60 }), (texts) => {
        const cells = new PackedCells()
        for (const t of texts) cells.takeText(t)
        expect([...cells.finish()].map((t) => t ?? '')).toEqual(texts)
      }),
    )
  })
})
