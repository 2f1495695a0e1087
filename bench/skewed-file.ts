/**
 * Makes a file in which keys say nothing out of one with truth: no names, one phone for the first 40 %, one place for all.
 * `npx tsx bench/skewed-file.ts PEOPLE.csv OUT.csv`
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

const [from, to] = process.argv.slice(2) as [string, string]
const rows = parse(readFileSync(from), { columns: true }) as Record<string, string>[]
const header = Object.keys(rows[0]!)
const SAME: Readonly<Record<string, string>> = { first_name: '', last_name: '', city: 'Berlin', postcode: '10115' }
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
const lines = rows.map((row, i) => {
  const phone: Record<string, string> = i < rows.length * 0.4 ? { phone: '030 1234567' } : {}
  return header.map((name) => quote({ ...row, ...SAME, ...phone }[name] ?? '')).join(',')
})
writeFileSync(to, `${[header.join(','), ...lines].join('\n')}\n`)
