/** Text from files made safe for a terminal. */

/** Control characters (escape sequences among them) and direction marks are replaced by a dot. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '·')
}
