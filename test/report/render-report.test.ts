import { describe, expect, it } from 'vitest'
import { renderReport } from '../../src/report/render-report.ts'
import type { ReportData } from '../../src/report/report-data.ts'

const DATA: ReportData = {
  project: 'Acme and Beta',
  asOf: '2026-11-22',
  currency: 'EUR',
  sources: [
    {
      name: 'crm',
      role: 'customers',
      brand: 'Acme',
      rows: 1000,
      rejected: 2,
      format: 'csv',
      records: 1000,
      people: 800,
    },
    {
      name: 'shop',
      role: 'customers',
      brand: 'Beta',
      rows: 716,
      rejected: 0,
      format: 'csv',
      records: 716,
      people: 700,
    },
  ],
  rejects: [{ source: 'crm', reason: 'too many cells', n: 2 }],
  events: [{ kind: 'activity', n: 5 }],
  facts: [],
  changes: [],
  changeExamples: [],
  domainFixes: [
    { before: 'gmial.com', after: 'gmail.com', n: 9 },
    { before: 'anna@gmial.com', after: 'gmail.com', n: 9 },
    { before: 'muellers-familiy.example', after: 'muellers-family.example', n: 2 },
  ],
  people: {
    records: 1716,
    people: 1204,
    sizes: [
      { size: 1, n: 700 },
      { size: 2, n: 504 },
    ],
    combinations: [
      { sources: ['crm'], people: 504 },
      { sources: ['shop'], people: 404 },
      { sources: ['crm', 'shop'], people: 296 },
    ],
    pairWeights: [],
    possibleMatches: 0,
    households: { households: 0, people: 0 },
  },
  model: null,
  contact: {
    people: 1204,
    openSets: [
      { set: 0, people: 30 },
      { set: 0b000001, people: 892 },
      { set: 0b001000, people: 240 },
      { set: 0b000010, people: 42 },
    ],
    groups: [],
  },
  segments: { states: [], activities: [], behaviours: [], rfm: [], recency: [], lapse: [] },
  plans: [],
  money: [],
  exclusions: [],
  movements: [],
  campaigns: { sent: [], learned: [] },
  stageNotes: [],
}

const MODEL: NonNullable<ReportData['model']> = {
  sureBits: -0.5,
  reviewBits: -3.2,
  threshold: 'found',
  blocking: [
    { rule: 'email', pairs: 900, refinedBlocks: 0, givenUpPairs: 0 },
    { rule: 'phone', pairs: 700, refinedBlocks: 0, givenUpPairs: 0 },
    { rule: 'last_sound', pairs: 5000, refinedBlocks: 3, givenUpPairs: 45 },
  ],
  foundBy: [0, 30, 80, 40],
  comparisons: [],
}

const wordsOf = (page: string): string =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')

describe('renderReport', () => {
  it('says the main numbers in words', () => {
    expect(wordsOf(renderReport(DATA))).toContain(
      'We found 1,204 people in 1,716 records from 2 customer sources. 312 cannot be e-mailed; of these, 240 can still be reached by letter and 42 on another channel.',
    )
  })

  it('tells duplicates within a source from those across', () => {
    expect(wordsOf(renderReport(DATA))).toContain(
      '216 records repeat someone within the same source, 296 repeat someone across sources. 296 people are known to more than one source',
    )
  })

  it('shows a mistyped domain only where several people use the right one, and never what stands before the @', () => {
    const data = { ...DATA, changes: [{ rule: 'email.domain-typo', field: 'email', decision: 'repaired', n: 20 }] }
    const words = wordsOf(renderReport(data))
    expect(words).toContain('gmial.com')
    expect(words).not.toMatch(/anna@|muellers/)
  })

  it('names the first thing to do where rows were set aside', () => {
    expect(wordsOf(renderReport(DATA))).toMatch(
      /Mend what could not be read\. 2 rows are in quarantine\.csv, most of them from crm/,
    )
  })

  it('says how many of the merged pairs the model expects to be right', () => {
    const people = {
      ...DATA.people,
      pairWeights: [
        { weight: -1, decision: 'possible', n: 30, expected: 12 },
        { weight: 2, decision: 'sure', n: 100, expected: 85 },
        { weight: 12, decision: 'sure', n: 300, expected: 299.9 },
      ],
    }
    const words = wordsOf(renderReport({ ...DATA, people, model: MODEL }))
    expect(words).toContain('430 pairs of records look enough alike to be kept')
    expect(words).toContain('A pair is one person from −0.5 bits on (a probability of 41 %)')
    expect(words).toContain('the model expects 96.2 % to be right')
    expect(words).toMatch(/50–89 % \(0 to 3 bits\)10085\s*85\.0/)
  })

  it('says what was split and given up, and estimates what no rule found', () => {
    const words = wordsOf(renderReport({ ...DATA, model: MODEL }))
    expect(words).toContain('3 groups of records that shared too common a value were split by a further field')
    expect(words).toContain(
      '45 pairs stayed in groups too large to compare, most of them of records that share sound of last name',
    )
    expect(words).toContain('20.0 % share no more than one of these things')
    expect(words).toMatch(/about 4, or 2\.4.%\. It is an estimate/)
  })

  it('has no word on blocking where every pair was compared, and no section where nothing was', () => {
    const every = { ...MODEL, blocking: [{ rule: 'every pair', pairs: 4950, refinedBlocks: 0, givenUpPairs: 0 }] }
    const words = wordsOf(renderReport({ ...DATA, model: every }))
    expect(words).toContain('Every pair of records was compared with every other: 4,950 pairs')
    expect(words).not.toContain('It is an estimate')
    expect(wordsOf(renderReport(DATA))).not.toContain('How matching decided')
  })

  it('says what past campaigns brought, like with like, and which are still to be measured', () => {
    const sent = (campaign: string, treated: number, control: number) => ({
      ...{ campaign, channel: 'letter', treated, control, first_day: 20_636, last_day: 20_636 },
    })
    const cell = (campaign: string, segment: string, [treated, responders]: number[], [control, ofThem]: number[]) => ({
      ...{ campaign, segment, channel: 'letter', offer: campaign, day: 20_700, spend_minor: 0, control_spend_minor: 0 },
      ...{ treated: treated!, responders: responders!, control: control!, control_responders: ofThem! },
    })
    const campaigns = {
      sent: [sent('win-back', 1000, 1000), sent('no-effect', 1000, 1000), sent('all-in', 50, 0), sent('fresh', 9, 1)],
      learned: [
        cell('win-back', 'lapsed', [1000, 100], [1000, 50]),
        // Of unlike make-up: those who were contacted look worse by 0.8 points, and are as good in each segment.
        cell('no-effect', 'lapsed', [900, 90], [100, 10]),
        cell('no-effect', 'lost', [100, 1], [900, 9]),
        cell('all-in', 'lapsed', [50, 5], [0, 0]),
      ],
    }
    const words = wordsOf(renderReport({ ...DATA, campaigns }))
    expect(words).toContain('4 campaigns have been exported so far, 3 of them measured')
    expect(words).toMatch(
      /win-back ?measured 2026-09-04 ?It worked: more than chance ?10\.0.%100 of 1,000 ?5\.0.%50 of 1,000/,
    )
    expect(words).toMatch(/5\.00.%2\.71.% to 7\.34.% ?50 ?27 to 73/)
    expect(words).toMatch(/no-effect ?measured 2026-09-04 ?May be chance/)
    expect(words).toMatch(/all-in ?measured 2026-09-04 ?Cannot be told: nobody was held out ?10\.0.%5 of 50 ?–/)
    expect(words).toMatch(/win-back ?2026-07-02 ?letter ?1,000 ?1,000/)
    expect(words).toContain('Not measured yet: fresh.')
  })

  it('has no section on past campaigns where none went out', () => {
    expect(wordsOf(renderReport(DATA))).not.toContain('What past campaigns brought')
  })

  it('says what a verdict of the money page means', () => {
    const row = {
      segment: 'lapsed',
      channel: 'letter',
      offer: 'win-back',
      people: 640,
      planned_people: 0,
      fixed_cost_minor: 50_000,
      variable_cost_minor: 48_000,
      clean_cost_minor: 1300,
      make_cost_minor: 11_500,
      send_cost_minor: 35_200,
      lift: 0.021,
      lift_low: 0.009,
      lift_high: 0.036,
      lift_source: 'prior',
      margin_minor: 4000,
      margin_source: 'offer',
      net_minor: -120_000,
      net_low_minor: -200_000,
      net_high_minor: -40_000,
      break_even: 0.0155,
      pays_from: 400,
      chance_of_loss: 0.97,
      control_cost_minor: 0,
      acquired_customers: 24.5,
      acquisition_net_minor: 49_000,
      verdict: 'dont',
      risk: 'too_high',
      test_size: null,
      test_value_minor: null,
      outcome: 'does_not_pay',
    }
    const words = wordsOf(renderReport({ ...DATA, money: [row] }))
    expect(words).toContain('Leave out lapsed · letter · win-back: on what is known it would bring −€1,200.')
  })
})
