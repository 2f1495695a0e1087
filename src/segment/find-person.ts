/** Whom an event row is about, as the readers of events ask it. */

/** By customer key in the source's terms, else by e-mail address; below zero: nobody we know. */
export type FindPerson = (source: number, customerRef: string | null, email: string | null) => number

/** Texts of a column, by row. */
export type Texts = readonly (string | null)[]
/** Numbers of a column, by row. */
export type Numbers = readonly (number | null)[]
