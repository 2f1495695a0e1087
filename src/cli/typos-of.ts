/** Slips of the finger in the domain of an e-mail address: one letter, and the usual ones in its ending. */

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789-'
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  com: ['con', 'cmo', 'co', 'om', 'cm', 'comm', 'vom', 'xom', 'ocm'],
  net: ['ner', 'nte', 'ne', 'nett', 'met'],
  org: ['ogr', 'or', 'orgg', 'rg'],
  de: ['d', 'ed', 'dee', 'der'],
}

/** Addresses that differ from the given one by such a slip; not all of them are addresses. */
export function typosOf(email: string): string[] {
  const at = email.lastIndexOf('@')
  const [local, domain] = [email.slice(0, at), email.slice(at + 1)]
  const dot = domain.lastIndexOf('.')
  const [name, ending] = [domain.slice(0, dot), domain.slice(dot + 1)]
  const endings = [ending, ...(ENDINGS[ending] ?? [])]
  const names = [name, ...oneSlip(name)]
  const domains = [
    ...oneSlip(domain),
    ...names.flatMap((n) => endings.map((e) => `${n}.${e}`)),
    `${name}${ending}`,
    name,
  ]
  return [...new Set(domains)].filter((d) => d !== domain && d !== '').map((d) => `${local}@${d}`)
}

function oneSlip(text: string): string[] {
  const slips: string[] = []
  for (let i = 0; i <= text.length; i++) {
    const [before, after] = [text.slice(0, i), text.slice(i)]
    for (const letter of LETTERS) {
      slips.push(before + letter + after)
      if (after !== '') slips.push(before + letter + after.slice(1))
    }
    if (after !== '') slips.push(before + after.slice(1))
    if (after.length > 1) slips.push(before + after[1] + after[0] + after.slice(2))
  }
  return slips
}
