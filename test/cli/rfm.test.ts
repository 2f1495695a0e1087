import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import { rfmCommand } from '../../src/cli/rfm.ts'
import { tempDir } from '../temp-dir.ts'

const dir = tempDir()

async function rfm(text: string, more: readonly string[] = ['--as-of', '2025-06-30']) {
  const said: string[] = []
  const notes: string[] = []
  const file = join(dir, 'orders.csv')
  const out = join(dir, 'rfm.csv')
  writeFileSync(file, text)
  await rfmCommand({
    out: (t) => said.push(t),
    progress: { ...silentProgress, note: (t) => notes.push(t) },
    stdin: Readable.from([text]),
    today: () => '2025-07-01',
    setExitCode: () => {},
  }).parseAsync([file, '--customer', 'id', '--date', 'day', '--amount', 'sum', '--out', out, ...more], { from: 'user' })
  return { rows: readFileSync(out, 'utf8').trim().split('\n'), said: said.join(''), notes }
}

describe('goldpan rfm', () => {
  it('scores customers, refunds and what cannot be read aside', async () => {
    const { rows, notes } = await rfm(
      'id;day;sum\nzoe;25.06.2025;1.234,50\nann;01.02.2025;10,00\nann;03.02.2025;5,50\nann;04.02.2025;-5,50\n;05.02.2025;1,00\nbob;soon;1,00\nbob;05.02.2025;much\nbob;05.07.2025;1,00\n',
    )
    expect(rows).toEqual([
      'customer,recency_days,frequency,monetary,r,f,m,rfm',
      'ann,147,2,10.00,1,3,1,131',
      'zoe,5,1,1234.50,3,1,3,313',
    ])
    expect(notes.join()).toContain('left out: 1 without customer, 1 without date, 1 without amount, 1 after as of')
  })

  it('counts from today where no day is given, and speaks JSON', async () => {
    const { rows, said } = await rfm('id,day,sum\na,2025-06-30,2\n', ['--json'])
    expect(rows[1]).toBe('a,1,1,2.00,1,1,1,111')
    expect(JSON.parse(said)).toMatchObject({ customers: 1, purchases: 1, as_of: '2025-07-01' })
  })

  it('writes amounts without decimals where the currency has none', async () => {
    const { rows } = await rfm('id,day,sum\na,2025-06-01,JPY 900\na,2025-06-02,JPY 100\n')
    expect(rows[1]).toMatch(/^a,28,2,1000,/)
  })

  it('names the place of a mistake', async () => {
    await expect(rfm('id,date,sum\na,2025-06-01,1\n')).rejects.toMatchObject({ place: '--date', exitCode: 2 })
    await expect(rfm('id,day,sum\na,2025-06-01,1\n', ['--as-of', '30/6'])).rejects.toMatchObject({ place: '--as-of' })
    await expect(rfm('id,day,sum\na,2026-06-01,1\n')).rejects.toThrow('No purchase could be read.')
  })
})
