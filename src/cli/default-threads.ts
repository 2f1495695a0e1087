/** How many threads work where none are asked for. */

import { availableParallelism } from 'node:os'

/** More than this bring little, for all of them share one memory. */
const MOST_THREADS = 8

export const defaultThreads = (): number => Math.min(MOST_THREADS, availableParallelism())
