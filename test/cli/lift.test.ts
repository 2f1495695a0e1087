import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import { liftCommand } from '../../src/cli/lift.ts'
import { tempDir } from '../temp-dir.ts'

const dir = tempDir()

async function lift(lines: readonly string[], more: readonly string[] = []) {
  const said: string[] = []
  const file = join(dir, 'results.csv')
  writeFileSync(file, `${['arm,responded,spend', ...lines].join('\n')}\n`)
  const flags = ['--arm', 'arm', '--control', 'hold', '--responded', 'responded', ...more]
  await liftCommand({
    out: (t) => said.push(t),
    progress: silentProgress,
    stdin: Readable.from([]),
    today: () => '2025-07-01',
    setExitCode: () => {},
  }).parseAsync([file, ...flags], { from: 'user' })
  return said.join('')
}

const people = (arm: string, n: number, responders: number, spend = '') =>
  Array.from({ length: n }, (_, i) => `${arm},${i < responders ? 'yes' : 'no'},${i < responders ? spend : ''}`)

describe('goldpan lift', () => {
  it('does not call 5 of 500 against 0 of 100 a success', async () => {
    const text = await lift([...people('mail', 500, 5), ...people('hold', 100, 0)])
    expect(text).toContain('-2.74 % to 2.32 %')
    expect(text).toContain('may be chance')
  })

  it('gives every number as JSON, spend by head over all people', async () => {
    const text = await lift(
      [...people('a', 900, 90, '20.00'), ...people('b', 900, 45), ...people('hold', 200, 5, '10.00')],
      ['--spend', 'spend', '--control-share', '10', '--json'],
    )
    const json = JSON.parse(text)
    expect(json.control).toEqual({ people: 200, responders: 5, rate: 0.025 })
    expect(json.arms.map((a: { arm: string }) => a.arm)).toEqual(['a', 'b'])
    expect(json.arms[0]).toMatchObject({
      is_sure: true,
      relative_lift: 3,
      spend: { treated_mean: 2, control_mean: 0.25 },
    })
    expect(json.arms[0].incremental_responders).toBeCloseTo(67.5, 9)
    expect(json.arms[1].spend.difference).toBeCloseTo(-0.25, 12)
    expect(json.sample_ratio).toMatchObject({ intended_control_share: 0.1, is_given: true })
    expect(json.sample_ratio.p).toBeGreaterThan(0.05)
  })

  it('warns where people are missing from an arm', async () => {
    const text = await lift([...people('mail', 900, 9), ...people('hold', 40, 1)], ['--control-share', '10%'])
    expect(text).toContain('find out who is missing')
  })

  it('takes days and numbers as responses, and refuses what it cannot tell', async () => {
    const text = await lift(['mail,2025-01-03,', 'mail,0,', 'mail,2,', 'hold,,'], ['--json'])
    expect(JSON.parse(text).arms[0].responders).toBe(2)
    await expect(lift(['mail,perhaps,', 'hold,no,'])).rejects.toMatchObject({ place: '--responded', exitCode: 2 })
    await expect(lift(['mail,yes,', 'mail,no,'])).rejects.toMatchObject({ place: '--control' })
    await expect(lift(['hold,yes,', 'hold,no,'])).rejects.toMatchObject({ place: '--arm' })
  })
})
