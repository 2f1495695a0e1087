import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import { runProgram } from '../../src/cli/program.ts'
import { openStore } from '../../src/store/store.ts'
import { reviewDecisions } from '../../src/store/tables.ts'
import { again, explain, personOf, runTo, strangers, writeProject } from '../match/stage-case.ts'
import { tempDir } from '../temp-dir.ts'

const root = tempDir()
const PEOPLE = strangers(0, 80)
const COPIES = PEOPLE.slice(0, 20).map((row, i) => again(row, `c${i}`))
const COLUMNS = 'source_l,record_id_l,source_r,record_id_r,decision'

async function call(...args: readonly string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    out: (text: string) => out.push(text),
    progress: silentProgress,
    stdin: Readable.from([]),
    today: () => '2026-07-01',
    setExitCode: () => {},
  }
  const code = await runProgram(args, io, (text) => err.push(text))
  return { code, out: out.join(''), err: err.join('') }
}

const file = (name: string, ...rows: readonly string[]): string => {
  const path = join(root, name)
  writeFileSync(path, `${[COLUMNS, ...rows].join('\n')}\n`)
  return path
}

describe('goldpan review --import', () => {
  const dir = join(root, 'project')
  beforeAll(async () => {
    writeProject(dir, { crm: PEOPLE, shop: COPIES })
    await runTo(dir)
  })

  it('takes decisions in once, and the next run obeys them', async () => {
    const before = personOf(dir)
    expect(before['shop:c3']).toBe(before['crm:3'])
    const path = file(
      'decisions.csv',
      'crm,3,shop,c3,different',
      'crm,40,crm,50,same',
      'crm,4,shop,c4,sure',
      'crm,5,shop,c5,',
    )
    const { code, out } = await call('review', dir, '--import', path, '--by', 'A. Steward', '--json')
    expect([code, JSON.parse(out)]).toEqual([0, { decisions: 2, new: 2, undecided: 2, total: 2 }])
    const results = await runTo(dir)
    expect(results.map((r) => r.skipped)).toEqual([true, true, false])
    const after = personOf(dir)
    expect(after['shop:c3']).not.toBe(after['crm:3'])
    expect(after['crm:50']).toBe(after['crm:40'])
    expect(after['shop:c4']).toBe(before['crm:4'])
    const again = await call('review', dir, '--import', path, '--json')
    expect(JSON.parse(again.out)).toMatchObject({ new: 0, total: 2 })
    expect((await runTo(dir)).every((r) => r.skipped)).toBe(true)
    expect(await explain(dir, 'crm:3', 'shop:c3')).toContain(
      'A. Steward decided on 2026-07-01 that these are two people',
    )
    expect(await explain(dir, 'crm:40', 'crm:50')).toContain('decided on 2026-07-01 that these are one person')
    const store = openStore(dir)
    expect([...reviewDecisions.all(store)].map((d) => [d.decision, d.decided_by])).toEqual([
      ['different', 'A. Steward'],
      ['same', 'A. Steward'],
    ])
    store.close()
  })

  it('lists every fault by line, takes nothing in then, and repeats nothing of the data', async () => {
    const path = file('faulty.csv', 'crm,1,crm,2,maybe', 'crm,999999,shop,c1,same', 'nowhere,1,shop,c2,same')
    const words = await call('review', dir, '--import', path)
    expect(words.code).toBe(2)
    expect(words.err).toContain('faulty.csv:2:1 decision is another word')
    const unknown = file('unknown.csv', 'crm,999999,shop,c1,same', 'nowhere,1,shop,c2,same', 'crm,6,shop,c6,different')
    const { code, err } = await call('review', dir, '--import', unknown)
    expect(code).toBe(2)
    expect(err).toContain('unknown.csv:2:1 source_l and record_id_l name no record')
    expect(err).toContain('unknown.csv:3:1 source_l')
    expect(err).not.toContain('999999')
    const store = openStore(dir)
    expect(reviewDecisions.count(store)).toBe(2)
    store.close()
  })
})

describe('goldpan match --decisions', () => {
  it('takes an edited file of pairs', async () => {
    const dir = join(root, 'match')
    mkdirSync(dir)
    const header = 'id,first_name,last_name,birth_date,email,street,house_number,postcode,city'
    writeFileSync(join(dir, 'people.csv'), `${[header, ...PEOPLE, ...COPIES].join('\n')}\n`)
    const args = ['match', join(dir, 'people.csv'), '--id', 'id', '--out', join(dir, 'c.csv')]
    await call(...args, '--pairs', join(dir, 'pairs.csv'))
    const pairs = readFileSync(join(dir, 'pairs.csv'), 'utf8')
    expect(pairs).toMatch(/^people,7,people,c7,[^\n]*sure$/m)
    writeFileSync(join(dir, 'pairs.csv'), pairs.replace(/^(people,7,people,c7,.*)sure$/m, '$1different'))
    const { code } = await call(...args, '--decisions', join(dir, 'pairs.csv'))
    expect(code).toBe(0)
    const clusters = new Map(
      readFileSync(join(dir, 'c.csv'), 'utf8')
        .split('\n')
        .map((line) => line.split(',').slice(1) as [string, string]),
    )
    expect(clusters.get('c7')).not.toBe(clusters.get('7'))
    expect(clusters.get('c8')).toBe(clusters.get('8'))
  })
})
