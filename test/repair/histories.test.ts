/** The first law over random histories: whatever bounces, is taken back or put in force again, no opt-out is lost. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { repairId } from '../../src/record/repair-id.ts'
import { appendRepairDecisions, eachRepair, type FoundRepair } from '../../src/store/repair-decisions.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { changes, cleaned, contactability, memberships, sourceRecords, verdicts } from '../../src/store/tables.ts'
import { runTo } from '../match/stage-case.ts'
import { tempDir } from '../temp-dir.ts'

const root = tempDir()

/** Typed address, and whether the record shows a consent with its date. */
const PEOPLE: readonly (readonly [name: string, typed: string, consents: boolean])[] = [
  ['Anna,Berg,1980-02-03', 'anna.berg@gmail.co', true],
  ['Bruno,Conrad,1975-05-06', 'bruno.conrad@gmial.com', true],
  ['Clara,Dreyer,1990-01-02', 'clara.dreyer@hotmail.cm', false],
  ['David,Ebert,1961-07-08', 'david.ebert@gmial.com', true],
  ['Emma,Falk,1988-09-10', 'emma.falk@gmail.con', true],
  ['Felix,Gruber,1979-11-12', 'felix.gruber@web.de', true],
]
const MEANT = [
  'anna.berg@gmail.com',
  'bruno.conrad@gmail.com',
  'clara.dreyer@hotmail.com',
  'david.ebert@gmail.com',
  'emma.falk@gmail.com',
]
const ADDRESSES = [...PEOPLE.map(([, typed]) => typed), ...MEANT]

type Step =
  | { readonly kind: 'fact'; readonly list: 'bounced' | 'unsubscribed'; readonly row: string }
  | { readonly kind: 'order'; readonly undo: boolean; readonly by: 'id' | 'rule'; readonly at: number }
  | { readonly kind: 'turn' }

/** Mostly about those who consented, and about the address that repair made: there an opt-out could get lost. */
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('fact' as const),
      list: fc.constant('unsubscribed' as const),
      row: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...MEANT) }, fc.constantFrom(...ADDRESSES)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fact' as const),
      list: fc.constant('bounced' as const),
      row: fc.tuple(fc.constantFrom(...ADDRESSES), fc.constantFrom('5.1.1', '5.1.2')).map((cells) => cells.join(',')),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      undo: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
      by: fc.constantFrom('id' as const, 'id' as const, 'rule' as const),
      at: fc.nat(30),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'turn' }) },
)

class Project {
  readonly dir: string
  readonly lists = { bounced: [] as string[], unsubscribed: [] as string[] }
  isTurned = false

  constructor(name: string) {
    this.dir = join(root, name)
    rmSync(this.dir, { recursive: true, force: true })
    mkdirSync(this.dir, { recursive: true })
  }

  write(): void {
    const rows = PEOPLE.map(
      ([name, typed, consents], i) => `c${i},${name},${typed},${consents ? 'yes,2026-01-01' : ','}`,
    )
    const put = (file: string, ...lines: readonly string[]) =>
      writeFileSync(join(this.dir, file), `${lines.join('\n')}\n`)
    put(
      'crm.csv',
      'id,first_name,last_name,birth_date,email,consent,consent_at',
      ...(this.isTurned ? rows.reverse() : rows),
    )
    put('shop.csv', 'id,first_name,last_name,birth_date,email', `s0,A.,Berg,1980-02-03,${MEANT[0]}`)
    put('bounced.csv', 'email,status', 'nobody@example.org,5.1.1', ...this.lists.bounced)
    put('unsubscribed.csv', 'email', 'nobody@example.org', ...this.lists.unsubscribed)
    const person = 'first_name: first_name, last_name: last_name, birth_date: birth_date, email: email'
    put(
      'goldpan.yaml',
      'name: Test\ncountry: GB\nsources:',
      `  - { name: crm, file: crm.csv, role: customers, key: id, columns: { ${person}, consent: consent_email, consent_at: consent_at } }`,
      `  - { name: shop, file: shop.csv, role: customers, key: id, columns: { ${person} } }`,
      '  - { name: bounced, file: bounced.csv, role: suppressions, means: bounced, columns: { email: email, status: status_code } }',
      '  - { name: unsubscribed, file: unsubscribed.csv, role: suppressions, means: unsubscribed, columns: { email: email } }',
    )
  }

  async run(): Promise<void> {
    this.write()
    await runTo(this.dir, 'flag')
  }

  open<T>(ask: (store: Store) => T): T {
    const store = openStore(this.dir)
    try {
      return ask(store)
    } finally {
      store.close()
    }
  }
}

const allRepairs = (store: Store): FoundRepair[] => [...eachRepair(store)]

/** Own key → whether e-mail is open for the record's person, in any brand's name. */
function openByKey(store: Store): ReadonlyMap<string, boolean> {
  const personOf = new Map([...memberships.all(store)].map((m) => [m.rec, m.person_no]))
  const book = [...verdicts.all(store, ['verdict_no'])]
  const open = new Set(
    [...contactability.all(store)].flatMap((row) => (book[row.email!]!.allowed === 1 ? [row.person_no] : [])),
  )
  return new Map([...sourceRecords.all(store)].map((r) => [r.own_key!, open.has(personOf.get(r.rec)!)]))
}

const tablesOf = (project: Project): string =>
  project.open((store) => {
    const keyOf = new Map([...sourceRecords.all(store)].map((r) => [r.rec, r.uid]))
    const rows = (table: typeof changes | typeof cleaned) =>
      [...(table as typeof changes).all(store)].map(({ rec, ...row }) => JSON.stringify([keyOf.get(rec), row])).sort()
    return JSON.stringify([rows(changes), rows(cleaned), [...openByKey(store)].sort()])
  })

it('loses no opt-out, gains no consent, and ends where a fresh start ends', { timeout: 600_000 }, async () => {
  let no = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 8 }), async (steps) => {
      const project = new Project(`history-${no++}`)
      await project.run()
      /** Record → every address it ever had, as given, as repaired or as suggested. */
      const had = new Map(PEOPLE.map(([, typed], i) => [`c${i}`, new Set([typed])]))
      had.set('s0', new Set([MEANT[0]!]))
      const orders: Parameters<typeof appendRepairDecisions>[1][number][] = []
      for (const one of steps) {
        if (one.kind === 'fact') project.lists[one.list].push(one.row)
        else if (one.kind === 'turn') project.isTurned = !project.isTurned
        else {
          const repairs = project.open(allRepairs)
          const repair = repairs[one.at % Math.max(1, repairs.length)]
          if (repair === undefined) continue
          const named = { id: repairId(repair.uid, repair), uid: repair.uid }
          const about = one.by === 'id' ? { repair: named, rule: null } : { repair: null, rule: repair.rule }
          const order = { ...about, undo: one.undo, by: null, at: '2026-06-30', note: null }
          orders.push(order)
          project.open((store) => appendRepairDecisions(store, [order]))
        }
        for (const repair of project.open(allRepairs)) had.get(repair.ownKey!)!.add(repair.after)
        await project.run()
        const open = project.open(openByKey)
        for (const [key, addresses] of had) {
          const hasOptedOut = project.lists.unsubscribed.some((email) => addresses.has(email))
          if (hasOptedOut) expect([key, open.get(key)]).toEqual([key, false])
        }
        if (
          !project.lists.unsubscribed.includes(PEOPLE[5]![1]) &&
          !project.lists.bounced.some((b) => b.startsWith('felix'))
        )
          expect(open.get('c5')).toBe(true)
        // Only those who consented for themselves are ever open; the shop shows no consents, Anna's record does.
        for (const [i, [, , consents]] of PEOPLE.entries()) if (!consents) expect(open.get(`c${i}`)).toBe(false)
      }
      const before = tablesOf(project)
      const fresh = new Project(`fresh-${no}`)
      Object.assign(fresh.lists, project.lists)
      openStore(fresh.dir).close()
      fresh.open((store) => appendRepairDecisions(store, orders))
      await fresh.run()
      expect(tablesOf(fresh)).toBe(before)
      for (const { dir } of [project, fresh]) rmSync(dir, { recursive: true })
    }),
    { numRuns: 8 },
  )
})
