import { describe, expect, it } from 'vitest'
import { PAGE_STYLE } from '../../src/html/page-style.ts'

/** The variables of the light and the dark page. */
const [light, dark] = PAGE_STYLE.split('prefers-color-scheme: dark').map((css) =>
  Object.fromEntries([...css.matchAll(/--([a-z]+): (#[0-9a-f]{6})/g)].map((m) => [m[1]!, m[2]!])),
)

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

function contrast(l: string, r: string): number {
  const [low, high] = [luminance(l), luminance(r)].sort((a, b) => a - b)
  return (high! + 0.05) / (low! + 0.05)
}

describe.each([
  ['light', light!],
  ['dark', dark!],
])('colours of the %s page', (_, colours) => {
  it.each(['text', 'muted', 'accent', 'good', 'bad'])('%s is readable on page and panel (WCAG AA, 4.5)', (ink) => {
    for (const ground of ['surface', 'panel'])
      expect(contrast(colours[ink]!, colours[ground]!)).toBeGreaterThanOrEqual(4.5)
  })

  it('text is readable on the strongest ground of a heat table', () => {
    const mix = (i: number) => {
      const at = (name: string) => Number.parseInt(colours[name]!.slice(i, i + 2), 16)
      return Math.round(at('heat') * 0.55 + at('panel') * 0.45)
        .toString(16)
        .padStart(2, '0')
    }
    expect(contrast(colours.text!, `#${[1, 3, 5].map(mix).join('')}`)).toBeGreaterThanOrEqual(4.5)
  })
})
