/** What the threads of an engine tell one another in shared memory. */

import type { MessagePort } from 'node:worker_threads'

/** Words of the control array: the number of the task, its next chunk, its chunks, then one state a worker. */
export const TASK = 0
export const NEXT = 1
export const CHUNKS = 2
export const STATES = 3

/**
 * Of a worker: it may not join, it may join the task at hand, it has joined, its result is there; or it died, of memory or
 * otherwise, after it had joined.
 */
export const CLOSED = 0
export const OPEN = 1
export const JOINED = 2
export const DONE = 3
export const DEAD = 4
export const OUT_OF_MEMORY = 5

export interface WorkerStart {
  readonly control: Int32Array
  readonly port: MessagePort
  readonly state: number
}

export interface WatchStart {
  readonly workers: readonly WorkerStart[]
}

export function takeChunk(control: Int32Array): number {
  const chunk = Atomics.add(control, NEXT, 1)
  return chunk < Atomics.load(control, CHUNKS) ? chunk : -1
}
