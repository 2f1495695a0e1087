/** The look of every page: calm type, one accent, light and dark by the reader's setting, and paper. */

const LIGHT = `
  --surface: #fcfbf8; --panel: #ffffff; --text: #22252b; --muted: #5c626d; --line: #e4e1d9; --accent: #8a5a00;
  --gold: #c08a1e; --blue: #4a7396; --green: #5d8a58; --clay: #b5614a; --plum: #86658f; --grey: #b3b7bd;
  --sand: #cdb07a; --teal: #4f9190; --good: #2f6b3a; --bad: #9a3b26; --heat: #c08a1e;`

const DARK = `
  --surface: #16181c; --panel: #1e2126; --text: #e6e4de; --muted: #a3a8b1; --line: #343840; --accent: #e0b256;
  --gold: #d9a441; --blue: #7aa5ca; --green: #85b47f; --clay: #d98a72; --plum: #b394bc; --grey: #666c76;
  --sand: #b59a66; --teal: #77b5b3; --good: #8cc795; --bad: #e79a86; --heat: #d9a441;`

export const PAGE_STYLE = `
:root { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body { margin: 0; background: var(--surface); color: var(--text);
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: lining-nums; overflow-wrap: break-word; }
main, header, footer { max-width: 860px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 56px; }
.eyebrow { margin: 0 0 4px; color: var(--accent); font-size: .82rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; }
h1, h2, h3 { line-height: 1.2; letter-spacing: -.012em; text-wrap: balance; }
h1 { margin: 0 0 20px; font-size: 2.1rem; font-weight: 650; }
h2 { margin: 0 0 8px; font-size: 1.5rem; font-weight: 650; }
h3 { margin: 32px 0 6px; font-size: 1.08rem; font-weight: 650; }
p { margin: 0 0 14px; max-width: 68ch; text-wrap: pretty; }
.headline { max-width: 62ch; font-size: 1.3rem; line-height: 1.5; }
.headline strong { color: var(--accent); font-weight: 650; white-space: nowrap; }
.lead { color: var(--muted); }
.small { color: var(--muted); font-size: .86rem; }
a { color: var(--accent); text-underline-offset: 3px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 16px; top: 8px; background: var(--panel); padding: 6px 12px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 28px 0 0; padding: 12px 0; list-style: none;
  border-block: 1px solid var(--line); font-size: .92rem; }
nav a { text-decoration: none; } nav a:hover { text-decoration: underline; }
section { padding: 44px 0 12px; } section + section { border-top: 1px solid var(--line); }
.tiles { display: grid; grid-template-columns: repeat(3, 1fr); gap: 12px; margin: 24px 0; }
.tiles.in-2 { grid-template-columns: repeat(2, 1fr); } .tiles.in-4 { grid-template-columns: repeat(4, 1fr); }
.tiles.in-5 { grid-template-columns: repeat(5, 1fr); } .in-5 .tile { padding: 12px; } .in-5 .value { font-size: 1.5rem; }
.tile { display: flex; flex-direction: column; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; }
.tile dt { order: 0; color: var(--muted); font-size: .86rem; line-height: 1.35; }
.tile dd { order: 1; margin: 0; }
.tile .value { margin-top: 4px; font-size: 1.7rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tile .detail { color: var(--muted); font-size: .84rem; line-height: 1.4; }
figure { margin: 18px 0 26px; break-inside: avoid; }
figcaption { margin-bottom: 8px; max-width: 68ch; }
figcaption strong { display: block; }
.chart { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 14px 12px; }
.chart svg { display: block; width: 100%; height: auto; }
.chart text { font-family: inherit; }
.legend { display: flex; flex-wrap: wrap; gap: 3px 18px; margin: 0 0 10px; padding: 0 4px; list-style: none; font-size: .84rem; line-height: 1.5; }
.swatch { display: inline-block; width: 11px; height: 11px; margin-right: 7px; border-radius: 3px; }
.narrow { display: none; }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 12px 12px 6px; }
.panel .chart { border: 0; border-radius: 0; padding: 0; }
.part { padding: 4px 0 10px; } .part + .part { border-top: 1px solid var(--line); padding-top: 10px; }
.part-name { margin: 0 0 2px; padding: 0 4px; font-size: .88rem; font-weight: 600; }
.scroll { overflow-x: auto; margin: 14px 0; border: 1px solid var(--line); border-radius: 10px; background: var(--panel); }
table { width: 100%; border-collapse: collapse; font-size: .9rem; line-height: 1.4; }
caption { padding: 11px 12px; text-align: left; font-weight: 600; }
th, td { padding: 7px 12px; text-align: left; vertical-align: top; border-top: 1px solid var(--line); font-weight: 400; }
th bdi, td bdi { display: inline-block; max-width: 24em; overflow-wrap: break-word; }
.nowrap { white-space: nowrap; }
thead th { color: var(--muted); font-size: .84rem; vertical-align: bottom; overflow-wrap: normal; }
.num { text-align: right; font-variant-numeric: tabular-nums; }
.num .small { font-size: .8rem; white-space: nowrap; }
.wide-cell { display: block; min-width: 11em; }
details { margin: 8px 0 20px; }
summary { cursor: pointer; color: var(--accent); font-size: .9rem; }
.heat td, .heat thead th { text-align: center; font-variant-numeric: tabular-nums; }
.heat td { background: color-mix(in srgb, var(--heat) var(--share), transparent); min-width: 4em; }
.heat td small { display: block; color: inherit; opacity: .82; font-size: .78rem; }
.verdict { font-weight: 650; }
.do { color: var(--good); } .dont { color: var(--bad); } .test { color: var(--accent); }
ol.steps { max-width: 68ch; margin: 16px 0; padding: 0; list-style: none; counter-reset: step; }
ol.steps li { position: relative; margin: 0 0 16px; padding-left: 44px; counter-increment: step; }
ol.steps li::before { content: counter(step); position: absolute; left: 0; top: 0; width: 28px; height: 28px; border-radius: 50%;
  border: 1.5px solid var(--accent); color: var(--accent); font-size: .88rem; font-weight: 650; line-height: 25px; text-align: center; }
ul.plain { max-width: 68ch; padding-left: 20px; } ul.plain li { margin: 0 0 6px; }
footer { padding-top: 20px; padding-bottom: 56px; }
@media (max-width: 640px) {
  main, header, footer { padding-inline: 16px; } header { padding-top: 32px; }
  h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; } .headline { font-size: 1.13rem; } section { padding-top: 32px; }
  .wide { display: none; } .narrow { display: block; }
  .chart, .panel { padding: 10px 8px; }
  .tiles, .tiles.in-4, .tiles.in-5 { grid-template-columns: repeat(2, 1fr); gap: 8px; } .tile:last-child:nth-child(odd) { grid-column: span 2; }
  .tile { padding: 12px; } .tile .value { font-size: 1.4rem; } th, td { padding: 6px 10px; }
}
@media print {
  @page { size: A4; margin: 16mm 15mm; }
  :root { color-scheme: light; ${LIGHT} --surface: #fff; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 10pt; } main, header, footer { max-width: none; padding-inline: 0; } header { padding-top: 0; }
  nav, .skip, details { display: none; }
  .wide { display: block; } .narrow { display: none; }
  section { padding: 18px 0 4px; } section + section { border-top: 0; }
  h2, h3 { break-after: avoid; } .tile, tr, figure, .chart, .part { break-inside: avoid; } figure.series { break-inside: auto; } thead { display: table-header-group; }
  .scroll { overflow: visible; } table { font-size: 8.5pt; } th, td { padding: 4px 7px; } .wide-cell { min-width: 7.5em; }
  .num .small { font-size: 7pt; }
}
`
