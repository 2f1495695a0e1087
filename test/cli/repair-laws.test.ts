/** Laws of `goldpan repair` over whole files: rows, columns and real addresses stay; what is repaired is right for good. */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import { repairCommand } from '../../src/cli/repair.ts'
import { tempDir } from '../temp-dir.ts'

const dir = tempDir()

async function repair(data: Buffer, email: string): Promise<string[][]> {
  const [file, out] = [join(dir, 'in.csv'), join(dir, 'out.csv')]
  writeFileSync(file, data)
  await repairCommand({
    out: () => {},
    progress: silentProgress,
    stdin: Readable.from([]),
    today: () => '2026-06-30',
    setExitCode: () => {},
  }).parseAsync([file, '--out', out, '--email', email], { from: 'user' })
  return parse(readFileSync(out), { relax_column_count: false }) as string[][]
}

const REAL = [
  'gmail.com',
  'web.de',
  'yahoo.co.uk',
  'bluewin.ch',
  'cloud.com',
  'mail.com',
  'uni-bonn.de',
  'mbnet.fi',
  'o2.pl',
]
const pieces = fc.constantFrom(
  ...[
    '@',
    '.',
    ' ',
    '<',
    '>',
    '(',
    ')',
    '"',
    "'",
    ',',
    ';',
    ':',
    '/',
    '\\',
    '-',
    '_',
    '#',
    '2',
    '\n',
    '\r\n',
    '\t',
    '\0',
  ],
  ...[
    'ann',
    'gmail',
    'gmial',
    'com',
    'con',
    'de',
    'web',
    'at',
    'dot',
    'mailto:',
    'www.',
    'ü',
    '用户',
    '\u200b',
    '\u202e',
  ],
  ...['\u0001', '\u00a0', '\ufeff', '((((((((', 'ann@gmail.com', 'bob@web.de', '😀'],
)
const slip = fc
  .tuple(fc.constantFrom(...REAL), fc.nat(20), fc.constantFrom('swap', 'omit', 'double', 'near'))
  .map(([domain, at, kind]) => {
    const i = at % (domain.length - 1)
    const [l, r] = [domain.slice(0, i), domain.slice(i + 1)]
    if (kind === 'omit') return l + r
    if (kind === 'double') return `${l}${domain[i]}${domain[i]}${r}`
    if (kind === 'near') return `${l}${domain[i] === 'a' ? 's' : 'a'}${r}`
    return `${l}${r[0]}${domain[i]}${r.slice(1)}`
  })
const LOCALS = ['ann.other', "o'brien", 'x+y', 'ANN', 'jürgen', 'bob_1']
const local = fc.constantFrom(...LOCALS)
const address = fc.oneof(
  fc.tuple(local, fc.constantFrom(...REAL)).map(([name, domain]) => `${name}@${domain}`),
  fc.tuple(local, slip).map(([name, domain]) => `${name}@${domain}`),
  fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const files = fc.record({
  rows: fc.array(fc.tuple(address, fc.oneof(fc.constant(''), address)), { minLength: 1, maxLength: 25 }),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  encoding: fc.constantFrom('utf8' as const, 'utf8' as const, 'utf16le' as const),
})

/** Numbered rows under a header, each cell quoted; halves of surrogate pairs become U+FFFD here already. */
function write({ rows, delimiter, lineEnd, encoding }: typeof files extends fc.Arbitrary<infer T> ? T : never) {
  const table = [['id', 'mail', 'note'], ...rows.map((cells, i) => [`${i}`, ...cells.map((c) => c.toWellFormed())])]
  const lines = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter))
  return {
    table,
    data: Buffer.from(`${encoding === 'utf16le' ? '\ufeff' : ''}${lines.join(lineEnd)}${lineEnd}`, encoding),
  }
}

describe('goldpan repair of a whole file', () => {
  it('keeps rows and columns, leaves real addresses, and has nothing to change in what it repaired', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        const { table, data } = write(file)
        const out = await repair(data, 'mail')
        expect(out.map((row) => row.slice(0, 3))).toEqual(table)
        for (const [, typed, , repaired, decision] of out.slice(1)) {
          const [name, domain] = typed!.split('@')
          if (LOCALS.includes(name!) && REAL.includes(domain!)) expect([repaired, decision]).toEqual([typed, 'ok'])
        }
        const again = await repair(Buffer.from(csv(out)), 'email_repaired')
        for (const [i, row] of again.entries()) {
          if (i === 0) continue
          const [before, decision] = out[i]!.slice(3, 5)
          const [after, second] = row.slice(-5, -3)
          if (decision === 'ok' || decision === 'repaired') expect([after, second]).toEqual([before, 'ok'])
          // Neither may a suggestion, once it is accepted, be changed again.
          else if (second === 'repaired') expect(after).toBe(before)
        }
      }),
      { numRuns: 60 },
    )
  })
})

const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
