#!/usr/bin/env node
/** Entry point of the `goldpan` command. */

import { keptCode } from '../base/kept-code.ts'
import { compileLess } from './compile-less.ts'

compileLess()
const args = process.argv.slice(2)
const kept = args[0] === 'match' ? keptCode<typeof import('./match-code.ts')>('match') : null
const run = kept?.runMatch ?? (await import('./program.ts')).runProgram
const { realIo } = kept ?? (await import('./io.ts'))
const code = await run(args, realIo(), (text) => process.stderr.write(`${text}\n`))
if (code !== 0) process.exitCode = code
