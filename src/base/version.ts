/** The version of this package, from its package.json. */

import { readFileSync } from 'node:fs'
import { packageFile } from './package-files.ts'

const manifest: unknown = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'))

export const goldpanVersion: string =
  typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '0.0.0'
