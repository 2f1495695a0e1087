/** The name by which people call a single repair. */

import { shortId } from '../base/hash.ts'

/** Stays the same over runs and imports, as long as the record, what was given and what repair makes of it do. */
export function repairId(
  uid: string,
  change: { readonly field: string; readonly before: string; readonly after: string },
): string {
  return `r${shortId(uid, change.field, change.before, change.after)}`
}
