/** The threads of an engine: the calling thread hands out chunks of a task, works on them itself, and waits for the others. */

import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { builtFile } from '../../base/package-files.ts'
import { canUseThreads } from '../../base/task-threads.ts'
import { type Known, TASKS, type TaskInputs, type TaskName, type TaskResults, Workplace } from './tasks.ts'

/** Words of the control array: the number of the task, its next chunk, its chunks, then one state a worker. */
export const TASK = 0
export const NEXT = 1
export const CHUNKS = 2
export const STATES = 3

/** Of a worker: it may not join, it may join the task at hand, it has joined, its result is there. */
export const CLOSED = 0
export const OPEN = 1
export const JOINED = 2
export const DONE = 3

export interface CrewTask {
  readonly name: TaskName
  readonly input: TaskInputs[TaskName]
}

export type ToWorker = { readonly learn: Partial<Known> } | { readonly task: CrewTask }
export type FromWorker = { readonly result: TaskResults[TaskName] } | { readonly error: Error }

export interface WorkerStart {
  readonly control: Int32Array
  readonly port: MessagePort
  readonly state: number
}

export class Crew {
  readonly #workplace = new Workplace()
  readonly #control: Int32Array
  readonly #ports: MessagePort[] = []
  readonly #workers: Worker[] = []

  /** `threads` counts the calling one. */
  constructor(threads: number) {
    const others = canUseThreads ? threads - 1 : 0
    this.#control = new Int32Array(new SharedArrayBuffer((STATES + others) * 4))
    for (let i = 0; i < others; i++) {
      const { port1, port2 } = new MessageChannel()
      const start: WorkerStart = { control: this.#control, port: port2, state: STATES + i }
      const worker = new Worker(builtFile('engine/local/engine-worker.js'), {
        workerData: start,
        transferList: [port2],
      })
      worker.unref()
      port1.unref()
      this.#workers.push(worker)
      this.#ports.push(port1)
    }
  }

  /** Tells all threads; arrays should lie in shared memory. */
  learn(known: Partial<Known>): void {
    this.#workplace.learn(known)
    this.#post({ learn: known })
  }

  /** Every thread's result, in no order that means anything. A thread that is not up yet is not waited for. */
  run<Name extends TaskName>(name: Name, input: TaskInputs[Name], chunks: number): TaskResults[Name][] {
    const control = this.#control
    Atomics.store(control, NEXT, 0)
    Atomics.store(control, CHUNKS, chunks)
    if (chunks > 1) this.#call({ name, input })
    const own = TASKS[name](this.#workplace, input, () => takeChunk(control))
    const results = [own]
    for (const [i, port] of this.#ports.entries()) {
      const state = STATES + i
      const before = Atomics.compareExchange(control, state, OPEN, CLOSED)
      if (before === OPEN || before === CLOSED) continue
      while (Atomics.load(control, state) === JOINED) Atomics.wait(control, state, JOINED)
      Atomics.store(control, state, CLOSED)
      const { message } = receiveMessageOnPort(port) as { message: FromWorker }
      if ('error' in message) throw message.error
      results.push(message.result as TaskResults[Name])
    }
    return results
  }

  close(): void {
    for (const port of this.#ports) port.close()
    for (const worker of this.#workers) void worker.terminate()
    this.#ports.length = 0
    this.#workers.length = 0
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

export function takeChunk(control: Int32Array): number {
  const chunk = Atomics.add(control, NEXT, 1)
  return chunk < Atomics.load(control, CHUNKS) ? chunk : -1
}
