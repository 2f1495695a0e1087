/** The workspace as the review page uses it: reads beside whoever else does, and takes the writer's lock only while it writes. */

import type { MatchModel } from '../match/learning/model.ts'
import { parseModel } from '../match/learning/stored-model.ts'
import { nicknames } from '../match/rules.ts'
import { loadRules } from '../rules/load-rules.ts'
import { takeLock } from '../store/lock.ts'
import { models } from '../store/model-table.ts'
import { appendRepairDecisions } from '../store/repair-decisions.ts'
import {
  countRepairs,
  followRepairDecisions,
  layOutRepairs,
  nextOpenRepair,
  type QueuedRepair,
  queuedRules,
  type RepairFilter,
  repairAt,
} from '../store/repair-queue.ts'
import { appendDecisions, listDecisions, type NewDecision, takeBackDecision } from '../store/review-decisions.ts'
import {
  countDecided,
  countQueue,
  decisionOfNo,
  followDecisions,
  lastDecisionNo,
  layOutQueues,
  listQueue,
  nextOpen,
  type PairQueue,
  pairAt,
  placeOf,
  type QueuedPair,
  type QueueFilter,
  queueEdition,
} from '../store/review-queue.ts'
import { openReviewRecords, personBrief, type ReviewRecord, type ReviewRecords } from '../store/review-records.ts'
import type { SourceRow } from '../store/source-tables.ts'
import { openReader, openStore, type Store, workspacePath } from '../store/store.ts'
import { sources } from '../store/tables.ts'
import type { Where } from './links.ts'
import type { PairView } from './pair-page.ts'
import type { Side } from './record-card.ts'
import type { RepairWhere } from './repair-page.ts'
import type { RepairAnswer } from './repair-routes.ts'
import type { ListedPair } from './tables.ts'
import { ROWS_A_PAGE } from './tables.ts'
import { weighPair } from './weigh-pair.ts'

export interface DeskSettings {
  readonly folder: string
  readonly by: string | null
  readonly today: () => string
}

/** Records shown at most of those that stand with one of the two. */
const MOST_OTHERS = 8

interface Laid {
  readonly edition: string
  readonly sources: readonly SourceRow[]
  readonly model: MatchModel | null
  readonly records: ReviewRecords
}

export class ReviewDesk {
  readonly #settings: DeskSettings
  readonly #reader: Store
  #laid: Laid

  constructor(settings: DeskSettings) {
    this.#settings = settings
    this.#reader = openReader(workspacePath(settings.folder))
    this.#reader.db.pragma('temp_store = FILE')
    this.#laid = this.#layOut()
  }

  /** To be called before each answer: follows runs and decisions of other processes. */
  follow(): void {
    if (queueEdition(this.#reader) !== this.#laid.edition) this.#laid = this.#layOut()
    followDecisions(this.#reader)
    followRepairDecisions(this.#reader)
  }

  get sourceNames(): readonly string[] {
    return this.#laid.sources.filter(({ role }) => role === 'customers' || role === 'leads').map(({ name }) => name)
  }

  count(where: Where) {
    return countQueue(this.#reader, this.#filter(where))
  }

  next(where: Where, from: number): QueuedPair | null {
    return nextOpen(this.#reader, this.#filter(where), from)
  }

  pairAt(queue: PairQueue, place: number): QueuedPair | null {
    return pairAt(this.#reader, queue, place)
  }

  list(where: Where, page: number): readonly ListedPair[] {
    const rows = listQueue(this.#reader, this.#filter(where), { from: page * ROWS_A_PAGE, rows: ROWS_A_PAGE })
    const brief = (no: number) => personBrief(this.#reader, no)
    return rows.map((row) => ({ ...row, l: brief(row.person_l), r: brief(row.person_r) }))
  }

  /** Null where a record is no longer there. */
  view(pair: QueuedPair): PairView | null {
    const { records, model, sources: all } = this.#laid
    const [l, r] = [records.record(pair.rec_l), records.record(pair.rec_r)]
    if (l === null || r === null) return null
    const shown = [pair.rec_l, pair.rec_r]
    const names = loadRules([nicknames], this.#settings.folder).rules.get(nicknames)
    return {
      pair,
      l: this.#side(l, pair.person_l, shown),
      r: this.#side(r, pair.person_r, shown),
      weighed: model === null ? null : weighPair({ model, nicknames: names, sources: all }, l, r, pair.weight),
      sureBits: model?.sureBits ?? 0,
    }
  }

  decisions(page: number) {
    return listDecisions(this.#reader, { from: page * ROWS_A_PAGE, rows: ROWS_A_PAGE })
  }

  nextRepair(where: RepairWhere, from: number): QueuedRepair | null {
    return nextOpenRepair(this.#reader, this.#repairFilter(where), from)
  }

  repairAt(place: number): QueuedRepair | null {
    return repairAt(this.#reader, place)
  }

  countRepairs(where: RepairWhere) {
    return countRepairs(this.#reader, this.#repairFilter(where))
  }

  get repairRules(): readonly string[] {
    return queuedRules(this.#reader)
  }

  record(rec: number): ReviewRecord | null {
    return this.#laid.records.record(rec)
  }

  /** @throws UserError while another process writes. */
  decideRepair({ id, uid }: QueuedRepair, answer: RepairAnswer): void {
    const { by, today } = this.#settings
    const accept = typeof answer === 'object' ? { accept: { value: answer.accept } } : {}
    const decision = {
      repair: { id, uid },
      rule: null,
      undo: answer === 'keep',
      by,
      at: today(),
      note: null,
      ...accept,
    }
    this.#write((store) => appendRepairDecisions(store, [decision]))
  }

  /** How many pairs are decided. */
  get decided(): number {
    return countDecided(this.#reader)
  }

  /** The decision of that number, where it is in force. */
  decisionNo(no: number) {
    return decisionOfNo(this.#reader, no)
  }

  lastNo(uidL: string, uidR: string): number | null {
    return lastDecisionNo(this.#reader, uidL, uidR)
  }

  placeOf(queue: PairQueue, uidL: string, uidR: string): number | null {
    return placeOf(this.#reader, queue, uidL, uidR)
  }

  /** @throws UserError while another process writes. */
  decide(uids: readonly [string, string], decision: NewDecision['decision']): void {
    const { by, today } = this.#settings
    this.#write((store) => appendDecisions(store, [{ uids, decision, by, at: today(), note: null }]))
  }

  takeBack(no: number) {
    const { by, today } = this.#settings
    return this.#write((store) => takeBackDecision(store, no, by, today()))
  }

  get reader(): Store {
    return this.#reader
  }

  close(): void {
    this.#reader.close()
  }

  #write<T>(work: (store: Store) => T): T {
    const release = takeLock(this.#settings.folder, 'review')
    try {
      const store = openStore(this.#settings.folder)
      try {
        return work(store)
      } finally {
        store.close()
      }
    } finally {
      release()
      followDecisions(this.#reader)
      followRepairDecisions(this.#reader)
    }
  }

  #side(record: ReviewRecord, personNo: number, shown: readonly number[]): Side {
    const { records } = this.#laid
    return {
      record,
      person: personBrief(this.#reader, personNo),
      others: records.others(personNo, shown, MOST_OTHERS),
      answers: records.answersOf(personNo),
    }
  }

  #filter({ queue, source }: Where): QueueFilter {
    return { queue, sourceNo: this.#sourceNo(source) }
  }

  #repairFilter({ rule, source }: RepairWhere): RepairFilter {
    return { rule, sourceNo: this.#sourceNo(source) }
  }

  /** A source that is no longer there filters nothing. */
  #sourceNo(source: string | null): number | null {
    return this.#laid.sources.find(({ name }) => name === source)?.source_no ?? null
  }

  #layOut(): Laid {
    const store = this.#reader
    const edition = queueEdition(store)
    const [row] = models.where(store, { name: 'match-model' })
    const model = row === undefined ? null : parseModel(JSON.parse(row.json))
    layOutQueues(store, model?.sureBits ?? 0)
    layOutRepairs(store)
    followDecisions(store)
    followRepairDecisions(store)
    return { edition, sources: [...sources.all(store, ['name'])], model, records: openReviewRecords(store) }
  }
}
