import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordUid, separateUids } from '../../src/ingest/record-uid.ts'
import { packCells, unpackCells } from '../../src/record/cells.ts'

describe('recordUid', () => {
  it('is the own key where there is one, else the content', () => {
    expect(recordUid('shop', '17', 'a')).toBe('shop:17')
    expect(recordUid('shop', null, 'a')).toBe(recordUid('shop', null, 'a'))
    expect(recordUid('shop', null, 'a')).not.toBe(recordUid('shop', null, 'b'))
    expect(recordUid('shop', null, 'a')).not.toBe(recordUid('club', null, 'a'))
  })

  it('tells rows with one key apart, the same whatever their order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 }), { minLength: 2, maxLength: 8 }), (rows) => {
        const uids = separateUids('shop:17', rows)
        expect(new Set(uids).size).toBe(rows.length)
        expect(separateUids('shop:17', [...rows].reverse()).sort()).toEqual(uids.sort())
      }),
    )
  })
})

describe('packCells', () => {
  it('gives back the exact cells, whatever they hold', () => {
    const nasty = fc.oneof(fc.string(), fc.constantFrom('\x1f', '\x1b', '\x1bs', '\x1be', 'a\x1fb', ''))
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 6 }), (cells) => {
        expect(unpackCells(packCells(cells))).toEqual(cells)
      }),
    )
  })
})
