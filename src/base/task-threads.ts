/** Work shared out to threads: tasks run side by side, what they send is handed over in the order of the tasks. */

import { parentPort, Worker } from 'node:worker_threads'
import { type ErrorParts, errorFrom, errorParts } from './errors.ts'
import { isCompiled } from './package-files.ts'

/** A thread holds back once so many characters (or bytes) that it sent are not taken yet. */
const MAX_WAITING = 48_000_000

interface Sent<Event> {
  readonly task: number
  readonly weight: number
  readonly event?: Event
  readonly error?: ErrorParts
  /** For all tasks to know. */
  readonly share?: unknown
  /** The task is done; nothing more of it comes. */
  readonly last?: true
}

/** Threads run compiled code only: from sources (tests) everything is done in one thread. */
export const canUseThreads = isCompiled

/**
 * Runs the tasks in up to so many threads of `script`, which must call {@link serveTasks}. Yields what they send: all of
 * task 0, then all of task 1 and so on, so that what is made of it cannot depend on which thread was faster.
 */
export async function* inTaskOrder<Task, Event>(
  script: URL,
  tasks: readonly Task[],
  threads: number,
): AsyncGenerator<{ readonly task: number; readonly event: Event }> {
  const crew = new Crew<Task, Event>(script, tasks, threads)
  try {
    for (let task = 0; task < tasks.length; task++) {
      for (let isDone = false; !isDone; ) {
        const sent = await crew.next(task)
        if (sent.error !== undefined) throw errorFrom(sent.error)
        if (sent.event !== undefined) {
          yield { task, event: sent.event }
          crew.isTaken(sent)
        }
        isDone = sent.last === true
      }
    }
  } finally {
    await crew.end()
  }
}

/** The threads of a run, and what they sent that nobody has taken yet. */
class Crew<Task, Event> {
  readonly #tasks: readonly Task[]
  readonly #workers: readonly Worker[]
  readonly #workerOf: Worker[] = []
  readonly #waiting: Sent<Event>[][]
  readonly #shares = new Map<number, unknown>()
  /** What the first task to fail failed of. */
  #broken: ErrorParts | null = null
  #failure: Error | null = null
  #wake = (): void => {}

  constructor(script: URL, tasks: readonly Task[], threads: number) {
    this.#tasks = tasks
    this.#waiting = tasks.map(() => [])
    this.#workers = Array.from({ length: Math.min(threads, tasks.length) }, () => this.#start(script))
  }

  async next(task: number): Promise<Sent<Event>> {
    for (;;) {
      if (this.#failure !== null) throw this.#failure
      const sent = this.#waiting[task]!.shift()
      if (sent !== undefined) return sent
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  isTaken({ task, weight }: Sent<Event>): void {
    this.#workerOf[task]!.postMessage({ taken: weight } satisfies Order<Task>)
  }

  async end(): Promise<void> {
    for (const worker of this.#workers) worker.removeAllListeners('exit')
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  #start(script: URL): Worker {
    const worker = new Worker(script)
    worker.on('message', (sent: Sent<Event>) => {
      this.#take(sent)
      if (sent.last) this.#giveTask(worker)
    })
    worker.on('error', (error) => this.#fail(error))
    worker.on('exit', (code) => this.#fail(new Error(`a thread ended with ${code} before its work was done`)))
    this.#giveTask(worker)
    return worker
  }

  #giveTask(worker: Worker): void {
    const no = this.#workerOf.length
    if (no === this.#tasks.length) return
    this.#workerOf.push(worker)
    worker.postMessage({ no, task: this.#tasks[no]! } satisfies Order<Task>)
  }

  #take(sent: Sent<Event>): void {
    this.#broken ??= sent.error ?? null
    const isShare = 'share' in sent
    if (isShare) this.#shares.set(sent.task, sent.share)
    else this.#waiting[sent.task]!.push(sent)
    // Whoever waits for the share of a task that has failed would wait for ever.
    if (this.#broken !== null && this.#shares.size > 0) this.#fail(errorFrom(this.#broken))
    else if (isShare) this.#tellShares()
    else this.#wake()
  }

  #tellShares(): void {
    if (this.#shares.size < this.#tasks.length) return
    const all = this.#tasks.map((_, no) => this.#shares.get(no))
    this.#shares.clear()
    for (const worker of this.#workers) worker.postMessage({ all } satisfies Order<Task>)
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#wake()
  }
}

export interface TaskPort<Event> {
  /** `weight`: about how many characters or bytes the event holds. */
  send(event: Event, weight: number): void
  /** Wait for this now and then: it is held back while too much of what was sent has not been taken. */
  room(): Promise<void>
  /** Waits until every task has given its share; all of them in the order of the tasks. Needs a thread for each task. */
  share<Share>(own: Share): Promise<readonly Share[]>
}

type Order<Task> =
  | { readonly no: number; readonly task: Task }
  | { readonly taken: number }
  | { readonly all: readonly unknown[] }

/** The thread's side: does one task after another until it is ended from outside. */
export function serveTasks<Task, Event>(run: (task: Task, port: TaskPort<Event>) => Promise<void>): void {
  if (parentPort === null) throw new Error('this file runs in a thread only')
  const parent = parentPort
  const outbox = new Outbox<Event>((sent) => parent.postMessage(sent))
  parent.on('message', (order: Order<Task>) => {
    if ('all' in order) outbox.tellShares(order.all)
    else if ('taken' in order) outbox.isTaken(order.taken)
    else {
      const end = (error?: ErrorParts): void =>
        parent.postMessage({ task: order.no, weight: 0, last: true, ...(error ? { error } : {}) } satisfies Sent<Event>)
      run(order.task, outbox.portOf(order.no)).then(
        () => end(),
        (error: unknown) => end(errorParts(error)),
      )
    }
  })
}

/** What a thread sends, and how much of it still waits to be taken. */
class Outbox<Event> {
  readonly #post: (sent: Sent<Event>) => void
  #untaken = 0
  #wake = (): void => {}
  #tellShares = (_all: readonly unknown[]): void => {}

  constructor(post: (sent: Sent<Event>) => void) {
    this.#post = post
  }

  portOf(task: number): TaskPort<Event> {
    return {
      send: (event, weight) => {
        this.#untaken += weight
        this.#post({ task, weight, event })
      },
      room: () => this.#room(),
      share: <Share>(own: Share) =>
        new Promise<readonly Share[]>((resolve) => {
          // The tasks of a run all give the same type.
          this.#tellShares = (all) => resolve(all as readonly Share[])
          this.#post({ task, weight: 0, share: own })
        }),
    }
  }

  isTaken(weight: number): void {
    this.#untaken -= weight
    if (this.#untaken <= MAX_WAITING) this.#wake()
  }

  tellShares(all: readonly unknown[]): void {
    this.#tellShares(all)
  }

  async #room(): Promise<void> {
    while (this.#untaken > MAX_WAITING)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
  }
}
