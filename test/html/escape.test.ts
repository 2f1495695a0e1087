import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dropControls, escapeText, html, htmlText, joinHtml } from '../../src/html/escape.ts'

const show = (piece: ReturnType<typeof html>) => htmlText(piece)

describe('html', () => {
  it('escapes every interpolation, in text and in attributes', () => {
    const evil = `"><img src=x onerror='alert(1)'>&\``
    expect(show(html`<p title="${evil}">${evil}</p>`)).toBe(
      '<p title="&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;&#96;">&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;&#96;</p>',
    )
  })

  it('keeps HTML made the same way, joins arrays, and leaves out null and false', () => {
    expect(show(html`${[html`<b>a</b>`, 'b<', 3]}${null}${false}`)).toBe('<b>a</b>b&lt;3')
    expect(show(joinHtml(['<', html`<i>x</i>`], html`<br>`))).toBe('&lt;<br><i>x</i>')
  })

  it('does not take an object that looks like HTML for HTML', () => {
    const forged = JSON.parse('{"html":"<script>","description":"html"}')
    expect(show(html`${forged}`)).not.toContain('<script>')
  })

  it('never lets a character through that ends text or an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeText(text)).not.toMatch(/[<>"'`]|&(?!(amp|lt|gt|quot|#39|#96);)/)
      }),
    )
  })

  it('drops controls and marks that turn the reading direction, and nothing else', () => {
    expect(dropControls('a\u0000b\u001b[31m\u202ec\u2066d\ufeff')).toBe('ab[31mcd')
    expect(dropControls('مرحبا Ünïcode 👍🏽\tx\ny')).toBe('مرحبا Ünïcode 👍🏽\tx\ny')
  })
})
