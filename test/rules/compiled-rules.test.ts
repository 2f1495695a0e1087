import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { digest } from '../../src/base/hash.ts'
import { compileRules } from '../../src/rules/compiled-rules.ts'
import { parseYaml } from '../../src/rules/yaml-file.ts'

const SHIPPED = resolve(import.meta.dirname, '../../rules')

describe('compiled rules', () => {
  const compiled = JSON.parse(JSON.stringify(compileRules(SHIPPED)))

  it('holds every shipped file, after JSON just as YAML says it', () => {
    const files = readdirSync(SHIPPED).filter((file) => file.endsWith('.yaml'))
    expect(Object.keys(compiled).sort()).toEqual(files.map((file) => file.slice(0, -5)).sort())
    for (const file of files) {
      const text = readFileSync(join(SHIPPED, file), 'utf8')
      const { value } = parseYaml(text, file)
      expect(compiled[file.slice(0, -5)]).toEqual({ text: digest(text), value })
      // The order of keys may carry meaning.
      expect(JSON.stringify(compiled[file.slice(0, -5)].value)).toBe(JSON.stringify(value))
    }
  })

  it('leaves out what JSON cannot tell, and what is no YAML', () => {
    const dir = mkdtempSync(join(tmpdir(), 'goldpan-rules-'))
    writeFileSync(join(dir, 'endless.yaml'), 'most: .inf\n')
    writeFileSync(join(dir, 'broken.yaml'), 'a: [\n')
    writeFileSync(join(dir, 'good.yaml'), 'a: 1\n')
    expect(Object.keys(compileRules(dir))).toEqual(['good'])
  })
})
