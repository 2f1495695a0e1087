/** Texts by number, whether as strings or packed. */

/** An array of texts is one. Null: nothing there. */
export interface TextList extends Iterable<string | null> {
  readonly length: number
  at(index: number): string | null | undefined
  forEach(visit: (text: string | null, index: number) => void): void
}

/** A column over a list of distinct texts: row → number of its text. Number 0 is "nothing there". */
export interface TextColumn<V extends TextList = TextList> {
  readonly values: V
  readonly ids: Uint32Array
}

/** What `make` makes of each text. */
export function mapTexts<T>(texts: TextList, make: (text: string | null) => T): T[] {
  const made: T[] = new Array(texts.length)
  texts.forEach((text, i) => {
    made[i] = make(text)
  })
  return made
}
