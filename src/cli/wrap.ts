/** Text broken into lines that fit a terminal. */

export const TERMINAL_WIDTH = 80

/** Lines of at most 80 columns; `first` stands before the first, blanks before the others. A word longer than a line stays whole. */
export function wrap(text: string, indent = 0, first = ''): string[] {
  const lines: string[] = []
  let line = first.padEnd(indent)
  let isEmpty = true
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > TERMINAL_WIDTH) {
      lines.push(line)
      line = ' '.repeat(indent) + word
    } else line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, line]
}
