#!/usr/bin/env node
/** Entry point of the `goldpan` command. */

import { compileLess } from './compile-less.ts'
import { realIo } from './io.ts'
import { runProgram } from './program.ts'

compileLess()
const code = await runProgram(process.argv.slice(2), realIo(), (text) => process.stderr.write(`${text}\n`))
if (code !== 0) process.exitCode = code
