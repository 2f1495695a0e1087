/**
 * A file of invented purchases for `goldpan rfm`: half of the customers buy once, the others by a rhythm of their own.
 * Usage: npx tsx bench/purchases-file.ts PURCHASES FILE [SEED]
 */

import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { scatter } from '../src/base/hash.ts'

const [rows = '10000000', file = 'bench/data/purchases.csv', seed = '1'] = process.argv.slice(2)
const DAYS = 2000
const FIRST = Date.UTC(2021, 0, 1)
const days = Array.from({ length: DAYS }, (_, i) => new Date(FIRST + i * 86_400_000).toISOString().slice(0, 10))
let state = Number(seed) >>> 0
const uniform = (): number => {
  state = (state + 0x6d2b79f5) >>> 0
  return scatter(state) / 2 ** 32
}

mkdirSync(dirname(file), { recursive: true })
const out = openSync(file, 'w')
let text = 'customer,day,amount\n'
const wanted = Number(rows)
let customer = 0
for (let n = 0; n < wanted; customer++) {
  const times = uniform() < 0.5 ? 1 : 1 + Math.floor(-Math.log(1 - uniform()) * 9)
  const basket = 500 + Math.floor(-Math.log(1 - uniform()) * 4000)
  let day = Math.floor(uniform() * DAYS)
  for (let i = 0; i < times && day < DAYS && n < wanted; i++, n++) {
    const minor = Math.round(basket * (0.5 + uniform()))
    text += `C${customer},${days[day]},${(minor / 100).toFixed(2)}\n`
    day += 1 + Math.floor(-Math.log(1 - uniform()) * 60)
  }
  if (text.length > 1 << 20) {
    writeSync(out, text)
    text = ''
  }
}
writeSync(out, text)
closeSync(out)
process.stderr.write(`${wanted} purchases of ${customer} customers in ${file}\n`)
