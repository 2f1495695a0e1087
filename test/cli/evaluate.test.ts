import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import { evaluateCommand } from '../../src/cli/evaluate.ts'
import { tempDir } from '../temp-dir.ts'

const dir = tempDir()

function file(name: string, lines: readonly string[]): string {
  const path = join(dir, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

async function evaluate(...args: readonly string[]): Promise<string> {
  const said: string[] = []
  await evaluateCommand({
    out: (t) => said.push(t),
    progress: silentProgress,
    stdin: Readable.from([]),
    today: () => '2025-07-01',
    setExitCode: () => {},
  }).parseAsync([...args], { from: 'user' })
  return said.join('')
}

const CLUSTERS = ['source,record_id,cluster_id', 'crm,1,0', 'shop,1,0', 'crm,2,1', 'shop,2,2', 'shop,9,2']
const TRUTH = ['source,record_id,true_id', 'crm,1,a', 'shop,1,a', 'crm,2,b', 'shop,2,b', 'crm,7,z']
const PAIRS = [
  'source_l,record_id_l,source_r,record_id_r,match_weight,match_probability,decision',
  'crm,1,shop,1,9.5,0.998620,sure',
  'crm,1,crm,2,1.0,0.666667,possible',
  'shop,2,shop,9,3.0,0.888889,sure',
]

describe('goldpan evaluate', () => {
  it('tells records of two sources with one id apart, and leaves out what only one file has', async () => {
    const json = JSON.parse(
      await evaluate('--clusters', file('c.csv', CLUSTERS), '--truth', file('t.csv', TRUTH), '--json'),
    )
    expect(json).toMatchObject({ records: 4, foundPairs: 1, truePairs: 2, rightPairs: 1, precision: 1, recall: 0.5 })
    expect(json).toMatchObject({ onlyInClusters: 1, onlyInTruth: 1, exactClusters: 1, exactShareTrue: 0.5 })
    expect(json.scored).toBeUndefined()
  })

  it('reads scored pairs by source and id', async () => {
    const files = ['--clusters', file('c.csv', CLUSTERS), '--truth', file('t.csv', TRUTH)]
    const json = JSON.parse(await evaluate(...files, '--pairs', file('p.csv', PAIRS), '--json'))
    expect(json.scored).toMatchObject({ pairs: 2, rightPairs: 1, leftOut: 1, trueOutside: 1, trueOutsideShare: 0.5 })
    expect(json.scored.sure).toMatchObject({ pairs: 1, precision: 1, recall: 0.5 })
    expect(json.scored.best).toMatchObject({ weight: 9.5, pairs: 1 })
  })

  it('lays the calibration out in words and numbers', async () => {
    const files = ['--clusters', file('c.csv', CLUSTERS), '--truth', file('t.csv', TRUTH)]
    const text = await evaluate(...files, '--pairs', file('p.csv', PAIRS))
    expect(text).toMatch(/not scored\s+1 true pair \(50\.0 %\)/)
    expect(text).toMatch(/0\.6 – <0\.7\s+1\s+0\.6667\s+0\.0000/)
    expect(text).toContain('chosen with the truth in hand')
  })

  it('takes pairs of other tools, without sources, weights or decisions', async () => {
    const pairs = ['record_id_l,record_id_r,match_probability', '1,2,0.9', '1,3,1']
    const json = JSON.parse(
      await evaluate(
        '--clusters',
        file('c1.csv', ['record_id,cluster_id', '1,x', '2,x', '3,y']),
        '--truth',
        file('t1.csv', ['record_id,true_id', '1,a', '2,a', '3,b']),
        '--pairs',
        file('p1.csv', pairs),
        '--json',
      ),
    )
    expect(json.scored).toMatchObject({ pairs: 2, rightPairs: 1, sure: null })
    expect(json.scored.best.probability).toBeCloseTo(0.9, 9)
  })

  it('says what is wrong with a file, without what is in it', async () => {
    const files = ['--clusters', file('c.csv', CLUSTERS), '--truth', file('t.csv', TRUTH)]
    const noSources = ['record_id_l,record_id_r,match_probability', '1,2,0.9']
    await expect(evaluate(...files, '--pairs', file('p2.csv', noSources))).rejects.toThrow('which source')
    const noProbability = [PAIRS[0]!, 'crm,1,shop,1,9.5,Meier,sure']
    await expect(evaluate(...files, '--pairs', file('p3.csv', noProbability))).rejects.toThrow(/^(?!.*Meier)/)
    const twice = ['record_id,true_id', '1,a', '1,b']
    await expect(evaluate('--clusters', files[1]!, '--truth', file('t2.csv', twice))).rejects.toThrow('twice')
    const strangers = ['source,record_id,true_id', 'crm,x,a']
    await expect(evaluate('--clusters', files[1]!, '--truth', file('t3.csv', strangers))).rejects.toThrow('in common')
  })
})
