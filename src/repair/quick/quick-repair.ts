/** A quick way through a column: most values are clean already, or a step from it, and their bytes show it. */

import type { CleanField } from '../../record/fields.ts'

/** Takes what becomes of one value. */
export interface QuickOutcome {
  /** It stays as it is. */
  keep(): void
  /** A field gets the text `bytes[from..to)`, which is not empty. */
  write(field: CleanField, bytes: Uint8Array, from: number, to: number): void
  /** A field gets a value by its number. */
  give(field: CleanField, number: number): void
}

export interface QuickRepair {
  /**
   * Tells `outcome` what the full repair makes of the value `bytes[from..to)`; false, and nothing told, where only that one
   * knows. Values it settles have ASCII signs and {@link LETTERS} only, and nothing about them is worth a row in the trail.
   */
  settle(bytes: Uint8Array, from: number, to: number, context: string | null, outcome: QuickOutcome): boolean
}
