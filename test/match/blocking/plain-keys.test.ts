import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberTexts } from '../../../src/match/blocking/key-columns.ts'
import { localPart, normalisers } from '../../../src/match/blocking/match-keys.ts'
import { writerOf } from '../../../src/match/blocking/plain-keys.ts'
import { packEach } from '../../../src/record/packed-column.ts'

const makers = { ...normalisers, localPart }

/** Full of what the keys look at, with some letters that only strings can read. */
const letters = fc.constantFrom(..."aeouAEOUxyzZ019 .-+@/\t\n'é", 'von ', 'van der ', 'ß', 'щ', '\u00a0', '١')
const texts = fc.array(fc.oneof(fc.string({ unit: letters, maxLength: 14 }), fc.string()), { maxLength: 20 })

describe('keys of plain texts', () => {
  it('are what strings make of them, or are left to strings', () => {
    for (const [name, make] of Object.entries(makers)) {
      const write = writerOf(make)
      if (write === null) continue
      fc.assert(
        fc.property(fc.string({ unit: letters, maxLength: 14 }), (text) => {
          const bytes = Buffer.from(text)
          const into = Buffer.alloc(bytes.length + 3)
          const end = write(bytes, 0, bytes.length, into, 3)
          if (end >= 0) expect([name, into.toString('utf8', 3, end)]).toEqual([name, make(text)])
        }),
      )
    }
  })

  it('number texts as strings do', () => {
    for (const make of Object.values(makers))
      fc.assert(
        fc.property(texts, (found) => {
          const list = [null, ...found.filter((text) => text !== '' && text.isWellFormed())]
          const packed = packEach(list, (text) => text)
          expect([...numberTexts(packed, make)]).toEqual([...numberTexts(list, make)])
        }),
      )
  })

  it('are short where the text is long', () => {
    const long = `${'A'.repeat(400)}@example.org`
    const packed = packEach([null, long, long.slice(0, 330), 'b'], (text) => text)
    expect([...numberTexts(packed, normalisers.email)]).toEqual([0, 1, 1, 2])
  })
})
