/** One field of a delimited file, quoted where it must be. */

function cell(text: string, delimiter: string): string {
  if (text === '' || (!text.includes(delimiter) && !text.includes('"') && !text.includes('\n'))) return text
  return `"${text.replaceAll('"', '""')}"`
}

export function row(fields: readonly string[], delimiter: string): string {
  let line = ''
  for (let i = 0; i < fields.length; i++) line += (i === 0 ? '' : delimiter) + cell(fields[i]!, delimiter)
  return line
}

/** Minor units with a decimal comma: 1234 → `12,34`. */
export function commaAmount(minor: number): string {
  return pointAmount(minor).replace('.', ',')
}

/** Minor units with a decimal point. */
export function pointAmount(minor: number): string {
  const sign = minor < 0 ? '-' : ''
  const whole = Math.abs(minor)
  const cents = whole % 100
  return `${sign}${Math.floor(whole / 100)}.${cents < 10 ? '0' : ''}${cents}`
}
