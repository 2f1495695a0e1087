import { beforeAll, describe, expect, it } from 'vitest'
import { goldpan, goldpanOk, isBuilt } from '../end-to-end/goldpan.ts'
import { tempDir } from '../temp-dir.ts'
import { makeProject, runProject, scrub } from './project.ts'

const dir = tempDir()
const add = (...args: readonly string[]) => goldpan('suppress', 'add', '--dir', dir, ...args)
const addJson = (...args: readonly string[]) =>
  JSON.parse(goldpanOk('suppress', 'add', '--dir', dir, '--json', ...args))

const LIST = `nr,email,phone
anna,anna.archer@gmail.com,
carla,carla.dunham@yahoo.com,
elaine,elaine.f@hotmail.com,
frank,frank.g@gmail.com,
gina,gina.hathaway@gmail.com,
later,later.on@gmail.com,
`

describe.skipIf(!isBuilt)('goldpan suppress add', () => {
  beforeAll(() => makeProject(dir))

  it('counts at once for scrub, by whatever way the person was named, and in every later run', () => {
    expect(scrub(dir, LIST, '--channel', 'email', '--brand', 'acme').rejected).toEqual({
      frank: 'unconfirmed_repair',
    })
    const wish = ['--channel', 'email', '--brand', 'acme', '--date', '2026-06-01']
    expect(addJson('--email', 'Anna.Archer@gmail.com', ...wish)).toEqual({ facts: 1, new: 1, people: 1 })
    expect(addJson('--person', 'crm:3', ...wish).people).toBe(1)
    const name = ['--name', 'Elaine Fitzgerald', '--address', '77 Lake Drive, Fairview 37062']
    expect(addJson(...name, ...wish)).toEqual({ facts: 1, new: 1, people: 1 })
    expect(addJson('--phone', '+1 415 555 0107', '--reason', 'objected', '--note', 'call centre').people).toBe(1)
    expect(addJson('--email', 'later.on@gmial.com', ...wish)).toEqual({ facts: 2, new: 2, people: 0 })
    const refused = {
      anna: 'unsubscribed_channel',
      carla: 'unsubscribed_channel',
      elaine: 'unsubscribed_channel',
      frank: 'unconfirmed_repair',
      gina: 'objected_all',
      later: 'unsubscribed_channel',
    }
    const now = scrub(dir, LIST, '--channel', 'email', '--brand', 'acme')
    expect(now.rejected).toEqual(refused)
    expect(now.rejectedRows[0]).toMatchObject({
      since: '2026-06-01',
      evidence: 'suppress add: unsubscribed 2026-06-01',
      alternate_channel: 'letter',
    })
    expect(now.rejectedRows[4]).toMatchObject({ alternate_channel: '' })
    expect(scrub(dir, LIST, '--channel', 'email', '--brand', 'bazaar').clean).toContain('carla')
    runProject(dir)
    expect(scrub(dir, LIST, '--channel', 'email', '--brand', 'acme').rejected).toEqual(refused)
    expect(goldpanOk('explain', 'crm:7', '--dir', dir)).toContain('objected')
  })

  it('says the same thing once', () => {
    const wish = ['--email', 'once@gmail.com', '--date', '2026-06-02']
    expect([addJson(...wish).new, addJson(...wish).new]).toEqual([1, 0])
    expect(add(...wish).out).toContain('Remembered already')
  })

  it('names the place of a mistake, and never the person', () => {
    const faults = [
      add(),
      add('--email', 'a@b.com', '--phone', '+1 415 555 0101'),
      add('--name', 'Ann Archer'),
      add('--email', 'nothing at all'),
      add('--phone', '12'),
      add('--person', 'crm:99'),
      add('--name', 'Ann', '--address', 'nowhere'),
      add('--email', 'a@b.com', '--brand', 'acne'),
      add('--email', 'a@b.com', '--date', '1.6.2026'),
      add('--email', 'a@b.com', '--date', '2999-01-01'),
      add('--email', 'a@b.com', '--reason', 'whim'),
    ]
    expect(faults.map(({ code }) => code)).toEqual(faults.map(() => 2))
    for (const { err } of faults) expect(err).not.toMatch(/bug|nowhere|a@b/)
  })
})
