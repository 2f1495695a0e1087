/** Addresses within the page: which queue, which source, from which place on. */

import type { PairQueue } from '../store/review-queue.ts'

export const PAIR_QUEUES: Readonly<Record<PairQueue, { readonly label: string; readonly about: string }>> = {
  possible: {
    label: 'Possible matches',
    about:
      'Two people whose records are alike. Until you decide they are kept apart, and an opt-out of one protects both.',
  },
  suspected: {
    label: 'Suspected opt-outs',
    about: 'A channel is closed to somebody only because the other, who may be the same person, refused.',
  },
  thin: {
    label: 'Thin merges',
    about: 'Records that were merged, but by little more than the threshold. Say where two people were taken for one.',
  },
}

export interface Where {
  readonly queue: PairQueue
  /** Name of a source; null: all. */
  readonly source: string | null
}

/** The first open pair from `at` on; `did`: the number of the decision just made. */
export const pairsHref = (where: Where, at: number, did: number | null = null): string =>
  `/pairs?${query({ ...where, at, did })}`

/** The pair at this very place. */
export const placeHref = (where: Where, place: number): string => `/pairs?${query({ ...where, place })}`

export const listHref = (where: Where, page: number): string => `/list?${query({ ...where, page })}`

export function query(values: Readonly<Record<string, string | number | null>>): string {
  const given = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, String(value)]],
  )
  return new URLSearchParams(given).toString()
}

export const isPairQueue = (text: string | undefined): text is PairQueue =>
  text !== undefined && Object.hasOwn(PAIR_QUEUES, text)

/** A whole number that a request names; `otherwise` where it names none. */
export const wholeNumber = (text: unknown, otherwise: number): number =>
  typeof text === 'string' && /^\d{1,12}$/.test(text) ? Number(text) : otherwise
