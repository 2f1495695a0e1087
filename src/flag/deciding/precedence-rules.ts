/** The table of precedence as it stands in its rule file, and the limits within which it may be edited. */

import * as z from 'zod'
import type { FactKind } from '../../record/fact.ts'
import type { RuleSpec, Rules } from '../../rules/rule-file.ts'
import {
  BLOCKS,
  FIRST_FREE,
  KINDS,
  LAST_OF_ALL_TOPICS,
  LAST_PERSONAL,
  type Precedence,
  precedenceOf,
  type Weight,
} from './precedence.ts'

const weight: z.ZodType<Weight> = z.strictObject({
  rank: z.int().min(1),
  blocks: z.enum(BLOCKS),
  lifted_by: z.enum(['opt_in', 'nothing']),
})

interface Limits {
  readonly ranks: readonly [from: number, to: number]
  readonly blocks: readonly Weight['blocks'][]
  readonly isLiftable: boolean
}

const ONE_CHANNEL: readonly Weight['blocks'][] = ['channel', 'all']
const always = (rank: number): Limits => ({ ranks: [rank, rank], blocks: ['all'], isLiftable: false })
const WISH: Limits = { ranks: [LAST_OF_ALL_TOPICS + 1, LAST_PERSONAL], blocks: ONE_CHANNEL, isLiftable: true }
const REST: Limits = { ranks: [LAST_OF_ALL_TOPICS + 1, FIRST_FREE - 1], blocks: ONE_CHANNEL, isLiftable: true }
const ADDRESS: Limits = { ranks: [LAST_PERSONAL + 1, FIRST_FREE - 1], blocks: ['address'], isLiftable: false }
const FREE: Limits = { ranks: [FIRST_FREE, 29], blocks: ['nothing'], isLiftable: false }

/** No opt-out is lost: a table may be stricter than the shipped one, or reorder what is of a kind, and no more. */
const LIMITS: Readonly<Record<FactKind, Limits>> = {
  erased: always(1),
  deceased: always(2),
  minor: always(2),
  objected_all: always(3),
  manual: { ranks: [3, 3], blocks: ONE_CHANNEL, isLiftable: false },
  complaint: { ranks: [3, 4], blocks: ONE_CHANNEL, isLiftable: false },
  dnc_external: WISH,
  unsubscribed: WISH,
  sunset: REST,
  paused: REST,
  trap: ADDRESS,
  unsafe: ADDRESS,
  bounce_hard: ADDRESS,
  bounce_soft: ADDRESS,
  invalid: ADDRESS,
  number_dead: ADDRESS,
  returned_mail: ADDRESS,
  moved: ADDRESS,
  claimed_opt_in: FREE,
  soft_opt_in: FREE,
  opt_in: FREE,
  alive: FREE,
}

/** What the weight of a kind may not be: key and sentence. */
function* beyond({ rank, blocks, lifted_by }: Weight, limits: Limits): Iterable<readonly [keyof Weight, string]> {
  const [from, to] = limits.ranks
  if (rank < from || rank > to)
    yield ['rank', from === to ? `expected ${from}, which no table may change` : `expected from ${from} to ${to}`]
  if (!limits.blocks.includes(blocks))
    yield ['blocks', `expected ${limits.blocks.join(' or ')}: no opt-out may be lost`]
  if (lifted_by === 'opt_in' && !limits.isLiftable) yield ['lifted_by', 'expected nothing: no import may lift it']
}

const kinds = Object.fromEntries(KINDS.map((kind) => [kind, weight])) as Readonly<Record<FactKind, typeof weight>>

const precedenceSchema = z.strictObject({
  facts: z.strictObject(kinds).superRefine((facts, context) => {
    for (const kind of KINDS)
      for (const [key, message] of beyond(facts[kind], LIMITS[kind]))
        context.addIssue({ code: 'custom', path: [kind, key], message })
  }),
})
type PrecedenceRules = z.infer<typeof precedenceSchema>

export const PRECEDENCE_RULES: RuleSpec<PrecedenceRules> = { name: 'precedence', schema: precedenceSchema }

export const readPrecedence = (rules: Rules): Precedence => precedenceOf(rules.get(PRECEDENCE_RULES).facts)
