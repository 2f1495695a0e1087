import { expect, it } from 'vitest'
import { BY_SUPPRESS_ADD, withdrawOwnFacts } from '../../src/store/own-fact-history.ts'
import { appendOwnFacts, readOwnFacts } from '../../src/store/own-fact-table.ts'
import { openStore } from '../../src/store/store.ts'
import { tempDir } from '../temp-dir.ts'

const wish = (email: string) => ({
  origin: BY_SUPPRESS_ADD,
  kind: 'unsubscribed' as const,
  channel: null,
  brand: null,
  purpose: null,
  email,
  phone: null,
  uid: null,
  identity: null,
  day: 20000,
  detail: null,
  added_on: '2026-06-01',
  added_by: null,
})

it('a withdrawal never counts for another fact, even where its own was erased', () => {
  const store = openStore(tempDir())
  appendOwnFacts(store, [wish('ann@acme.com'), wish('bob@acme.com')])
  withdrawOwnFacts(store, [
    { fact_no: 2, reason: 'wrong Bob', proof: null, withdrawn_on: '2026-06-02', withdrawn_by: 'A. Clerk' },
  ])
  expect(readOwnFacts(store).map(({ email }) => email)).toEqual(['ann@acme.com'])
  store.db.exec('DELETE FROM own_fact WHERE fact_no = 2')
  expect(appendOwnFacts(store, [wish('bob@acme.com')])).toBe(1)
  expect(readOwnFacts(store).map(({ email }) => email)).toEqual(['ann@acme.com', 'bob@acme.com'])
  store.close()
})
