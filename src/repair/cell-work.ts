/** A cell on the way to its address: the text so far, the farthest-reaching rule, and what a person must look at. */

export interface Work {
  text: string
  rule: string | null
  doubt: string | null
}

export function step(work: Work, rule: string, doubt: string | null = null): void {
  work.rule = rule
  work.doubt ??= doubt
}

export function replace(work: Work, pattern: RegExp, by: string | ((match: string) => string), rule: string): void {
  const next = typeof by === 'string' ? work.text.replace(pattern, by) : work.text.replace(pattern, by)
  if (next === work.text) return
  work.text = next
  step(work, rule)
}
