/** Which of the files that should be in a folder are not. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'

export function missingOutputs(folder: string, names: readonly string[]): string[] {
  return names.filter((name) => !existsSync(join(folder, name)))
}
