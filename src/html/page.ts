/** A whole page: one file that loads nothing, asks nobody, and runs no script. */

import { type Html, html, htmlText, trustedHtml } from './escape.ts'
import { PAGE_STYLE } from './page-style.ts'

export interface PageSection {
  /** Anchor, `[a-z-]`. */
  readonly id: string
  readonly title: string
  /** What stands in the page's own list of contents. */
  readonly short: string
  readonly body: Html
}

export interface PageSpec {
  readonly title: string
  /** A line above the title. */
  readonly eyebrow: string
  /** Stands under the title, before the list of contents. */
  readonly intro: Html
  readonly sections: readonly PageSection[]
  readonly footer: Html
}

/** Styles are in the page; everything else from anywhere is refused, should something ever slip in. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** The text of an HTML file in English. */
export function renderPage(page: PageSpec): string {
  const links = page.sections.map((s) => html`<li><a href="#${s.id}">${s.short}</a></li>`)
  const sections = page.sections.map(
    (s) => html`<section id="${s.id}" aria-labelledby="${s.id}-title">
<h2 id="${s.id}-title">${s.title}</h2>
${s.body}</section>
`,
  )
  return htmlText(html`${trustedHtml('<!doctype html>')}
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<title>${page.title}</title>
<style>${trustedHtml(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#${page.sections[0]?.id ?? ''}">Skip to the findings</a>
<header>
<p class="eyebrow">${page.eyebrow}</p>
<h1><bdi>${page.title}</bdi></h1>
${page.intro}
<nav aria-label="Contents"><ul>${links}</ul></nav>
</header>
<main>
${sections}</main>
<footer>${page.footer}</footer>
</body>
</html>
`)
}
