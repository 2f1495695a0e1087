/** One letter a household: which member gets it. */

/** A person who is to get a letter, by the rank of the person id. */
export interface LetterCandidate {
  readonly person: number
  readonly household: number
  /** Whatever makes one member the better addressee; higher wins, ties go to the smaller person number. */
  readonly worth: number
}

/** The members who go without, by ascending person number. */
export function surplusLetters(candidates: Iterable<LetterCandidate>): number[] {
  const heads = new Map<number, LetterCandidate>()
  const surplus: number[] = []
  for (const candidate of candidates) {
    const head = heads.get(candidate.household)
    const isBetter =
      head === undefined ||
      candidate.worth > head.worth ||
      (candidate.worth === head.worth && candidate.person < head.person)
    if (isBetter) heads.set(candidate.household, candidate)
    if (head !== undefined) surplus.push(isBetter ? head.person : candidate.person)
  }
  return surplus.sort((l, r) => l - r)
}
