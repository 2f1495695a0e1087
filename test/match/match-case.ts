/** Shared by the tests of matching: tables from plain records, rules as shipped, invented people. */

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { openLocalEngine } from '../../src/engine/local/local-engine.ts'
import type { MatchOutcome } from '../../src/match/match-outcome.ts'
import { type MatchInput, matchTable } from '../../src/match/match-table.ts'
import { matchRules, nicknames } from '../../src/match/rules.ts'
import type { CleanedRecord } from '../../src/record/cleaned.ts'
import { ColumnEncoder, type EncodedColumn } from '../../src/record/encoded.ts'
import { CLEAN_FIELDS, type CleanField } from '../../src/record/fields.ts'

const ruleFile = (name: string): unknown =>
  parse(readFileSync(new URL(`../../rules/${name}.yaml`, import.meta.url), 'utf8'))

export const RULES = matchRules.schema.parse(ruleFile('match'))
export const NICKNAMES = nicknames.schema.parse(ruleFile('nicknames'))

export interface Person extends CleanedRecord {
  readonly uid: string
  readonly source?: number
}

export function inputOf(people: readonly Person[], more: Partial<MatchInput> = {}): MatchInput {
  const columns: Partial<Record<CleanField, EncodedColumn>> = {}
  for (const field of CLEAN_FIELDS) {
    if (people.every((p) => p[field] === undefined)) continue
    const encoder = new ColumnEncoder(people.length)
    for (const person of people) encoder.push(person[field] ?? null)
    columns[field] = encoder.finish()
  }
  return {
    table: { rows: people.length, columns },
    uids: people.map((p) => p.uid),
    sourceNos: Uint16Array.from(people, (p) => p.source ?? 0),
    freeOfDuplicates: new Set(),
    ...more,
  }
}

export const match = (people: readonly Person[], more: Partial<MatchInput> = {}): MatchOutcome =>
  matchTable(inputOf(people, more), RULES, { openEngine: openLocalEngine, nicknames: NICKNAMES })

const FIRST =
  'Anna Bruno Clara David Emma Felix Greta Hugo Ida Jonas Klara Leon Mia Noah Olga Paul Rosa Simon Tilda Uwe'.split(' ')
const LAST =
  'Adler Brandt Conrad Dreyer Ebert Falk Gruber Hahn Imhof Jansen Keller Lorenz Maurer Nolte Ott Pohl Roth Sommer Thoma Ulrich Vogt Wenzel Zeller Arnold Busch'.split(
    ' ',
  )

/** `count` different people with all fields, the same every time. */
export function invent(count: number): Person[] {
  return Array.from({ length: count }, (_, i) => {
    const first = FIRST[(i * 7) % FIRST.length]!
    const last = LAST[(i * 11 + Math.floor(i / 20)) % LAST.length]!
    const pad = (n: number) => String(n).padStart(2, '0')
    return {
      uid: `a:${String(i).padStart(5, '0')}`,
      first_name: first,
      last_name: last,
      birth_date: `${1940 + ((i * 13) % 60)}-${pad(1 + ((i * 5) % 12))}-${pad(1 + ((i * 17) % 28))}`,
      email: `${first}.${last}${i}@example.org`.toLowerCase(),
      phone: `+4930${1000000 + ((i * 7919) % 8999999)}`,
      street: `${LAST[(i * 3) % LAST.length]}weg`,
      house_number: String(1 + ((i * 29) % 97)),
      postcode: String(10115 + ((i * 37) % 300)),
      city: ['Berlin', 'Hamburg', 'Bremen'][i % 3]!,
    }
  })
}

/** A second record of each of these people, with a slip here and there. */
export function copies(people: readonly Person[]): Person[] {
  return people.map((p, i) => {
    const { email, phone, ...rest } = p
    const name = p.last_name ?? ''
    return {
      ...rest,
      uid: p.uid.replace('a:', 'b:'),
      last_name: i % 5 === 0 ? `${name.slice(0, 2)}${name.slice(3)}` : name,
      ...(i % 3 === 0 || email === undefined ? {} : { email }),
      ...(i % 2 === 0 || phone === undefined ? {} : { phone }),
    }
  })
}

/** The uids of each cluster of two and more, sorted. */
export function groups(people: readonly Person[], { cluster }: MatchOutcome): string[][] {
  const byCluster = new Map<number, string[]>()
  for (const [row, { uid }] of people.entries())
    byCluster.set(cluster[row]!, [...(byCluster.get(cluster[row]!) ?? []), uid].sort())
  return [...byCluster.values()].filter((g) => g.length > 1).sort((l, r) => (l[0]! < r[0]! ? -1 : 1))
}
