/** The threads of an engine: the calling thread hands out chunks of a task, works on them itself, and waits for the others. */

import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { UserError } from '../../base/errors.ts'
import { builtFile } from '../../base/package-files.ts'
import { canUseThreads } from '../../base/task-threads.ts'
import {
  CHUNKS,
  CLOSED,
  DONE,
  JOINED,
  NEXT,
  OPEN,
  OUT_OF_MEMORY,
  STATES,
  TASK,
  takeChunk,
  type WatchStart,
  type WorkerStart,
} from './crew-control.ts'
import { type Known, TASKS, type TaskInputs, type TaskName, type TaskResults, Workplace } from './tasks.ts'

export interface CrewTask {
  readonly name: TaskName
  readonly input: TaskInputs[TaskName]
}

export type ToWorker = { readonly learn: Partial<Known> } | { readonly task: CrewTask }
export type FromWorker = { readonly result: TaskResults[TaskName] } | { readonly error: Error }

export class Crew {
  readonly #workplace = new Workplace()
  readonly #control: Int32Array
  readonly #ports: MessagePort[] = []
  /** Starts the workers and sees them die: this thread sees nothing while it waits. */
  #watch: Worker | null = null

  /** `threads` counts the calling one. */
  constructor(threads: number) {
    const others = canUseThreads ? threads - 1 : 0
    this.#control = new Int32Array(new SharedArrayBuffer((STATES + others) * 4))
    if (others === 0) return
    const workers = Array.from({ length: others }, (_, i): WorkerStart => {
      const { port1, port2 } = new MessageChannel()
      port1.unref()
      this.#ports.push(port1)
      return { control: this.#control, port: port2, state: STATES + i }
    })
    this.#watch = new Worker(builtFile('engine/local/watch-worker.js'), {
      workerData: { workers } satisfies WatchStart,
      transferList: workers.map(({ port }) => port),
    })
    this.#watch.unref()
  }

  /** Tells all threads; arrays should lie in shared memory. */
  learn(known: Partial<Known>): void {
    this.#workplace.learn(known)
    this.#post({ learn: known })
  }

  /** {@link start} and {@link finish}. */
  run<Name extends TaskName>(name: Name, input: TaskInputs[Name], chunks: number): TaskResults[Name][] {
    this.start(name, input, chunks)
    return this.finish(name, input)
  }

  /** The other threads begin; nothing else may be started before this is finished. */
  start<Name extends TaskName>(name: Name, input: TaskInputs[Name], chunks: number): void {
    Atomics.store(this.#control, NEXT, 0)
    Atomics.store(this.#control, CHUNKS, chunks)
    if (chunks > 1) this.#call({ name, input })
  }

  /** Every thread's result, in no order that means anything. A thread that is not up yet is not waited for. */
  finish<Name extends TaskName>(name: Name, input: TaskInputs[Name]): TaskResults[Name][] {
    const control = this.#control
    const own = TASKS[name](this.#workplace, input, () => takeChunk(control))
    const results = [own]
    for (const [i, port] of this.#ports.entries()) {
      const state = STATES + i
      const before = Atomics.compareExchange(control, state, OPEN, CLOSED)
      if (before === OPEN || before === CLOSED) continue
      while (Atomics.load(control, state) === JOINED) Atomics.wait(control, state, JOINED)
      const after = Atomics.exchange(control, state, CLOSED)
      if (after !== DONE) throw lostThread(after)
      const { message } = receiveMessageOnPort(port) as { message: FromWorker }
      if ('error' in message) throw message.error
      results.push(message.result as TaskResults[Name])
    }
    return results
  }

  close(): void {
    for (const port of this.#ports) port.close()
    void this.#watch?.terminate()
    this.#ports.length = 0
    this.#watch = null
  }

  #call(task: CrewTask): void {
    this.#post({ task })
    for (let i = 0; i < this.#ports.length; i++) Atomics.store(this.#control, STATES + i, OPEN)
    Atomics.add(this.#control, TASK, 1)
    Atomics.notify(this.#control, TASK)
  }

  #post(message: ToWorker): void {
    for (const port of this.#ports) port.postMessage(message)
  }
}

function lostThread(state: number): UserError {
  return state === OUT_OF_MEMORY
    ? new UserError('A thread ran out of memory while records were compared.', {
        place: '--threads',
        wayOut: 'Compare with --threads 1, which needs less memory, or match fewer records at a time.',
      })
    : new UserError('A thread ended while records were compared.', {
        place: '--threads',
        wayOut: 'Run it again; with --threads 1 if it happens once more.',
      })
}
