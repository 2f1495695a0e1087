/** Writes the lists of a campaign: one per channel, the control group apart, who was left out and why, and a manifest. */

import { join } from 'node:path'
import { fromDayNo } from '../record/dates.ts'
import type { Channel } from '../record/project.ts'
import { openPending } from '../sinks/atomic.ts'
import { type Cell, type CsvFile, openCsv } from '../sinks/csv.ts'
import type { Planned } from '../store/campaign-people.ts'
import { AUDIENCE_FORMATS } from './audience-hash.ts'
import { addressLines, audienceCells, CHANNEL_LISTS } from './channel-lists.ts'
import type { Refused } from './check-recipients.ts'
import type { ExportRules } from './export-rules.ts'
import { labelSheet } from './label-sheet.ts'
import type { Recipient } from './recipients.ts'

export interface Campaign {
  readonly name: string
  /** Passed the gate, both arms. */
  readonly recipients: readonly Recipient[]
  readonly refused: readonly Refused[]
  readonly closed: readonly Planned[]
}

/** A file that was written; `rows` without its header, null where it has none. */
export interface WrittenFile {
  readonly file: string
  readonly rows: number | null
}

/** Opens all, writes all, and only then puts them into place: never half a campaign. */
export function writeLists(
  folder: string,
  campaign: Campaign,
  tokenOf: (recipient: Recipient) => string,
  rules: ExportRules,
): readonly WrittenFile[] {
  const files = new CsvFiles(folder)
  try {
    for (const recipient of campaign.recipients) {
      const token = tokenOf(recipient)
      if (recipient.arm === 'control') files.write('control.csv', CONTROL, controlCells(recipient, token))
      else if (recipient.channel === 'ads') writeAudiences(files, recipient, rules)
      else {
        const list = CHANNEL_LISTS[recipient.channel]
        files.write(`${recipient.channel}.csv`, list.columns, list.cells(recipient, token, rules))
      }
    }
    for (const cells of leftOut(campaign)) files.write('left-out.csv', LEFT_OUT, cells)
    const written = files.close()
    const sheet = writeLabels(folder, campaign, rules)
    return sheet === null ? written : [...written, sheet]
  } finally {
    files.abort()
  }
}

const CONTROL = ['token', 'person_id', 'channel', 'segment', 'offer', 'brand']
const controlCells = (r: Recipient, token: string): readonly Cell[] => [
  ...[token, r.personId, r.channel, r.segment, r.offer, r.brand],
]

const LEFT_OUT = ['person_id', 'channel', 'arm', 'reason', 'since', 'evidence', 'alternate_channel']

function leftOut({ refused, closed }: Campaign): readonly (readonly Cell[])[] {
  const rows = refused.map(({ recipient: r, refusal }): readonly [number, readonly Cell[]] => {
    const since = refusal.sinceDay === null ? null : fromDayNo(refusal.sinceDay)
    const evidence = refusal.suspected
      ? `${refusal.evidence ?? ''}; suspected: may be the same person`
      : refusal.evidence
    return [r.person, [r.personId, r.channel, r.arm, refusal.reason, since, evidence, refusal.alternate]]
  })
  const shut = closed.map((p): readonly [number, readonly Cell[]] => [
    p.person,
    [p.personId, p.channel, p.arm, 'no_open_address', null, null, null],
  ])
  return [...rows, ...shut].sort(([l], [r]) => l - r).map(([, cells]) => cells)
}

function writeAudiences(files: CsvFiles, recipient: Recipient, { audiences }: ExportRules): void {
  for (const destination of audiences) {
    const cells = audienceCells(recipient, destination)
    // An upload file must be as the destination asks: what is a hash is no formula, and numbers are digits.
    if (cells !== null) files.write(`ads-${destination}.csv`, AUDIENCE_FORMATS[destination].columns, cells)
  }
}

function writeLabels(folder: string, { name, recipients }: Campaign, { labels }: ExportRules): WrittenFile | null {
  const letters = recipients.filter((r) => r.channel === 'letter' && r.arm !== 'control')
  if (letters.length === 0 || letters.length > labels.most) return null
  const file = 'letters.html'
  const page = labelSheet(`${name}: address labels`, letters.map(addressLines), labels.columns, labels.rows)
  writeText(join(folder, file), page)
  return { file, rows: null }
}

export function writeText(path: string, text: string): void {
  const pending = openPending(path)
  try {
    pending.write(Buffer.from(text))
    pending.commit()
  } finally {
    pending.abort()
  }
}

/** Files appear when the first row for them comes; spreadsheets must not run what stands in them. */
class CsvFiles {
  readonly #folder: string
  readonly #files = new Map<string, { readonly csv: CsvFile; rows: number }>()

  constructor(folder: string) {
    this.#folder = folder
  }

  write(file: string, columns: readonly string[], cells: readonly Cell[]): void {
    let open = this.#files.get(file)
    if (open === undefined) {
      open = { csv: openCsv(join(this.#folder, file), columns, { guardFormulas: true }), rows: 0 }
      this.#files.set(file, open)
    }
    open.csv.write(cells)
    open.rows++
  }

  close(): WrittenFile[] {
    for (const { csv } of this.#files.values()) csv.close()
    return [...this.#files].map(([file, { rows }]) => ({ file, rows })).sort((l, r) => (l.file < r.file ? -1 : 1))
  }

  abort(): void {
    for (const { csv } of this.#files.values()) csv.abort()
  }
}

/** Channel → arm → people, for the summary and the manifest. */
export function countArms(recipients: readonly Recipient[]): Record<string, Record<string, number>> {
  const counts: Partial<Record<Channel, Record<string, number>>> = {}
  for (const { channel, arm } of recipients) {
    const arms = counts[channel] ?? { treated: 0, control: 0 }
    counts[channel] = { ...arms, [arm]: (arms[arm] ?? 0) + 1 }
  }
  return Object.fromEntries(Object.entries(counts).sort(([l], [r]) => (l < r ? -1 : 1)))
}
