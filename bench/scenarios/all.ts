/** Every made-up set, by name. Seeds and sizes are fixed: tables of different days compare. */

import { business } from './business.ts'
import { census, censusLink } from './census.ts'
import { families } from './families.ts'
import { historical } from './historical.ts'
import { leads } from './leads.ts'
import type { Scenario } from './scenario.ts'
import { sparse } from './sparse.ts'

const MILD = { slipsARecord: 4, slipsAField: 1 }
const ROUGH = { slipsARecord: 7, slipsAField: 3 }

export const SCENARIOS: Readonly<Record<string, (seed: string) => Scenario>> = {
  'census 50': (s) => census(s, { people: 30, duplicates: 20, mostCopies: 3, ...MILD }),
  'census 300': (s) => census(s, { people: 200, duplicates: 100, mostCopies: 3, ...MILD }),
  'census 1000': (s) => census(s, { people: 500, duplicates: 500, mostCopies: 1, ...MILD }),
  'census 5000': (s) => census(s, { people: 2000, duplicates: 3000, mostCopies: 5, ...ROUGH }),
  'census link': (s) => censusLink(s, { people: 5000, duplicates: 2500, mostCopies: 1, ...ROUGH }),
  'historical 2000': (s) => historical(s, 2000),
  'historical 30000': (s) => historical(s, 30_000),
  'leads 300': (s) => leads(s, 300),
  'leads 20000': (s) => leads(s, 20_000),
  'business 10000': (s) => business(s, 10_000),
  'families 300': (s) => families(s, 300),
  'families 15000': (s) => families(s, 15_000),
  'sparse 50': (s) => sparse(s, 50),
  'sparse 1000': (s) => sparse(s, 1000),
  'sparse 10000': (s) => sparse(s, 10_000),
}
