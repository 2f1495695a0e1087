import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { decisionsCsv } from '../../src/review/decisions-csv.ts'
import { appendDecisions, decisionsInForce, takeBackDecision } from '../../src/store/review-decisions.ts'
import { openReviewRecords } from '../../src/store/review-records.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { personOf, runTo } from '../match/stage-case.ts'
import { tempDir } from '../temp-dir.ts'
import { writeReviewCase } from './review-case.ts'

const dir = join(tempDir(), 'project')
beforeAll(() => writeReviewCase(dir))

function inStore<T>(work: (store: Store) => T): T {
  const store = openStore(dir)
  try {
    return work(store)
  } finally {
    store.close()
  }
}
const decide = (l: string, r: string, decision: 'same' | 'different' | 'undecided'): number =>
  inStore((store) => appendDecisions(store, [{ uids: [l, r], decision, by: null, at: '2026-07-01', note: null }]))

/** Whether e-mail is open, by record. */
function mail(): Readonly<Record<string, boolean>> {
  return inStore((store) => {
    const records = openReviewRecords(store)
    const rows = store.db
      .prepare('SELECT s.uid, m.person_no FROM source_record s JOIN membership m ON m.rec = s.rec')
      .all()
    return Object.fromEntries(
      (rows as { uid: string; person_no: number }[]).map(({ uid, person_no }) => [
        uid,
        records.answersOf(person_no).some((a) => a.channel === 'email' && a.allowed),
      ]),
    )
  })
}
const skipped = async () => (await runTo(dir, 'flag')).map((result) => result.skipped)

describe('decisions and what may be sent', () => {
  it('one person: the refusal holds; two people: each by their own wishes; taken back: as before', async () => {
    const before = [mail(), personOf(dir)] as const
    // crm:0 consented and stands with shop:b0, who refused; shop:a0 may be the same person.
    expect([before[0]['crm:0'], before[0]['shop:a0'], before[0]['shop:b0']]).toEqual([false, false, false])
    expect(before[0]['crm:9']).toBe(true)

    decide('crm:0', 'shop:a0', 'same')
    expect(await skipped()).toEqual([true, true, false, false])
    const [one, people] = [mail(), personOf(dir)]
    expect(people['shop:a0']).toBe(people['crm:0'])
    expect([one['crm:0'], one['shop:a0']]).toEqual([false, false])

    decide('crm:0', 'shop:a0', 'different')
    expect(await skipped()).toEqual([true, true, false, false])
    const apart = mail()
    // Nobody gets a consent that was not theirs: shop:a0 has none of its own.
    for (const [record, isOpen] of Object.entries(apart))
      if (isOpen) expect([record, /^crm:/.test(record) || before[0][record]]).toEqual([record, true])
    expect(apart['shop:b0']).toBe(false)

    decide('crm:0', 'shop:a0', 'undecided')
    await runTo(dir, 'flag')
    // Its id stays retired, as after every split; who is who is as before.
    expect([mail(), personOf(dir)]).toEqual([before[0], { ...before[1], 'shop:a0': personOf(dir)['shop:a0'] }])
    expect(personOf(dir)['shop:a0']).not.toBe(personOf(dir)['crm:0'])
  })

  it('match again when decisions are others, though there are as many; not when they come to the same', async () => {
    decide('crm:1', 'shop:a1', 'same')
    await runTo(dir, 'flag')
    decide('crm:1', 'shop:a1', 'same')
    expect(await skipped()).toEqual([true, true, true, true])
    const no = inStore((store) => decisionsInForce(store).at(-1)!.decision_no)
    inStore((store) => takeBackDecision(store, no, null, '2026-07-02'))
    decide('crm:3', 'shop:a3', 'same')
    expect((await skipped())[2]).toBe(false)
    const people = personOf(dir)
    expect([people['shop:a1'] === people['crm:1'], people['shop:a3'] === people['crm:3']]).toEqual([false, true])
    decide('crm:4', 'shop:a4', 'same')
    decide('crm:4', 'shop:a4', 'undecided')
    expect(await skipped()).toEqual([true, true, true, true])
  })

  it('go out as the file that takes them in', () => {
    const text = inStore(decisionsCsv)
    expect(text.split('\n').slice(1)).toEqual(['crm,3,shop,a3,same,,,2026-07-01', ''])
  })
})
