/** Work shared out to threads: tasks run side by side, what they send is handed over in the order of the tasks. */

import { parentPort, Worker } from 'node:worker_threads'
import { type ErrorParts, errorFrom, errorParts } from './errors.ts'

/** A thread holds back once so many characters (or bytes) that it sent are not taken yet. */
const MAX_WAITING = 48_000_000

interface Sent<Event> {
  readonly task: number
  readonly weight: number
  readonly event?: Event
  readonly error?: ErrorParts
  /** The task is done; nothing more of it comes. */
  readonly last?: true
}

/** Threads run compiled code only: from sources (tests) everything is done in one thread. */
export const canUseThreads = import.meta.url.endsWith('.js')

/**
 * Runs the tasks in up to so many threads of `script`, which must call {@link serveTasks}. Yields what they send: all of
 * task 0, then all of task 1 and so on, so that what is made of it cannot depend on which thread was faster.
 */
export async function* inTaskOrder<Task, Event>(
  script: URL,
  tasks: readonly Task[],
  threads: number,
): AsyncGenerator<{ readonly task: number; readonly event: Event }> {
  const waiting: Sent<Event>[][] = tasks.map(() => [])
  const workerOf: Worker[] = []
  let next = 0
  let failure: Error | null = null
  let wake = (): void => {}
  const giveTask = (worker: Worker): void => {
    if (next === tasks.length) return
    workerOf[next] = worker
    worker.postMessage({ no: next, task: tasks[next] })
    next++
  }
  const fail = (error: Error): void => {
    failure ??= error
    wake()
  }
  const workers = Array.from({ length: Math.min(threads, tasks.length) }, () => {
    const worker = new Worker(script)
    worker.on('message', (sent: Sent<Event>) => {
      waiting[sent.task]!.push(sent)
      if (sent.last) giveTask(worker)
      wake()
    })
    worker.on('error', fail)
    worker.on('exit', (code) => fail(new Error(`a thread ended with ${code} before its work was done`)))
    giveTask(worker)
    return worker
  })
  try {
    for (let task = 0; task < tasks.length; task++) {
      for (let isDone = false; !isDone; ) {
        if (failure !== null) throw failure
        const sent = waiting[task]!.shift()
        if (sent === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
          continue
        }
        if (sent.error !== undefined) throw errorFrom(sent.error)
        if (sent.event !== undefined) {
          yield { task, event: sent.event }
          workerOf[task]!.postMessage({ taken: sent.weight })
        }
        isDone = sent.last === true
      }
    }
  } finally {
    for (const worker of workers) worker.removeAllListeners('exit')
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

export interface TaskPort<Event> {
  /** `weight`: about how many characters or bytes the event holds. */
  send(event: Event, weight: number): void
  /** Wait for this now and then: it is held back while too much of what was sent has not been taken. */
  room(): Promise<void>
}

type Order<Task> = { readonly no: number; readonly task: Task } | { readonly taken: number }

/** The thread's side: does one task after another until it is ended from outside. */
export function serveTasks<Task, Event>(run: (task: Task, port: TaskPort<Event>) => Promise<void>): void {
  const parent = parentPort
  if (parent === null) throw new Error('this file runs in a thread only')
  let untaken = 0
  let wake = (): void => {}
  parent.on('message', (order: Order<Task>) => {
    if ('taken' in order) {
      untaken -= order.taken
      if (untaken <= MAX_WAITING) wake()
      return
    }
    const { no, task } = order
    const send = (event: Event, weight: number): void => {
      untaken += weight
      parent.postMessage({ task: no, weight, event } satisfies Sent<Event>)
    }
    const room = async (): Promise<void> => {
      while (untaken > MAX_WAITING)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
    run(task, { send, room }).then(
      () => parent.postMessage({ task: no, weight: 0, last: true } satisfies Sent<Event>),
      (error: unknown) =>
        parent.postMessage({ task: no, weight: 0, error: errorParts(error), last: true } satisfies Sent<Event>),
    )
  })
}
