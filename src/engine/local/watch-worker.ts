/** A thread that starts the engine's threads and says when one has died: whoever waits for that one would wait for ever. */

import { Worker, workerData } from 'node:worker_threads'
import { builtFile } from '../../base/package-files.ts'
import { DEAD, JOINED, OUT_OF_MEMORY, type WatchStart } from './crew-control.ts'

const { workers } = workerData as WatchStart
for (const start of workers) {
  const { control, port, state } = start
  const worker = new Worker(builtFile('engine/local/engine-worker.js'), { workerData: start, transferList: [port] })
  let cause = DEAD
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') cause = OUT_OF_MEMORY
  })
  worker.on('exit', () => {
    // One that dies while it has nothing to do is missed by nobody: the others do its work.
    if (Atomics.compareExchange(control, state, JOINED, cause) === JOINED) Atomics.notify(control, state)
  })
}
