/** `goldpan whatif`: the money table under other budgets, costs and responses, from the last plan and without a run. */

import Table from 'cli-table3'
import { Command } from 'commander'
import pc from 'picocolors'
import { UserError } from '../base/errors.ts'
import { formatCount, formatMoney, formatPercent } from '../html/numbers.ts'
import { Beliefs } from '../plan/beliefs.ts'
import { COST_RULES, type CostRules } from '../plan/costs.ts'
import { fairOffers } from '../plan/fair-offers.ts'
import type { MoneyLine } from '../plan/money-line.ts'
import { OFFER_RULES } from '../plan/offers.ts'
import { settle } from '../plan/settle.ts'
import { groupsOf } from '../plan/stored-profiles.ts'
import { loadRules } from '../rules/load-rules.ts'
import { loadProject } from '../rules/project-file.ts'
import { readStageState } from '../store/stage-state.ts'
import type { Store } from '../store/store.ts'
import { learnedResponses, planProfiles } from '../store/tables.ts'
import { addCostOptions, type CostFlags, changeCosts } from './cost-flags.ts'
import type { Io } from './io.ts'
import { openExistingStore, requireFolder } from './open-project.ts'

interface Flags extends CostFlags {
  readonly all?: boolean
  readonly json?: boolean
}

export function whatifCommand(io: Io): Command {
  const command = new Command('whatif')
    .description('work the money table out again under other budgets, costs or responses, without a run')
    .argument('[DIR]', 'project folder', '.')
  return addCostOptions(command)
    .option('--all', 'every line, also those that do not pay by far')
    .option('--json', 'one JSON object on standard output; money in minor units')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan whatif acquisition/ --budget 2000 --cost letter=0.60 --response letter:lapsed=0.02',
    )
    .action((dir: string, flags: Flags) => {
      const folder = requireFolder(dir)
      const project = loadProject(folder)
      const store = openExistingStore(folder)
      try {
        const { before, after } = workOut(store, folder, flags)
        if (flags.json)
          io.out(
            JSON.stringify({ currency: project.currency, before: totals(before), after: totals(after), lines: after }),
          )
        else io.out(describe(before, after, project.currency, flags))
      } finally {
        store.close()
      }
    })
}

function workOut(store: Store, folder: string, flags: Flags) {
  const { rules, fingerprints } = loadRules([OFFER_RULES, COST_RULES], folder)
  const state = readStageState(store, 'plan')
  // Profiles of a plan made under other offers say nothing of these.
  if (state === null || state.parts['rules/offers.yaml'] !== fingerprints.get('offers')) {
    throw new UserError(state === null ? 'There is no plan yet.' : 'The offers have changed since the plan was made.', {
      place: folder,
      wayOut: `Run: goldpan run ${state === null ? '' : '--from plan '}${folder}`,
    })
  }
  const groups = groupsOf(planProfiles.all(store, ['profile_no']), fairOffers(rules.get(OFFER_RULES)).offers)
  const measured = [...learnedResponses.all(store)]
  const lines = (costs: CostRules) => settle(groups, costs, new Beliefs(costs, measured)).lines
  const costs = rules.get(COST_RULES)
  return { before: lines(costs), after: lines(changeCosts(costs, flags)) }
}

interface Totals {
  readonly contacts: number
  readonly cost_minor: number
  readonly net_minor: number
  readonly control_cost_minor: number
}

function totals(lines: readonly MoneyLine[]): Totals {
  const used = lines.filter((line) => line.outcome === 'planned')
  const sum = (of: (line: MoneyLine) => number) => used.reduce((all, line) => all + of(line), 0)
  return {
    contacts: sum((line) => line.planned_people),
    cost_minor: sum((line) => line.fixed_cost_minor + line.variable_cost_minor),
    net_minor: sum((line) => line.net_minor),
    control_cost_minor: sum((line) => line.control_cost_minor),
  }
}

const LISTED = 15
const VERDICTS = { do: 'do it', dont: 'don’t', test: 'test first' } as const

function describe(
  before: readonly MoneyLine[],
  after: readonly MoneyLine[],
  currency: string | null,
  flags: Flags,
): string {
  if (after.length === 0)
    return 'There is no offer that anybody may have, so there is nothing to work out: see rules/offers.yaml.'
  const money = (minor: number) => formatMoney(minor, currency).replaceAll('\u00a0', ' ')
  const percent = (share: number) => formatPercent(share, 2).replaceAll('\u00a0', ' ')
  const rank = ({ outcome, verdict }: MoneyLine) => (outcome === 'planned' ? 0 : verdict === 'dont' ? 2 : 1)
  const sorted = [...after].sort((l, r) => rank(l) - rank(r) || r.net_minor - l.net_minor)
  const shown = flags.all ? sorted : sorted.slice(0, Math.max(LISTED, sorted.filter((l) => rank(l) === 0).length))
  const table = new Table({
    head: [
      'segment, channel, offer',
      'verdict',
      'people',
      'cost',
      'added',
      'breaks even',
      'net',
      'in 95 of 100',
      'risk of loss',
    ],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
  })
  for (const line of shown) {
    table.push([
      `${line.segment.replaceAll(':', ', ').replaceAll('_', ' ')}, ${line.channel}, ${line.offer}`,
      verdict(line),
      formatCount(line.planned_people || line.people),
      money(line.fixed_cost_minor + line.variable_cost_minor),
      percent(line.lift),
      percent(line.break_even),
      money(line.net_minor),
      `${money(line.net_low_minor)} to ${money(line.net_high_minor)}`,
      percent(line.chance_of_loss).replace(/\.\d+/, ''),
    ])
  }
  const left = sorted.length - shown.length
  const say = ({ contacts, cost_minor, net_minor }: Totals) =>
    `${formatCount(contacts)} people, ${money(cost_minor)} cost, ${money(net_minor)} expected net`
  return [
    table.toString(),
    ...(left > 0 ? [pc.dim(`${formatCount(left)} more that do not pay: --all shows them.`)] : []),
    `rules as they stand: ${say(totals(before))}`,
    pc.bold(`with these figures:  ${say(totals(after))}`),
  ].join('\n')
}

function verdict(line: MoneyLine): string {
  const word = VERDICTS[line.verdict]
  if (line.outcome === 'other_choice') return 'something better'
  if (line.outcome === 'too_few') return 'too few left'
  if (line.outcome === 'over_limits') return 'no means left'
  if (line.outcome === 'too_risky') return 'too risky'
  if (line.verdict === 'do' && line.risk === 'raised') return `${word}, at some risk`
  return line.verdict === 'test' && line.test_size !== null ? `${word}: ${formatCount(line.test_size)}` : word
}
