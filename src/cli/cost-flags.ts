/** Flags that change rules/costs.yaml for one command: budget, costs, capacities, added response. */

import type { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { digest } from '../base/hash.ts'
import { COST_RULES, type CostRules, contactCostMinor } from '../plan/costs.ts'
import { CHANNELS, type Channel } from '../record/project.ts'
import type { LoadedRules } from '../rules/load-rules.ts'

export interface CostFlags {
  readonly budget?: string
  readonly cost?: readonly string[]
  readonly capacity?: readonly string[]
  readonly response?: readonly string[]
}

const MINOR = 100

const collect = (value: string, all: readonly string[] = []): readonly string[] => [...all, value]

/** Adds the flags, each of which may come several times but the budget. */
export function addCostOptions(command: Command): Command {
  return command
    .option('--budget <amount>', 'what the whole plan may cost at most')
    .option('--cost <channel=amount>', 'what a contact costs in all, e.g. letter=0.75', collect)
    .option('--capacity <channel=n>', 'most contacts by a channel, e.g. call=500', collect)
    .option('--response <channel[:segment]=share>', 'added response to assume, e.g. letter:lapsed=0.02', collect)
}

/** The rules with the flags in them; a stage that obeys them sees that they changed. */
export function adjustCosts(loaded: LoadedRules, flags: CostFlags): LoadedRules {
  const changes = [flags.budget ?? null, flags.cost ?? [], flags.capacity ?? [], flags.response ?? []]
  if (changes.flat().every((change) => change === null)) return loaded
  const costs = changeCosts(loaded.rules.get(COST_RULES), flags)
  return {
    rules: { get: (spec) => (spec.name === COST_RULES.name ? spec.schema.parse(costs) : loaded.rules.get(spec)) },
    fingerprints: new Map(loaded.fingerprints).set(COST_RULES.name, digest(JSON.stringify(costs))),
  }
}

/** @throws UserError naming the flag that cannot be read. */
export function changeCosts(costs: CostRules, flags: CostFlags): CostRules {
  let changed: CostRules = costs
  if (flags.budget !== undefined)
    changed = { ...changed, budget_minor: Math.round(amount(flags.budget, '--budget', '5000') * MINOR) }
  for (const text of flags.cost ?? []) {
    const [channel, value] = pair(text, changed, '--cost', 'letter=0.75')
    const now = contactCostMinor(changed.channels[channel]!)
    const minor = amount(value, '--cost', 'letter=0.75') * MINOR
    const { clean_minor, make_minor, send_minor } = changed.channels[channel]!
    // Each part in proportion; where nothing was known, all is for sending.
    const parts = now > 0 ? [clean_minor, make_minor, send_minor].map((part) => (part * minor) / now) : [0, 0, minor]
    const [clean, make, send] = parts as [number, number, number]
    changed = withChannel(changed, channel, { clean_minor: clean, make_minor: make, send_minor: send })
  }
  for (const text of flags.capacity ?? []) {
    const [channel, value] = pair(text, changed, '--capacity', 'call=500')
    changed = withChannel(changed, channel, { capacity: Math.floor(amount(value, '--capacity', 'call=500')) })
  }
  const assumed = (flags.response ?? []).map((text) => {
    const [key, value] = halves(text, '--response', 'letter:lapsed=0.02')
    const colon = key.indexOf(':')
    const channel = known(colon < 0 ? key : key.slice(0, colon), changed, '--response', 'letter:lapsed=0.02')
    const added =
      amount(value.replace(/\s*%$/, ''), '--response', 'letter:lapsed=0.02') / (value.endsWith('%') ? 100 : 1)
    if (!(added > 0 && added < 1)) throw wrong('--response', text, 'letter:lapsed=0.02 or letter=2%')
    return { channel, segment: colon < 0 ? null : key.slice(colon + 1), added }
  })
  return { ...changed, assumed_response: [...changed.assumed_response, ...assumed] }
}

function withChannel(costs: CostRules, channel: Channel, change: object): CostRules {
  return { ...costs, channels: { ...costs.channels, [channel]: { ...costs.channels[channel]!, ...change } } }
}

function pair(text: string, costs: CostRules, flag: string, example: string): [Channel, string] {
  const [key, value] = halves(text, flag, example)
  return [known(key, costs, flag, example), value]
}

function halves(text: string, flag: string, example: string): [string, string] {
  const at = text.lastIndexOf('=')
  if (at <= 0) throw wrong(flag, text, example)
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

function known(name: string, costs: CostRules, flag: string, example: string): Channel {
  const channel = CHANNELS.find((c) => c === name)
  if (channel !== undefined && costs.channels[channel] !== undefined) return channel
  throw new UserError(`There is no channel "${name}" with a cost.`, {
    place: flag,
    wayOut: `Channels in rules/costs.yaml: ${Object.keys(costs.channels).join(', ')}. For example ${flag} ${example}.`,
  })
}

function amount(text: string, flag: string, example: string): number {
  const value = Number(text)
  if (text === '' || !Number.isFinite(value) || value < 0) throw wrong(flag, text, example)
  return value
}

const wrong = (flag: string, text: string, example: string): UserError =>
  new UserError(`"${text}" cannot be read.`, { place: flag, wayOut: `For example ${flag} ${example}.` })
