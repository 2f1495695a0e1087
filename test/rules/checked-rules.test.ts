import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadMatchRules, MATCH_RULE_FILES } from '../../src/cli/match-rule-files.ts'
import { isJson } from '../../src/rules/plain-json.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const DIST = join(ROOT, 'dist/rules')

describe('rules that the build has checked', () => {
  it('are kept for every file of matching, with the text they were made of', () => {
    const loaded = loadMatchRules(MATCH_RULE_FILES)
    for (const name of MATCH_RULE_FILES) {
      expect(isJson(loaded[name]), name).toBe(true)
      // The order of keys may carry meaning.
      expect(readFileSync(join(DIST, `${name}.json`), 'utf8'), name).toBe(JSON.stringify(loaded[name]))
      expect(readFileSync(join(DIST, `${name}.yaml`)).equals(readFileSync(join(ROOT, 'rules', `${name}.yaml`)))).toBe(
        true,
      )
    }
  })

  describe('in an installed package whose rules somebody edits', () => {
    const dir = mkdtempSync(join(tmpdir(), 'goldpan-edited-'))
    afterAll(() => rmSync(dir, { recursive: true }))
    for (const part of ['dist', 'rules', 'package.json']) cpSync(join(ROOT, part), join(dir, part), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'))
    writeFileSync(join(dir, 'people.csv'), 'id,first_name,last_name\n1,Ann,Lee\n2,Anne,Lee\n')
    const main = join(dir, 'dist/cli/main.js')
    const args = [main, 'match', join(dir, 'people.csv'), '--id', 'id', '--out', join(dir, 'out.csv'), '--json']
    const rules = join(dir, 'rules/match.yaml')
    const text = readFileSync(rules, 'utf8')

    it('follow the edit', () => {
      const before = JSON.parse(spawnSync('node', args, { encoding: 'utf8' }).stdout)
      writeFileSync(rules, text.replace(/review: [\d.]+/, 'review: 0.25'))
      const after = JSON.parse(spawnSync('node', args, { encoding: 'utf8' }).stdout)
      expect(after.model.reviewBits).not.toBe(before.model.reviewBits)
    })

    it('are complained of where the edit has a fault', () => {
      writeFileSync(rules, text.replace(/review: [\d.]+/, 'review: often'))
      const { status, stderr } = spawnSync('node', args, { encoding: 'utf8' })
      expect(status).toBe(2)
      expect(stderr).toContain('rules/match.yaml')
      expect(stderr).toContain('often')
    })
  })
})
