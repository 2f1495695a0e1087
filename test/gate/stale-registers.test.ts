import { describe, expect, it } from 'vitest'
import type { GateList } from '../../src/gate/read-list.ts'
import { staleRefusal } from '../../src/gate/stale-registers.ts'
import { PackedColumn } from '../../src/record/packed-column.ts'
import type { Channel } from '../../src/record/project.ts'
import type { StaleList } from '../../src/rules/external-lists.ts'

function listOf(rows: readonly Readonly<Record<string, string>>[]): GateList {
  const columns = new Map(
    ['phone', 'mobile', 'country'].map((name) => {
      const column = new PackedColumn()
      for (const row of rows) column.takeText(row[name] ?? '')
      return [name, column.finish()]
    }),
  )
  return { rows: rows.length, raw: columns, clean: columns, suggested: new Map(), invalid: new Set(), notes: [] }
}

const register = (list: string, channel: Channel, country: string): StaleList => ({
  source: list,
  list,
  channel,
  country,
  ageDays: 99,
  maxAgeDays: 28,
})

/** Rows that are refused. */
function refused(
  stale: readonly StaleList[],
  channel: Channel,
  country: string | null,
  ...rows: Record<string, string>[]
) {
  const test = staleRefusal(stale, channel, listOf(rows), country)
  return rows.flatMap((_, row) => (test(row) === null ? [] : [row]))
}

describe('a register that is too old', () => {
  const tps = register('gb-tps', 'call', 'GB')
  const dnc = register('us-dnc', 'call', 'US')
  const mps = register('gb-mps', 'letter', 'GB')

  it('of numbers holds back those of its country, and rows of which nobody knows the country', () => {
    const rows = [
      { phone: '+442079460000' },
      { phone: '+4930123456' },
      { mobile: '+447700900123' },
      { phone: '123' },
      {},
    ]
    expect(refused([tps], 'call', null, ...rows)).toEqual([0, 2, 3, 4])
    expect(refused([tps], 'call', 'DE', ...rows)).toEqual([0, 2])
    expect(refused([tps], 'call', 'GB', ...rows)).toEqual([0, 2, 3, 4])
    // A British number of somebody in Germany is in the British register; a German one of a Briton is not.
    expect(
      refused([tps], 'call', null, { phone: '+442079460000', country: 'DE' }, { phone: '+4930123456', country: 'GB' }),
    ).toEqual([0])
  })

  it('parts the countries under one calling code by their area codes', () => {
    const rows = [
      { phone: '+12125550100' },
      { phone: '+16135550100' },
      { phone: '+17875550100' },
      { phone: '+442079460000' },
    ]
    expect(refused([dnc], 'call', null, ...rows)).toEqual([0, 2])
    expect(refused([register('ca-dncl', 'call', 'CA')], 'call', null, ...rows)).toEqual([1])
    expect(refused([dnc, tps], 'call', null, ...rows)).toEqual([0, 2, 3])
  })

  it('of addresses goes by the country of the address; no other channel is held back', () => {
    const rows = [{ country: 'GB' }, { country: 'DE' }, { country: '' }]
    expect(refused([mps], 'letter', null, ...rows)).toEqual([0, 2])
    expect(refused([mps], 'letter', 'DE', ...rows)).toEqual([0])
    expect(refused([mps, tps], 'email', null, ...rows)).toEqual([])
    const test = staleRefusal([mps], 'letter', listOf(rows), null)
    expect(test(0)).toMatchObject({ reason: 'stale_list', evidence: expect.stringContaining('99 days old') })
  })
})
