/** Rule files: which there are, what they must look like, and how a stage gets at them. */

import type * as z from 'zod'

/** A rule file `rules/<name>.yaml`; a project may put its own of the same name into `DIR/rules/`. */
export interface RuleSpec<T> {
  readonly name: string
  readonly schema: z.ZodType<T>
}

/** The rule files of a stage, loaded and validated. */
export interface Rules {
  get<T>(spec: RuleSpec<T>): T
}
