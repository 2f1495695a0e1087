/** A thread that reads sources: everything but the writing, which is the main thread's. */

import { serveTasks } from '../base/task-threads.ts'
import { blockChars } from '../record/row-block.ts'
import { readSource, type SourceEvent, type SourceTask } from './read-source.ts'

serveTasks<SourceTask, SourceEvent>((task, port) =>
  readSource(task, {
    say: (event) => port.send(event, event.kind === 'block' ? blockChars(event.block) : 0),
    room: () => port.room(),
  }),
)
