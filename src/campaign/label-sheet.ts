/** Address labels as a page to print: A4 sheets, nothing loaded, nothing run. */

import { html, htmlText, joinHtml, trustedHtml } from '../html/escape.ts'

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** `labels`: lines of each address. The text of an HTML file. */
export function labelSheet(
  title: string,
  labels: readonly (readonly string[])[],
  columns: number,
  rows: number,
): string {
  const perSheet = columns * rows
  const sheets = Array.from({ length: Math.ceil(labels.length / perSheet) }, (_, s) =>
    labels.slice(s * perSheet, (s + 1) * perSheet),
  )
  const style = `@page { size: A4; margin: 0 }
body { margin: 0; font: 10.5pt/1.3 sans-serif; color: #000; background: #fff }
.sheet { box-sizing: border-box; width: 210mm; height: 297mm; padding: 10mm 7mm; display: grid; break-after: page;
  grid-template-columns: repeat(${columns}, 1fr); grid-template-rows: repeat(${rows}, 1fr) }
.label { padding: 3mm 5mm; overflow: hidden; display: flex; flex-direction: column; justify-content: center }
.label span { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
@media screen { body { background: #ddd } .sheet { background: #fff; margin: 8mm auto } .label { outline: 1px dotted #bbb } }`
  const label = (lines: readonly string[]) =>
    html`<div class="label">${joinHtml(lines.map((line) => html`<span dir="auto">${line}</span>`))}</div>`
  const body = sheets.map((sheet) => html`<div class="sheet">${joinHtml(sheet.map(label))}</div>\n`)
  return htmlText(html`${trustedHtml('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<style>${trustedHtml(style)}</style>
</head>
<body>
${joinHtml(body)}</body>
</html>
`)
}
