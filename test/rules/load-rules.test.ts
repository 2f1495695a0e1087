import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { FaultList } from '../../src/base/errors.ts'
import { loadRules } from '../../src/rules/load-rules.ts'
import type { RuleSpec } from '../../src/rules/rule-file.ts'

const schema = z.object({
  threshold: z.number().min(0).max(1),
  mode: z.enum(['strict', 'lenient']).default('strict'),
  levels: z.array(z.object({ name: z.string(), weight: z.number() })).default([]),
  words: z.record(z.string(), z.array(z.string())).default({}),
  shape: z
    .union([z.object({ kind: z.literal('a'), size: z.number() }), z.object({ kind: z.literal('b'), text: z.string() })])
    .optional(),
})
const spec: RuleSpec<z.infer<typeof schema>> = { name: 'trial', schema }
const other: RuleSpec<{ limit: number }> = { name: 'second', schema: z.strictObject({ limit: z.int() }) }

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'goldpan-rules-'))
  mkdirSync(join(dir, 'rules'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const write = (text: string, name = 'trial') => writeFileSync(join(dir, 'rules', `${name}.yaml`), text)

function faultsOf(text: string): readonly string[] {
  write(text)
  try {
    loadRules([spec], dir)
  } catch (error) {
    if (error instanceof FaultList) return error.faults.map((f) => f.replace(join(dir, 'rules'), ''))
    throw error
  }
  return []
}

describe('loadRules', () => {
  it('gives a stage its parsed rules', () => {
    write('threshold: 0.5\nwords: { x: [a] }')
    const { rules } = loadRules([spec], dir)
    expect(rules.get(spec)).toEqual({ threshold: 0.5, mode: 'strict', levels: [], words: { x: ['a'] } })
  })

  it('refuses a rule file that the stage did not list', () => {
    write('threshold: 0.5')
    expect(() => loadRules([spec], dir).rules.get(other)).toThrow('was not listed')
  })

  it('names every fault of every file at once, each with file, line and column', () => {
    write('limit: 1.5', 'second')
    write('threshold: high\nmode: strikt\nlevls: []\nlevels:\n  - name: x\n    weight: 1\n  - nam: y\n    weight: no')
    let faults: readonly string[] = []
    try {
      loadRules([spec, other], dir)
    } catch (error) {
      if (error instanceof FaultList) faults = error.faults.map((f) => f.replace(join(dir, 'rules'), ''))
    }
    expect(faults).toEqual([
      '/second.yaml:1:8 limit is 1.5, expected a whole number',
      '/trial.yaml:1:12 threshold is "high", expected a number',
      '/trial.yaml:2:7 mode is "strikt", did you mean "strict"?',
      '/trial.yaml:3:1 levls is not known, did you mean "levels"?',
      '/trial.yaml:7:5 levels[2].nam is not known, did you mean "name"?',
      '/trial.yaml:7:5 levels[2].name is missing, expected a text',
      '/trial.yaml:8:13 levels[2].weight is "no", expected a number',
    ])
  })

  it('says what a number has to be between', () => {
    expect(faultsOf('threshold: 7')).toEqual(['/trial.yaml:1:12 threshold is 7, expected at most 1'])
  })

  it('names the alternative that was meant', () => {
    expect(faultsOf('threshold: 0\nshape: { kind: a, size: big }')).toEqual([
      '/trial.yaml:2:25 shape.size is "big", expected a number',
    ])
    expect(faultsOf('threshold: 0\nshape: { kind: a, text: x, size: 1 }')).toEqual([
      expect.stringContaining('/trial.yaml:2:19 shape.text is not known'),
    ])
  })

  it('names faults of the syntax', () => {
    expect(faultsOf('threshold: [1')[0]).toMatch(/^\/trial\.yaml:1:\d+ /)
    expect(faultsOf('threshold: 1\nthreshold: 1')).toEqual([
      '/trial.yaml:2:1 the same key is given twice, expected once',
    ])
    expect(faultsOf('a: 1\n---\nb: 2')[0]).toMatch(/^\/trial\.yaml:2:1 /)
    expect(faultsOf('')).toEqual(['/trial.yaml:1:1 the file is empty, expected a map'])
  })

  it('refuses texts made to exhaust the reader', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(',')}]`)
      .join('\n')}\nthreshold: 1`
    expect(faultsOf(bomb)).toEqual([expect.stringContaining('aliases that expand without end')])
    expect(faultsOf(`threshold: ${'['.repeat(100_000)}`)).toEqual([expect.stringContaining('nested too deeply')])
    expect(
      faultsOf(
        Array.from({ length: 20_000 }, (_, i) => `${' '.repeat(i)}- `)
          .join('\n')
          .slice(0, 4_000_000),
      ).length,
    ).toBeGreaterThan(0)
  })

  it('refuses a rule file of the project that no one would read', () => {
    write('threshold: 1')
    write('x: 1', 'trail')
    expect(() => loadRules([spec], dir)).toThrow(
      /trail\.yaml:1:1 is no rule file of goldpan, did you mean "trial\.yaml"/,
    )
  })

  it('takes a fingerprint that comments and layout do not change, and every word does', () => {
    const print = (text: string) => {
      write(text)
      return loadRules([spec], dir).fingerprints.get('trial')
    }
    const first = print('threshold: 0.5\nwords: {a: [b]}')
    expect(print('# why\nwords:\n  a:\n    - "b"\n\nthreshold: 0.50')).not.toBe(
      print('threshold: 0.5\nwords: {a: [c]}'),
    )
    expect(print('# why\nthreshold: 0.50\n\nwords:\n  a:\n    - "b"')).toBe(first)
    expect(print('threshold: 0.6\nwords: {a: [b]}')).not.toBe(first)
    expect(first).toMatch(/^[0-9a-f]{64}$/)
  })

  it('has a shipped file for every name it knows, all of them YAML', () => {
    const shipped = readdirSync(new URL('../../rules/', import.meta.url)).filter((f) => f.endsWith('.yaml'))
    expect(shipped).toContain('columns.yaml')
    for (const file of shipped) {
      const any: RuleSpec<unknown> = { name: file.replace('.yaml', ''), schema: z.unknown() }
      expect(loadRules([any], null).fingerprints.size, file).toBe(1)
    }
  })
})
