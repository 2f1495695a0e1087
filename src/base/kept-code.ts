/**
 * Code whose bytecode the build kept: neither parsed nor compiled again, which is most of what a short command does. Where the
 * bytecode is not of this very V8 and its options, there is none, and the same code is loaded as modules.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { cachedDataVersionTag } from 'node:v8'
import { constants, Script } from 'node:vm'
import { builtFile, isCompiled } from './package-files.ts'

const scriptOf = (name: string): string => fileURLToPath(builtFile(`kept/${name}.js`))
const bytecodeOf = (name: string): string => fileURLToPath(builtFile(`kept/${name}-${cachedDataVersionTag()}.bin`))

/** What the script exports; null where there is no bytecode for it. */
export function keptCode<Exports>(name: string): Exports | null {
  if (!isCompiled || !existsSync(bytecodeOf(name))) return null
  const { script, exports } = open(name, readFileSync(bytecodeOf(name)))
  return script.cachedDataRejected === true ? null : (exports() as Exports)
}

/** For the build: runs `warmUp` with what the script exports, and keeps the bytecode of all that it came by. */
export async function keepCode<Exports>(name: string, warmUp: (exports: Exports) => Promise<void>): Promise<void> {
  const { script, exports } = open(name)
  await warmUp(exports() as Exports)
  writeFileSync(bytecodeOf(name), script.createCachedData())
}

/** The script is a function of what modules written for require() are given. */
function open(name: string, cachedData?: Buffer): { readonly script: Script; readonly exports: () => unknown } {
  const filename = scriptOf(name)
  const script = new Script(readFileSync(filename, 'utf8'), {
    filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData === undefined ? {} : { cachedData }),
  })
  return {
    script,
    exports: () => {
      const module = { exports: {} }
      script.runInThisContext()(module, module.exports, createRequire(filename), filename)
      return module.exports
    },
  }
}
