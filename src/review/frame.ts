/** The frame of every page: head, the queues with what is left in each, and the look. */

import { type Html, html, htmlText, trustedHtml } from '../html/escape.ts'
import { formatCount } from '../html/numbers.ts'
import { PAGE_STYLE } from '../html/page-style.ts'

export interface Tab {
  readonly href: string
  readonly label: string
  /** Null where counting says nothing. */
  readonly left: number | null
  readonly isHere: boolean
}

export interface Frame {
  readonly title: string
  readonly project: string
  readonly tabs: readonly Tab[]
  readonly body: Html
}

export function renderFrame({ title, project, tabs, body }: Frame): string {
  const items = tabs.map(
    (tab) =>
      html`<li><a href="${tab.href}"${tab.isHere ? trustedHtml(' aria-current="page"') : null}>${tab.label}${
        tab.left === null ? null : html` <span class="left">${formatCount(tab.left)}</span>`
      }</a></li>`,
  )
  return page(
    title,
    html`<header class="bar"><a class="mark" href="/">goldpan review</a> <bdi class="project">${project}</bdi>
<nav aria-label="Queues"><ul>${items}</ul></nav></header>
<main>${body}</main>`,
  )
}

/** A page that says one thing: the link was used, a run goes on. */
export const renderNotice = (title: string, text: string, way: Html | null = null): string =>
  page(title, html`<main class="notice"><h1>${title}</h1><p>${text}</p>${way}</main>`)

/** Shown once, so that the link with its token leaves the address bar and the history goes on without it. */
export const renderOpening = (): string =>
  page(
    'goldpan review',
    html`<main class="notice"><p>Opening … <a href="/">Go on</a></p></main>`,
    trustedHtml('<meta http-equiv="refresh" content="0; url=/">'),
  )

function page(title: string, body: Html, head: Html | null = null): string {
  return htmlText(html`${trustedHtml('<!doctype html>')}
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
${head}
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
<script src="/keys.js" defer></script>
</head>
<body>
${body}
</body>
</html>
`)
}

export const REVIEW_STYLE = `${PAGE_STYLE}
html { scroll-behavior: auto; }
main { max-width: 980px; padding-top: 20px; padding-bottom: 96px; }
header.bar { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 14px; max-width: 980px; padding-top: 18px; }
.mark { font-weight: 650; text-decoration: none; } .project { color: var(--muted); font-size: .9rem; }
.bar nav { width: 100%; min-width: 0; } .bar nav ul { margin: 8px 0 0; padding: 0; gap: 0 4px; border-top: 0; flex-wrap: nowrap; overflow-x: auto; }
.bar nav a { display: block; padding: 8px 10px; white-space: nowrap; color: var(--text); border-bottom: 2px solid transparent; }
.bar nav a[aria-current] { border-color: var(--accent); color: var(--accent); font-weight: 600; }
.left { color: var(--muted); font-size: .84rem; font-variant-numeric: tabular-nums; font-weight: 400; }
.row { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; margin: 0 0 14px; } .row p { margin: 0; } .push { margin-left: auto; }
progress { width: 100%; height: 6px; border: 0; border-radius: 3px; background: var(--line); overflow: hidden; accent-color: var(--accent); }
progress::-webkit-progress-bar { background: var(--line); } progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
select, input[type=text], button, .button { font: inherit; font-size: .92rem; color: var(--text); background: var(--panel); border: 1px solid var(--line);
  border-radius: 8px; padding: 7px 12px; text-decoration: none; }
select { max-width: 16em; } input[type=text] { width: 100%; } button, .button { cursor: pointer; } button:hover, .button:hover { border-color: var(--accent); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--surface); font-weight: 600; }
.grow { flex: 1 1 16em; } .other { margin-bottom: 4px; }
kbd { font: inherit; font-size: .78rem; border: 1px solid currentColor; border-radius: 4px; padding: 0 5px; margin-left: 6px; opacity: .75; }
.done { border: 1px solid var(--line); border-left: 3px solid var(--good); border-radius: 8px; background: var(--panel); padding: 8px 12px; margin: 0 0 14px; }
.done form, td form { display: inline; }
h1.question { font-size: 1.5rem; margin: 10px 0 4px; } .question + p { margin-bottom: 12px; }
.card { padding: 0; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; margin: 0 0 16px; overflow: hidden; }
.card table { table-layout: fixed; } .card thead th { color: var(--text); font-size: .9rem; overflow-wrap: anywhere; border-top: 0; }
.card thead small { display: block; color: var(--muted); font-weight: 400; }
.card tr > :first-child { width: 22%; color: var(--muted); } .card td { overflow-wrap: anywhere; } .card bdi { display: inline; max-width: none; }
.same td { color: var(--muted); } .differs td { font-weight: 600; }
mark { background: color-mix(in srgb, var(--clay) 32%, transparent); color: inherit; border-radius: 3px; padding: 0 1px; }
.none { color: var(--muted); font-weight: 400; } .given { display: block; color: var(--muted); font-size: .82rem; font-weight: 400; }
.warn { border: 1px solid var(--line); border-left: 3px solid var(--clay); border-radius: 8px; background: var(--panel); padding: 10px 14px; margin: 0 0 16px; } .warn p:last-child { margin: 0; }
.actions { position: sticky; bottom: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 8px; padding: 12px 0; margin-bottom: 10px; background: var(--surface); border-top: 1px solid var(--line); }
.actions form { display: contents; } .actions button, .actions .button { padding: 10px 16px; }
.waterfall td:nth-child(2) { color: var(--muted); } .waterfall .bits { width: 4.6em; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.waterfall .track { width: 34%; } .waterfall svg { display: block; width: 100%; height: 14px; }
.waterfall .for { fill: var(--green); } .waterfall .against { fill: var(--clay); } .waterfall .sum { fill: var(--blue); } .waterfall .zero { stroke: var(--muted); stroke-width: .3; }
.waterfall tr.total > * { font-weight: 650; color: var(--text); }
.card section + section, .card + .card { border-top: 1px solid var(--line); } .chips { display: flex; flex-wrap: wrap; gap: 4px 6px; margin: 0; padding: 0; list-style: none; }
.chips li { border: 1px solid var(--line); border-radius: 9px; padding: 0 8px; font-size: .82rem; } .chips + .given { margin-top: 6px; } .chips .open { color: var(--good); } .chips .shut { color: var(--muted); } .chips .held { color: var(--bad); border-color: var(--bad); }
.notice { padding-top: 60px; }
.others table { table-layout: auto; } .others td, .others th { font-size: .86rem; } details.others { margin: 0 0 16px; }
td .button, td button { padding: 3px 9px; font-size: .84rem; }
.pager { display: flex; gap: 10px; align-items: center; }
@media (max-width: 640px) {
  main { padding-top: 12px; } header.bar { padding-top: 12px; } h1.question { font-size: 1.25rem; }
  .card th, .card td { padding: 6px 8px; font-size: .88rem; } .card tr > :first-child { width: 26%; font-size: .8rem; }
  .actions button, .actions .button { flex: 1 1 28%; text-align: center; padding: 12px 8px; } kbd { display: none; } .waterfall .track { display: none; }
}
`

/** Keys press the buttons that name them; nothing else is done by script. */
export const KEYS_SCRIPT = `'use strict'
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return
  if (event.target instanceof HTMLElement && event.target.closest('input[type=text], select, textarea')) {
    if (event.key === 'Escape') event.target.blur()
    return
  }
  const wanted = document.querySelector('[data-key="' + CSS.escape(event.key.toLowerCase()) + '"]')
  if (wanted === null) return
  event.preventDefault()
  if (wanted.matches('input[type=text]')) wanted.focus()
  else wanted.click()
})
for (const form of document.querySelectorAll('form[method=post]'))
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = 'yes'
  })
window.addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent
})
for (const select of document.querySelectorAll('select[data-at-once]'))
  select.addEventListener('change', () => select.form.requestSubmit())
`
