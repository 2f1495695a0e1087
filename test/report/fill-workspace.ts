/** Fills a workspace as the stages before `report` would, with an invented acquisition, in any order of rows. */

import { hash32, shortId } from '../../src/base/hash.ts'
import { packCells } from '../../src/record/cells.ts'
import { toDayNo } from '../../src/record/dates.ts'
import { CLEAN_FIELDS } from '../../src/record/fields.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import type { PackedTable } from '../../src/store/packed-table.ts'
import type { Store } from '../../src/store/store.ts'
import type { SqlValue, Table } from '../../src/store/table.ts'
import {
  activityStates,
  campaignContacts,
  changes,
  cleaned,
  contactability,
  facts,
  files,
  learnedResponses,
  memberships,
  models,
  money,
  pairs,
  persons,
  plans,
  possibleMatches,
  purchases,
  rejects,
  segments,
  sourceRecords,
  sources,
  stageStates,
  verdicts,
} from '../../src/store/tables.ts'

export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(2)>',
  "'; DROP TABLE person; --",
  '\u202eesrever\u202c',
  '=HYPERLINK("http://evil.example","x")',
  '</style></svg><script>alert(3)</script>',
  'مرحبا بالعالم',
  'a\u0000b\u001b[31mred',
]

interface Options {
  readonly people: number
  /** Another seed is another order of rows, nothing else. */
  readonly order: number
  readonly hostile: boolean
}

const SOURCES = [
  { name: 'acme-crm', role: 'customers', brand: 'Acme' },
  { name: 'beta-shop', role: 'customers', brand: 'Beta' },
  { name: 'fair-leads', role: 'leads', brand: 'Acme' },
  { name: 'orders', role: 'purchases', brand: 'Beta' },
] as const

const CLOSED = ['unsubscribed_channel', 'bounce_hard', 'complaint', 'objected_all', 'no_consent', 'no_address'] as const

/** Fills every table the report reads. */
export function fillWorkspace(store: Store, options: Options): void {
  store.db.transaction(() => new Filler(store, options).fill())()
}

interface Rec {
  readonly source: number
  readonly person: number
  readonly key: string | null
  readonly uid: string
}

class Filler {
  readonly store: Store
  readonly options: Options
  readonly ids: readonly string[]

  constructor(store: Store, options: Options) {
    this.store = store
    this.options = options
    this.ids = Array.from({ length: options.people }, (_, i) => `p${shortId('person', String(i))}`).sort()
  }

  fill(): void {
    this.sources()
    const records = this.records()
    this.persons(records)
    this.repairs(records)
    this.pairs(records)
    this.contactability()
    this.segments()
    this.plan()
    this.campaigns()
    this.notes()
  }

  /** A number in 0–1 that belongs to a thing, whatever the order. */
  chance(...of: (string | number)[]): number {
    return hash32(of.join('|'), 7) / 2 ** 32
  }

  pick<T>(list: readonly T[], ...of: (string | number)[]): T {
    return list[Math.floor(this.chance(...of) * list.length)]!
  }

  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((value, i) => ({ value, at: hash32(String(i), this.options.order) }))
      .sort((l, r) => l.at - r.at)
      .map((x) => x.value)
  }

  insert<Row extends { readonly [K in keyof Row]: SqlValue }>(
    table: Table<Row> | PackedTable<Row>,
    rows: readonly Row[],
  ): void {
    table.insertAll(this.store, this.shuffled(rows))
  }

  /** Tables that their stage writes in a given order. */
  insertInOrder<Row extends { readonly [K in keyof Row]: SqlValue }>(
    table: PackedTable<Row>,
    rows: readonly Row[],
  ): void {
    table.insertAll(this.store, rows)
  }

  hostile(i: number): string {
    return this.options.hostile ? HOSTILE[i % HOSTILE.length]! : 'Example'
  }

  sources(): void {
    const { people } = this.options
    this.insert(
      sources,
      SOURCES.map((s, source_no) => ({
        ...s,
        brand: this.options.hostile && source_no === 1 ? HOSTILE[1]! : s.brand,
        source_no,
        country: 'DE',
        spec: '{}',
        columns: '["id","name"]',
        rows: source_no === 3 ? people * 2 : 0,
        rejected: source_no === 0 ? 3 : 0,
      })),
    )
    this.insert(
      files,
      SOURCES.map((s, source_no) => ({
        source_no,
        path: `${s.name}.csv`,
        sha256: '0',
        format: 'csv',
        encoding: 'utf-8',
        dialect: null,
      })),
    )
    this.insert(rejects, [
      { source_no: 0, line: 17, reason: 'more cells than columns', raw: this.hostile(0) },
      { source_no: 0, line: 99, reason: 'more cells than columns', raw: this.hostile(4) },
      { source_no: 0, line: 120, reason: this.options.hostile ? HOSTILE[0]! : 'not a date', raw: '=1+1' },
    ])
    this.insert(
      facts,
      Array.from({ length: Math.ceil(people / 5) }, (_, i) => ({
        source_no: 0,
        line: i + 2,
        kind: this.pick(['unsubscribed', 'bounce_hard', 'opt_in', 'complaint'], 'fact', i),
        channel: 'email',
        brand: null,
        purpose: null,
        email: `person${i}@example.com`,
        phone: null,
        customer_ref: null,
        rec: null,
        identity: null,
        day: 19_000,
        detail: null,
        cells: null,
      })),
    )
    this.insert(
      purchases,
      Array.from({ length: people * 2 }, (_, i) => ({
        source_no: 3,
        line: i + 2,
        customer_ref: `c${i % people}`,
        email: null,
        day: 19_500 - (i % 900),
        amount_minor: 1999,
        currency: 'EUR',
        product: null,
        order_id: `o${i}`,
        voucher: null,
        cells: '',
      })),
    )
  }

  /** Source 2 has no keys of its own, so its rows keep their order whatever the seed. */
  records(): (Rec & { rec: number })[] {
    const all: Rec[] = []
    for (let person = 0; person < this.options.people; person++) {
      const n = 1 + Math.floor(this.chance('records', person) ** 3 * 5)
      for (let i = 0; i < n; i++) {
        const source = Math.floor(this.chance('source', person, i) ** 1.4 * 3)
        const key = source === 2 ? null : `k${shortId('key', String(person), String(i))}`
        all.push({ source, person, key, uid: shortId('uid', String(source), String(person), String(i)) })
      }
    }
    const keyed = this.shuffled(all.filter((r) => r.key !== null))
    const ordered = [...all.filter((r) => r.key === null), ...keyed]
    const lines = [1, 1, 1]
    const records = ordered.map((r, rec) => ({ ...r, rec, line: ++lines[r.source]! }))
    this.insert(
      sourceRecords,
      records.map((r) => ({
        rec: r.rec,
        source_no: r.source,
        line: r.line,
        own_key: r.key,
        uid: r.uid,
        cells: packCells([r.key ?? '', this.hostile(r.person)]),
      })),
    )
    for (const source of [0, 1, 2])
      this.store.db.exec(
        `UPDATE source SET rows = (SELECT count(*) FROM source_record WHERE source_no = ${source}) WHERE source_no = ${source}`,
      )
    return records
  }

  persons(records: readonly (Rec & { rec: number })[]): void {
    const blank = Object.fromEntries(CLEAN_FIELDS.map((f) => [f, null])) as Record<(typeof CLEAN_FIELDS)[number], null>
    this.insertInOrder(
      cleaned,
      records.map((r) => ({
        rec: r.rec,
        ...blank,
        first_name: 'Ann',
        last_name: this.hostile(r.person),
        city: 'Bonn',
        phone_type: null,
        mobile_type: null,
        email_label: null,
      })),
    )
    this.insert(
      memberships,
      records.map((r) => ({ rec: r.rec, person_no: r.person, band: r.person % 9 === 0 ? 'possible' : 'sure' })),
    )
    const byPerson = groupByPerson(records)
    this.insertInOrder(
      persons,
      this.ids.map((person_id, person_no) => {
        const own = byPerson.get(person_no) ?? []
        return {
          person_no,
          person_id,
          records: own.length,
          sources: new Set(own.map((r) => r.source)).size,
          household_id: person_no % 7 === 0 ? `h${person_no - (person_no % 14)}` : null,
          ...blank,
          first_name: 'Ann',
          last_name: this.hostile(person_no),
          city: 'Bonn',
          email: `person${person_no}@example.com`,
        }
      }),
    )
  }

  repairs(records: readonly (Rec & { rec: number })[]): void {
    const typos = [
      ['gmial.com', 'gmail.com', 'email.domain-typo'],
      ['gmai.com', 'gmail.com', 'email.domain-typo'],
      ['hotnail.de', 'hotmail.de', 'email.domain-typo'],
      ['yahoo.con', 'yahoo.com', 'email.tld-typo'],
    ] as const
    this.insert(
      changes,
      records.flatMap((r) => {
        const rows = []
        if (this.chance('typo', r.uid) < 0.18) {
          const [before, after, rule] = this.pick(typos, 'which', r.uid)
          const decision = this.chance('sure', r.uid) < 0.8 ? 'repaired' : 'review'
          rows.push({
            rec: r.rec,
            field: 'email',
            before: `secret.person@${before}`,
            after: `secret.person@${after}`,
            rule,
            confidence: 0.97,
            decision,
            evidence: 'one letter from a provider',
          })
        }
        if (this.chance('phone', r.uid) < 0.1)
          rows.push({
            rec: r.rec,
            field: 'phone',
            before: '0000',
            after: '',
            rule: 'phone.impossible',
            confidence: 1,
            decision: 'invalid',
            evidence: 'no such number',
          })
        if (this.chance('name', r.uid) < 0.25)
          rows.push({
            rec: r.rec,
            field: 'last_name',
            before: this.hostile(r.person),
            after: 'x',
            rule: 'name.case',
            confidence: 1 / 3,
            decision: 'repaired',
            evidence: 'shouting',
          })
        return rows
      }),
    )
  }

  pairs(records: readonly (Rec & { rec: number })[]): void {
    const byPerson = groupByPerson(records)
    const rows = [...byPerson.values()].flatMap((own) =>
      own.slice(1).map((r) => {
        const first = own[0]!.uid < r.uid ? own[0]! : r
        const second = first === r ? own[0]! : r
        const weight = 8 + this.chance('w', r.uid) * 18 - this.chance('w2', r.uid) * 7
        return {
          rec_l: first.rec,
          rec_r: second.rec,
          match_weight: weight,
          match_probability: 1 - 2 ** -weight,
          decision: weight > 7 ? 'sure' : 'possible',
        }
      }),
    )
    this.insert(pairs, rows)
    this.insert(
      possibleMatches,
      this.ids.flatMap((_, i) => (i % 40 === 1 ? [{ person_l: i - 1, person_r: i, match_probability: 0.7 }] : [])),
    )
    this.insert(models, [
      {
        name: 'match-model',
        json: JSON.stringify({
          sureBits: 7.2,
          reviewBits: 1,
          evidence: { how: 'found', pairs: 10, expectedRight: 9 },
          blocking: [
            { rule: 'email', pairs: 812, refinedBlocks: 0, givenUpPairs: 0 },
            { rule: 'last_sound + birth_year', pairs: 1204, refinedBlocks: 3, givenUpPairs: 45 },
            { rule: this.hostile(2), pairs: 17, refinedBlocks: 0, givenUpPairs: 0 },
          ],
          foundBy: [0, 30, 90, 60],
          comparisons: ['first_name', 'last_name', 'birth_date', this.hostile(0)].map((name, i) => ({
            name,
            levels: [
              { label: this.hostile(1), m: 0.8 - i / 20, u: 0.002 * (i + 1) },
              { label: 'similar', m: 0.15, u: 0.01 },
              { label: 'else', m: 0.05 + i / 20, u: 0.97 },
            ],
          })),
        }),
      },
    ])
  }

  contactability(): void {
    const rows: Parameters<typeof this.addVerdict>[0][] = [{ allowed: 1, reason: 'opt_in', alternate: null }]
    for (const reason of CLOSED)
      for (const alternate of [null, 'letter', 'call']) rows.push({ allowed: 0, reason, alternate })
    // Numbers of verdicts depend on the order in which they were met.
    const order = this.shuffled(rows.map((_, i) => i))
    const numberOf = new Map(order.map((row, verdict) => [row, verdict + 1]))
    for (const [row, verdict] of numberOf) this.addVerdict(rows[row]!, verdict)
    const brands = ['Acme', this.options.hostile ? HOSTILE[1]! : 'Beta']
    const answer = (...of: (string | number)[]) => {
      if (this.chance('open', ...of) < 0.62) return numberOf.get(0)!
      const closed = 1 + Math.floor(this.chance('why', ...of) ** 1.5 * CLOSED.length) * 3
      return numberOf.get(closed + Math.floor(this.chance('alt', ...of) * 3))!
    }
    this.insertInOrder(
      contactability,
      this.ids.flatMap((_, person_no) =>
        brands
          .filter((brand) => this.chance('brand', brands.indexOf(brand), person_no) < 0.7 || brand === 'Acme')
          .map((brand, b) => ({
            person_no,
            brand,
            purpose: 'marketing',
            email: answer('email', b, person_no),
            sms: answer('sms', b, person_no),
            call: answer('call', b, person_no),
            letter: answer('letter', b, person_no),
            push: null,
            ads: answer('ads', b, person_no),
          })),
      ),
    )
  }

  addVerdict(v: { allowed: number; reason: string; alternate: string | null }, verdict_no: number): void {
    verdicts.insertAll(this.store, [
      {
        verdict_no,
        allowed: v.allowed,
        reason: v.reason,
        since: v.allowed ? null : toDayNo('2025-03-01' as IsoDate),
        until: null,
        evidence: v.reason.startsWith('no_') ? null : `acme-crm: ${v.reason}`,
        alternate_channel: v.alternate,
        suspected: v.reason === 'complaint' ? 1 : 0,
      },
    ])
  }

  segments(): void {
    const states = ['active', 'new', 'slipping', 'lapsed', 'lost', 'never_active', 'prospect', 'contract_running']
    this.insertInOrder(
      segments,
      this.ids.map((_, person_no) => {
        const state = this.pick(states, 'state', person_no)
        const bought = state !== 'never_active' && state !== 'prospect'
        const score = (name: string) => (bought ? 1 + Math.floor(this.chance(name, person_no) ** 1.3 * 5) : null)
        return {
          person_no,
          state,
          rule: 'tail',
          recency_days: bought ? Math.floor(this.chance('recency', person_no) ** 2 * 1500) : null,
          frequency: bought ? 1 + Math.floor(this.chance('f', person_no) ** 3 * 12) : 0,
          monetary_minor: bought ? Math.floor(this.chance('m', person_no) ** 2 * 90_000) : 0,
          r: score('r'),
          f: score('f'),
          m: score('m'),
          behaviour: state === 'lapsed' ? this.pick(['frequent_small', 'balance_carrier'], 'b', person_no) : null,
          expected_purchases: bought ? this.chance('e', person_no) * 3 : null,
          expected_value_minor: bought ? Math.floor(this.chance('e', person_no) * 9000) : null,
          is_customer: bought ? 1 : 0,
          cycle_days: bought ? 40 : null,
          basket_minor: bought ? 4000 : null,
          return_value_minor: bought ? 6000 : null,
        }
      }),
    )
    this.insert(
      activityStates,
      this.ids.flatMap((_, person_no) =>
        ['Acme', 'Beta'].flatMap((brand) =>
          ['purchase', 'login']
            .filter((activity) => this.chance(activity, brand, person_no) < 0.5)
            .map((activity) => ({
              person_no,
              brand,
              activity,
              state: this.pick(states.slice(0, 5), activity, brand, 's', person_no),
              last_day: 19_000,
              events: 2,
            })),
        ),
      ),
    )
  }

  plan(): void {
    this.insertInOrder(
      plans,
      this.ids.map((_, person_no) => {
        const sent = this.chance('plan', person_no) < 0.4
        const arm = sent ? (this.chance('arm', person_no) < 0.1 ? 'control' : 'treated') : 'none'
        return {
          person_no,
          segment: 'lapsed',
          channel: sent ? this.pick(['letter', 'email'], 'ch', person_no) : null,
          offer: sent ? 'win-back-10' : null,
          campaign: sent ? 'win-back-10' : null,
          arm,
          reason: sent ? 'best_net' : this.pick(['no_channel', 'does_not_pay', 'buys_anyway'], 'why', person_no),
          brand: sent ? 'Acme' : null,
          expected_net_minor: sent ? Math.floor(this.chance('net', person_no) * 900) : null,
          withheld: null,
          origin: null,
        }
      }),
    )
    const row = (segment: string, channel: string, verdict: string, net: number, spread: number) => ({
      segment,
      channel,
      offer: 'win-back-10',
      people: 640,
      planned_people: verdict === 'dont' ? 0 : 500,
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
      margin_source: 'purchases',
      net_minor: net,
      net_low_minor: net - spread,
      net_high_minor: net + spread,
      break_even: 0.0155,
      pays_from: 400,
      chance_of_loss: verdict === 'do' ? 0.04 : verdict === 'test' ? 0.31 : 0.97,
      control_cost_minor: 3200,
      acquired_customers: 24.5,
      acquisition_net_minor: 49_000,
      verdict,
      risk: verdict === 'do' ? 'low' : verdict === 'test' ? 'raised' : 'too_high',
      test_size: verdict === 'test' ? 2000 : null,
      test_value_minor: verdict === 'test' ? 31_000 : null,
      outcome: verdict === 'dont' ? 'does_not_pay' : 'planned',
    })
    this.insert(money, [
      row('lapsed', 'letter', 'do', 812_300, 410_000),
      row('lapsed', 'email', 'do', 204_000, 90_000),
      row('never_active', 'email', 'test', 41_000, 120_000),
      row(this.hostile(5), 'letter', 'test', 95_000, 260_000),
      row('lost', 'call', 'dont', -240_500, 90_000),
    ])
  }

  campaigns(): void {
    const [sent, unmeasured] = ['win-back-10', this.hostile(5)]
    this.insert(
      campaignContacts,
      this.ids.slice(0, 90).map((person_id, i) => ({
        ...{ campaign: i % 3 === 0 ? unmeasured : sent, person_id, household_id: null, segment: 'lapsed' },
        ...{ offer: 'win-back-10', channel: i % 2 === 0 ? 'letter' : 'email', brand: 'Acme' },
        ...{ arm: i % 5 === 0 ? 'control' : 'treated', day: 20_000 },
      })),
    )
    const brought = (segment: string) => ({
      ...{ campaign: sent, segment, channel: 'email', offer: 'win-back-10', day: 20_060 },
      ...{ treated: 40, responders: 12, control: 10, control_responders: 1, spend_minor: 0, control_spend_minor: 0 },
    })
    this.insert(learnedResponses, [brought('lapsed'), brought(this.hostile(0))])
  }

  notes(): void {
    const summary = JSON.stringify({ counts: {}, notes: [`Two columns were unsure: ${this.hostile(1)}`] })
    this.insert(stageStates, [
      { stage: 'ingest', key: 'k', parts: '{}', summary },
      {
        stage: 'match',
        key: 'k',
        parts: '{}',
        summary: '{"counts":{},"notes":["3 candidate keys were too frequent and refined."]}',
      },
    ])
  }
}

function groupByPerson<R extends Rec>(records: readonly R[]): Map<number, R[]> {
  const groups = new Map<number, R[]>()
  for (const r of records) {
    const group = groups.get(r.person)
    if (group) group.push(r)
    else groups.set(r.person, [r])
  }
  for (const group of groups.values()) group.sort((l, r) => (l.uid < r.uid ? -1 : 1))
  return groups
}
