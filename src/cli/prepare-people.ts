/** From files of people to what matching compares, on two threads where there is another. */

import { UserError } from '../base/errors.ts'
import { compareText } from '../base/order.ts'
import { formatNumberOf } from '../html/numbers.ts'
import type { RecogniseRules } from '../ingest/recognise/rules.ts'
import { contactFeatures, type Features, otherFeatures } from '../match/features.ts'
import { prepareMatching } from '../match/match-table.ts'
import type { MatchRules } from '../match/rules.ts'
import { stackColumns } from '../match/stack-tables.ts'
import type { TextColumn } from '../record/text-list.ts'
import type { RepairRules } from '../repair/rules.ts'
import { checkMap, checkMapOf } from './check-map.ts'
import { cleanPeople, isContact } from './clean-people.ts'
import type { ContactsAside } from './contacts-aside.ts'
import { encodePeople, type PeopleFile, type PeoplePlan, planPeople } from './read-people.ts'
import { orderRecords } from './record-names.ts'

/** Of a file: what outputs and messages need when its cells are no longer held. */
export type PeopleNames = Pick<PeopleFile, 'source' | 'ids' | 'columns'>

export interface PreparedPeople {
  /** By source, as their rows follow one another. */
  readonly files: readonly PeopleNames[]
  readonly features: Features
}

export interface PrepareOptions {
  readonly idColumn: string
  /** Column → field. */
  readonly map: ReadonlyMap<string, string>
  /** Of it, what the user asked for. */
  readonly asked: ReadonlyMap<string, string>
  readonly repair: RepairRules
  readonly recognise: RecogniseRules
  readonly matching: MatchRules
  /** The thread that does the e-mail addresses and phone numbers; null: done here. */
  readonly contacts: ContactsAside | null
  readonly note: (text: string) => void
}

/** What is found does not depend on the threads. @throws UserError for files that are no tables of people. */
export async function preparePeople(paths: readonly string[], options: PrepareOptions): Promise<PreparedPeople> {
  const { repair, note } = options
  const plans = await planAll(paths, options)
  const aside = plans.some((plan) => plan.columns.some(({ name }) => isContact(name))) ? options.contacts : null
  aside?.read(plans)
  const files: PeopleFile[] = []
  for (const plan of plans) files.push(await encodePeople(plan, (name) => aside === null || !isContact(name)))
  for (const { source, rejected, ids, columns } of files) {
    if (rejected > 0)
      note(
        `${formatNumberOf(rejected, `row of ${source} could not be read and is`, `rows of ${source} could not be read and are`)} left out`,
      )
    if (ids.length === 0) note(`${source} holds no records`)
    else if (Object.keys(columns).length === 0)
      note(`no column of ${source} is known to goldpan; name those to compare, as in --map column=last_name`)
  }
  const { order, repeated } = orderRecords(files)
  const contacts = aside?.finish(order)
  const { table, notes } = cleanPeople(files, repair)
  for (const text of notes) note(text)
  if (repeated > 0)
    note(
      `${formatNumberOf(repeated, 'record has', 'records have')} an id that another record has too; they are kept apart by their order`,
    )
  // While the other thread is at the contacts.
  const others = otherFeatures(table, stackExtra(files), order)
  const made = contacts ?? contactFeatures(table, order)
  prepareMatching(others, options.matching)
  const names = files.map(({ source, ids, columns }) => ({ source, ids, columns }))
  return { files: names, features: { ...others, ...(await made) } }
}

async function planAll(paths: readonly string[], options: PrepareOptions): Promise<PeoplePlan[]> {
  const { idColumn, map, asked, recognise, note } = options
  const plans: PeoplePlan[] = []
  for (const path of paths) {
    const plan = await planPeople(path, idColumn, map, recognise)
    if (plans.some((p) => p.source === plan.source))
      throw new UserError('Two files have the same name.', {
        place: path,
        wayOut: 'Rename one: the name tells their records apart.',
      })
    checkMapOf(asked, plan.info.columns, plan.info.columns[plan.idAt]!, path)
    plans.push(plan)
  }
  for (const text of checkMap(
    asked,
    plans.flatMap(({ info }) => info.columns),
  ))
    note(text)
  return plans.sort((l, r) => compareText(l.source, r.source))
}

function stackExtra(files: readonly PeopleFile[]): Map<string, TextColumn> {
  const names = new Set(files.flatMap((file) => [...file.extra.keys()]))
  return new Map(
    [...names]
      .sort(compareText)
      .map((name) => [
        name,
        stackColumns(files.map((file) => ({ rows: file.table.rows, column: file.extra.get(name) ?? null }))),
      ]),
  )
}
