import { beforeAll, describe, expect, it } from 'vitest'
import { goldpan, goldpanOk, isBuilt } from '../end-to-end/goldpan.ts'
import { tempDir } from '../temp-dir.ts'
import { makeProject, runProject, scrub } from './project.ts'

const dir = tempDir()
const suppress = (...args: readonly string[]) => goldpan('suppress', ...args, '--dir', dir)
const json = (...args: readonly string[]) => JSON.parse(goldpanOk('suppress', ...args, '--dir', dir, '--json'))
const withdraw = (...args: readonly string[]) =>
  json('withdraw', ...args, '--reason', 'wrong person', '--by', 'A. Clerk')
const add = (...args: readonly string[]) => json('add', ...args, '--date', '2026-06-01')
const lastId = (): string => String(json('list').entries.at(-1).id)
const rejected = () => scrub(dir, LIST, '--channel', 'email', '--brand', 'acme').rejected

const LIST = `nr,email
anna,anna.archer@gmail.com
bob,bob.archer@gmail.com
carla,carla.dunham@yahoo.com
gina,gina.hathaway@gmail.com
`

describe.skipIf(!isBuilt)('goldpan suppress withdraw', () => {
  beforeAll(() => makeProject(dir))

  it('undoes an entry that no run has seen at once, and opens nothing else', () => {
    const before = rejected()
    expect(before).toEqual({ bob: 'unsubscribed_channel' })
    add('--email', 'anna.archer@gmail.com', '--channel', 'email')
    add('--email', 'bob.archer@gmail.com', '--channel', 'email')
    expect(rejected()).toMatchObject({ anna: 'unsubscribed_channel' })
    expect(withdraw('1', '2')).toEqual({ withdrawn: [1, 2], already: [], alike: [], needs_run: false })
    expect(rejected()).toEqual(before)
  })

  it('is harmless when said twice, and an entry made again counts again', () => {
    expect(withdraw('1')).toMatchObject({ withdrawn: [], already: [1] })
    expect(add('--email', 'anna.archer@gmail.com', '--channel', 'email').new).toBe(1)
    expect(lastId()).toBe('3')
    expect(rejected()).toMatchObject({ anna: 'unsubscribed_channel' })
    expect(withdraw('3').withdrawn).toEqual([3])
  })

  it('lets what a run closed stay closed until the next, which answers as if nothing had been entered', () => {
    const before = goldpanOk('explain', 'crm:7', '--dir', dir)
    add('--person', 'crm:7', '--reason', 'objected')
    runProject(dir)
    expect(rejected()).toMatchObject({ gina: 'objected_all' })
    const done = withdraw(lastId(), '--proof', 'ticket 881')
    expect(done.needs_run).toBe(true)
    expect(rejected()).toMatchObject({ gina: 'objected_all' })
    runProject(dir)
    expect(rejected()).toEqual({ bob: 'unsubscribed_channel' })
    const after = goldpanOk('explain', 'crm:7', '--dir', dir)
    const contact = (text: string): string => text.split('Contact')[1]!.split('Segment and plan')[0]!
    expect(contact(after).startsWith(contact(before).trimEnd())).toBe(true)
    expect(contact(after).replace(/\s+/g, ' ')).toMatch(
      /objected_all 2026-06-01.* by A\. Clerk: wrong person \(shown by: ticket 881\)/,
    )
    expect(JSON.parse(goldpanOk('explain', 'crm:4', '--dir', dir, '--json')).withdrawn).toEqual([])
  })

  it('names the entries of one wish that are left', () => {
    add('--person', 'crm:3', '--channel', 'email')
    add('--person', 'shop:s1', '--channel', 'email')
    const [...own] = json('list').entries.filter((e: { withdrawn: unknown }) => e.withdrawn === null)
    const ids: number[] = own.map((e: { id: number }) => e.id)
    expect(withdraw(String(ids[0])).alike).toEqual(ids.slice(1))
    withdraw(...ids.slice(1).map(String))
  })

  it('lists all that was ever entered, to people and to programs', () => {
    const { entries } = json('list')
    expect(entries[0]).toMatchObject({
      id: 1,
      reason: 'unsubscribed',
      email: 'anna.archer@gmail.com',
      since: '2026-06-01',
      withdrawn: { reason: 'wrong person', withdrawn_by: 'A. Clerk' },
    })
    expect(suppress('list').out).toMatch(/^1 {2}unsubscribed 2026-06-01, email, every brand: anna\.archer@gmail\.com/)
  })

  it('withdraws nothing where a part of the call is a mistake', () => {
    add('--email', 'anna.archer@gmail.com', '--reason', 'deceased')
    const dead = lastId()
    const whole = ['--reason', 'wrong Ann', '--by', 'A. Clerk']
    const faults = [
      suppress('withdraw', '99', ...whole),
      suppress('withdraw', 'anna.archer@gmail.com', ...whole),
      suppress('withdraw', dead, '99', ...whole, '--proof', 'ticket 1'),
      suppress('withdraw', dead, ...whole),
      suppress('withdraw', dead, '--reason', ' ', '--by', 'A. Clerk', '--proof', 'ticket 1'),
      suppress('withdraw', dead, '--by', 'A. Clerk', '--proof', 'ticket 1'),
      suppress('withdraw', dead, '--reason', 'wrong Ann', '--proof', 'ticket 1'),
      suppress('withdraw', ...whole),
    ]
    expect(faults.map(({ code }) => code)).toEqual(faults.map(() => 2))
    expect(faults[0]!.err).toContain('There is no entry of that id.')
    for (const { err } of faults) expect(err).not.toContain('anna')
    expect(faults[3]!.err).toContain('--proof')
    expect(rejected()).toMatchObject({ anna: 'deceased' })
  })
})
