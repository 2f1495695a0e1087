/** Birth dates whose year, month and day stand in columns of their own. */

import { PackedColumn } from '../record/packed-column.ts'
import type { PackedTexts } from '../record/packed-texts.ts'
import type { TextColumn } from '../record/text-list.ts'

/** YYYY-MM-DD; what is there as it stands where a part is missing or no number, so that repair says what it is. */
export function joinBirthDates(year: TextColumn, month: TextColumn, day: TextColumn): TextColumn<PackedTexts> {
  const dates = new PackedColumn()
  const parts = [year, month, day]
  for (let row = 0; row < year.ids.length; row++)
    dates.takeText(written(parts.map(({ values, ids }) => values.at(ids[row]!)?.trim() ?? '')))
  return dates.finish()
}

function written(parts: readonly string[]): string {
  const [y, m, d] = parts as [string, string, string]
  return parts.every((part) => /^\d+$/.test(part))
    ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
    : parts.filter((part) => part !== '').join('-')
}
