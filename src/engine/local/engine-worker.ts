/** A thread of the engine: waits for tasks, joins those still open, and takes chunks until there are none. */

import { receiveMessageOnPort, workerData } from 'node:worker_threads'
import type { CrewTask, FromWorker, ToWorker } from './crew.ts'
import { DONE, JOINED, OPEN, TASK, takeChunk, type WorkerStart } from './crew-control.ts'
import { TASKS, type Take, type TaskInputs, type TaskName, type TaskResults, Workplace } from './tasks.ts'

const { control, port, state } = workerData as WorkerStart
const workplace = new Workplace()
let seen = 0

for (;;) {
  Atomics.wait(control, TASK, seen)
  seen = Atomics.load(control, TASK)
  // A task is opened after it was posted, so the last one in the port is the one that was joined.
  if (Atomics.compareExchange(control, state, OPEN, JOINED) !== OPEN) continue
  port.postMessage(workOn(readMessages()!))
  Atomics.store(control, state, DONE)
  Atomics.notify(control, state)
}

/** Learns what there is to learn; returns the last task. */
function readMessages(): CrewTask | null {
  let task: CrewTask | null = null
  for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) {
    const message = got.message as ToWorker
    if ('learn' in message) workplace.learn(message.learn)
    else task = message.task
  }
  return task
}

function workOn({ name, input }: CrewTask): FromWorker {
  const perform = TASKS[name] as (at: Workplace, input: TaskInputs[TaskName], take: Take) => TaskResults[TaskName]
  try {
    return { result: perform(workplace, input, () => takeChunk(control)) }
  } catch (error) {
    return { error: error as Error }
  }
}
