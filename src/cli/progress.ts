/** The one progress display: a bar on a terminal, plain lines elsewhere; always on stderr. */

import cliProgress from 'cli-progress'
import type { Progress } from '../base/progress.ts'

export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? barProgress(stream) : lineProgress((text) => stream.write(`${text}\n`))
}

function barProgress(stream: NodeJS.WriteStream): Progress {
  let bar: cliProgress.SingleBar | null = null
  let value = 0
  const stop = () => {
    bar?.stop()
    bar = null
  }
  return {
    start(label, total, unit) {
      stop()
      value = 0
      const format =
        total === null ? `${label}  {value} ${unit}` : `${label} [{bar}] {percentage}%  {value}/{total} ${unit}`
      bar = new cliProgress.SingleBar(
        { stream, format, hideCursor: true, clearOnComplete: true, stopOnComplete: false, fps: 5 },
        cliProgress.Presets.shades_classic,
      )
      bar.start(total ?? 1, 0)
    },
    tick(count) {
      value += count
      bar?.update(value)
    },
    done: stop,
    note(text) {
      stop()
      stream.write(`${text}\n`)
    },
  }
}

/** One line per step, and one when it ends; no timing, so that logs can be compared. */
export function lineProgress(write: (text: string) => void): Progress {
  let label: string | null = null
  let unit = ''
  let value = 0
  const done = () => {
    if (label !== null && value > 0) write(`${label}: ${value.toLocaleString('en-US')} ${unit}`)
    label = null
    value = 0
  }
  return {
    start(nextLabel, _total, nextUnit) {
      done()
      label = nextLabel
      unit = nextUnit
    },
    tick(count) {
      value += count
    },
    done,
    note: write,
  }
}
