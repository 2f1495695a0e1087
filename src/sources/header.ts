/** Whether a table's first row names its columns or is data already. */

type Kind = 'empty' | 'email' | 'number' | 'date' | 'text'

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const NUMBER = /^[+(]?-?\d[\d\s.,()/%€$£+-]*$/
const DATE = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})([T ].*)?$/
/** Parts of words that name columns in customer tables, in the languages met most. */
const NAMING =
  /(^|[^a-z])id($|[^a-z])|name|mail|phone|fon|mobil|date|datum|fecha|street|stra(ss|ß)e|rue|calle|address|adress|zip|plz|post|city|ort|stadt|ville|ciudad|country|land|pays|state|status|reason|grund|amount|betrag|price|preis|total|code|number|nummer|\bnr\b|birth|geb|gender|sex|anrede|title|titel|company|firma|kunde|customer|client|user|created|updated|time|type|typ|product|order|brand|consent|opt|source|channel|campaign|currency|value|count|score|rating|key|ref/i

/** `body`: the rows below, as many as are at hand. */
export function looksLikeHeader(first: readonly string[], body: readonly (readonly string[])[]): boolean {
  const kinds = first.map(kindOf)
  if (kinds.includes('email')) return false
  const filled = kinds.filter((k) => k !== 'empty').length
  if (filled === 0) return false
  const values = kinds.filter((k) => k === 'number' || k === 'date').length
  if (values * 2 > filled) return false
  let score = first.filter((cell) => NAMING.test(cell)).length
  for (let c = 0; c < first.length; c++)
    score += columnEvidence(
      first[c]!,
      kinds[c]!,
      body.map((cells) => cells[c] ?? ''),
    )
  return score >= 0
}

/** Above 0: the first cell stands out from those below it, as a name does; below 0: it is one of them. */
function columnEvidence(cell: string, kind: Kind, below: readonly string[]): number {
  if (kind === 'empty') return 0
  const filled = below.filter((c) => c.trim() !== '')
  if (filled.length === 0) return 0
  const alike = filled.filter((c) => kindOf(c) === kind).length / filled.length
  if (kind === 'text') return alike < 0.2 ? 2 : filled.includes(cell) ? -1 : 0
  return alike > 0.8 ? -2 : 0
}

function kindOf(cell: string): Kind {
  const text = cell.trim()
  if (text === '') return 'empty'
  if (EMAIL.test(text)) return 'email'
  if (DATE.test(text)) return 'date'
  return NUMBER.test(text) ? 'number' : 'text'
}
