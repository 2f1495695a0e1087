/** The rank of each text among the texts of its column, so that rows can be sorted by numbers; 0 where there is none. */

import { compareText } from '../../base/order.ts'
import type { PackedTexts } from '../../record/packed-texts.ts'
import type { TextList } from '../../record/text-list.ts'
import { orderByUid } from './order-rows.ts'

/** By number of text its rank among all; 0 for none. Texts are distinct. */
export function rankTexts(values: PackedTexts): Uint32Array {
  const ranks = new Uint32Array(values.length)
  let rank = 0
  for (const id of orderByUid(values)) if (values.offsets[id] !== values.offsets[id + 1]) ranks[id] = ++rank
  return ranks
}

/** The same with `read`: how a text is looked at when texts are put in order. */
export function rankTextsBy(values: TextList, read: (text: string) => string): Uint32Array {
  const texts: { readonly id: number; readonly text: string }[] = []
  values.forEach((value, id) => {
    if (value !== null) texts.push({ id, text: read(value) })
  })
  texts.sort((a, b) => compareText(a.text, b.text))
  const rank = new Uint32Array(values.length)
  for (const [i, { id }] of texts.entries()) rank[id] = i + 1
  return rank
}
