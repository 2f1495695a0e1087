import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/base/errors.ts'
import { inTaskOrder } from '../../src/base/task-threads.ts'
import { tempDir } from '../temp-dir.ts'

const BUILT = resolve(import.meta.dirname, '../../dist/base')

/** A thread that counts to `n`, later tasks faster than earlier ones, and does what the task says at the end. */
function threadScript(): URL {
  const path = join(tempDir(), 'counter.mjs')
  const built = (file: string) => JSON.stringify(pathToFileURL(join(BUILT, file)).href)
  writeFileSync(
    path,
    `import { setTimeout } from 'node:timers/promises'
     import { serveTasks } from ${built('task-threads.js')}
     import { UserError } from ${built('errors.js')}
     serveTasks(async ({ n, delay, end }, port) => {
       for (let i = 0; i < n; i++) {
         await setTimeout(delay)
         port.send(i, 20_000_000)
         await port.room()
       }
       if (end === 'fail') throw new UserError('The source is broken.', { place: 'a.csv', wayOut: 'Mend it.' })
       if (end === 'crash') process.exit(3)
       if (end === 'share') port.send(await port.share(n), 0)
     })`,
  )
  return pathToFileURL(path)
}

interface Task {
  readonly n: number
  readonly delay: number
  readonly end?: 'fail' | 'crash' | 'share'
}

async function sentBy(tasks: readonly Task[], threads: number): Promise<unknown[]> {
  const sent: unknown[] = []
  for await (const { task, event } of inTaskOrder<Task, unknown>(threadScript(), tasks, threads))
    sent.push([task, event])
  return sent
}

describe.skipIf(!existsSync(BUILT))('tasks in threads (needs npm run build)', () => {
  const tasks = [
    { n: 3, delay: 30 },
    { n: 9, delay: 1 },
    { n: 0, delay: 1 },
    { n: 2, delay: 5 },
  ]

  it('hand over what they send in the order of the tasks, however many threads there are', async () => {
    const expected = tasks.flatMap(({ n }, task) => Array.from({ length: n }, (_, i) => [task, i]))
    for (const threads of [1, 2, 7]) expect(await sentBy(tasks, threads)).toEqual(expected)
  })

  it('tell each other what all must know', async () => {
    const shared = await sentBy(
      [
        { n: 1, delay: 20, end: 'share' },
        { n: 0, delay: 1, end: 'share' },
      ],
      2,
    )
    expect(shared).toEqual([
      [0, 0],
      [0, [1, 0]],
      [1, [1, 0]],
    ])
  })

  it('pass on a fault of the user with its place and way out', async () => {
    const failure = await sentBy(
      [
        { n: 1, delay: 1 },
        { n: 1, delay: 1, end: 'fail' },
      ],
      2,
    ).catch((e: unknown) => e)
    expect(failure).toBeInstanceOf(UserError)
    expect(failure).toMatchObject({ message: 'The source is broken.', place: 'a.csv', wayOut: 'Mend it.' })
  })

  it('let nobody wait for a thread that failed or died', async () => {
    const waits: Task = { n: 0, delay: 1, end: 'share' }
    await expect(sentBy([waits, { n: 1, delay: 30, end: 'fail' }], 2)).rejects.toThrow('The source is broken.')
    await expect(
      sentBy(
        [
          { ...waits, n: 2, delay: 30 },
          { n: 0, delay: 1, end: 'fail' },
        ],
        2,
      ),
    ).rejects.toThrow('broken')
    await expect(sentBy([waits, { n: 1, delay: 1, end: 'crash' }], 2)).rejects.toThrow('ended with 3')
  })
})
