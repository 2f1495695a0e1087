import { describe, expect, it } from 'vitest'
import { ContactTally } from '../../src/report/contact-tally.ts'
import { measureReach } from '../../src/report/sections/contact-section.ts'

const verdict = (verdict_no: number, allowed: number, reason: string, alternate_channel: string | null = null) => ({
  verdict_no,
  allowed,
  reason,
  since: null,
  until: null,
  evidence: null,
  alternate_channel,
  suspected: 0,
})

describe('ContactTally', () => {
  const tally = new ContactTally([
    verdict(1, 1, 'opt_in'),
    verdict(2, 0, 'bounce_hard', 'letter'),
    verdict(3, 0, 'no_address'),
    { ...verdict(4, 0, 'bounce_hard', 'letter'), since: 19_000 },
  ])
  // Channels: email, sms, call, letter, push, ads.
  tally.add({ person: 0, brand: 'A', purpose: 'm', verdicts: [2, 3, null, 1, null, null] })
  tally.add({ person: 0, brand: 'B', purpose: 'm', verdicts: [1, 3, null, 3, null, null] })
  tally.add({ person: 1, brand: 'A', purpose: 'm', verdicts: [4, 3, null, 1, null, null] })
  tally.add({ person: 2, brand: 'A', purpose: 'm', verdicts: [3, 3, null, 3, null, null] })
  const summary = tally.finish()

  it('counts answers by kind, not by date', () => {
    const a = summary.groups.find((g) => g.brand === 'A')!
    expect(a.people).toBe(3)
    expect(a.channels.map((c) => c.channel)).toEqual(['email', 'sms', 'letter'])
    expect(a.channels[0]!.answers.map((x) => [x.reason, x.alternate, x.people])).toEqual([
      ['bounce_hard', 'letter', 2],
      ['no_address', null, 1],
    ])
  })

  it('knows per person what is open anywhere', () => {
    expect(measureReach(summary)).toMatchObject({
      people: 3,
      open: { email: 1, letter: 2, sms: 0 },
      emailClosed: 2,
      emailClosedLetter: 1,
      emailClosedOther: 0,
      unreachable: 1,
    })
  })
})
