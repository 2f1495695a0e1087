/** Branded ids, so that one kind of number is never taken for another. */

declare const brand: unique symbol
type Branded<T, B extends string> = T & { readonly [brand]: B }

/** Row number of a source record in the workspace (0-based, dense, internal: never printed). */
export type RecNo = Branded<number, 'RecNo'>
/** Rank of a person by person id (0-based, dense, internal). */
export type PersonNo = Branded<number, 'PersonNo'>
/** `YYYY-MM-DD`. */
export type IsoDate = Branded<string, 'IsoDate'>
/** Days since 1970-01-01 (may be negative). */
export type DayNo = Branded<number, 'DayNo'>
