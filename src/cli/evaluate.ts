/** `goldpan evaluate`: how right a set of clusters is, and how far its probabilities hold, where the truth is known. */

import { Command } from 'commander'
import { type EvaluateFiles, evaluateFiles } from './evaluate-files.ts'
import { layOutEvaluation } from './evaluate-layout.ts'
import type { Io } from './io.ts'

interface Options extends EvaluateFiles {
  readonly json?: boolean
}

export function evaluateCommand(io: Io): Command {
  return new Command('evaluate')
    .description(
      'Compare clusters with the truth: precision, recall and F1; with --pairs also how far probabilities hold.',
    )
    .requiredOption('--clusters <file>', 'clusters of `goldpan match`, or membership.csv of a run')
    .requiredOption('--truth <file>', 'columns record_id, true_id (and source, where ids repeat across sources)')
    .option('--pairs <file>', 'scored pairs of `goldpan match --pairs`: calibration, missed pairs, best threshold')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Precision, recall and F1 count pairs of records; B-cubed is the mean over records; an exact cluster holds all records of
one person and no other. The best threshold is chosen with the truth in hand, for comparison only.

Example:
  goldpan evaluate --clusters clusters.csv --truth truth.csv --pairs pairs.csv`,
    )
    .action(async (options: Options) => {
      const evaluation = await evaluateFiles(options)
      io.out(options.json ? `${JSON.stringify(evaluation)}\n` : layOutEvaluation(evaluation))
    })
}
