/** The shape of a comparison at work: two rows in, a level out. Symmetric. */

export type CompareRows<Result = number> = (l: number, r: number) => Result
