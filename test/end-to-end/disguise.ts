/** The sample acquisition as other people would have exported it: other file names, headers, formats, encodings, row order. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hash32 } from '../../src/base/hash.ts'
import { inspectFile, readTable } from '../../src/sources/source.ts'

type Rows = readonly (readonly string[])[]
type Render = (columns: readonly string[], rows: Rows) => Buffer

interface Disguise {
  /** File of the sample. */
  readonly from: string
  readonly to: string
  /** New names of the columns, in their order. */
  readonly columns: readonly string[]
  readonly render: Render
}

const quote = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

const csv =
  (delimiter: string, encode: (text: string) => Buffer, lineEnd = '\n'): Render =>
  (columns, rows) =>
    encode(
      [columns, ...rows].map((row) => row.map((cell) => quote(cell, delimiter)).join(delimiter) + lineEnd).join(''),
    )

const utf8 = (text: string): Buffer => Buffer.from(text)
const utf8Bom = (text: string): Buffer => Buffer.from(`\ufeff${text}`)
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')

const jsonl: Render = (columns, rows) =>
  utf8(
    rows.map((row) => `${JSON.stringify(Object.fromEntries(columns.map((c, i) => [c, row[i] || null])))}\n`).join(''),
  )

const json: Render = (columns, rows) =>
  utf8(
    JSON.stringify({ data: rows.map((row) => Object.fromEntries(columns.map((c, i) => [c, row[i] ?? '']))) }, null, 1),
  )

export const DISGUISES: readonly Disguise[] = [
  {
    from: 'fernnetz-kunden.csv',
    to: 'netz/abo_export_final.jsonl',
    columns: [
      'account_no',
      'salutation',
      'academic_title',
      'given_name',
      'surname',
      'organisation',
      'street',
      'house_no',
      'zip',
      'town',
      'nation',
      'tel',
      'cell',
      'mail',
      'dob',
      'customer_since',
      'email_ads',
      'phone_ads',
      'consent_date',
    ],
    render: jsonl,
  },
  {
    from: 'fernnetz-vertraege.csv',
    to: 'netz/contracts.tsv',
    columns: ['contract_no', 'account_no', 'product', 'start_date', 'end_date', 'price'],
    render: csv('\t', utf8),
  },
  {
    from: 'hartwell-customers.csv',
    to: 'tienda/clientes.csv',
    columns: [
      'Código cliente',
      'Nombre',
      'Segundo nombre',
      'Apellidos',
      'Sufijo',
      'Correo electrónico',
      'Teléfono',
      'Móvil',
      'Dirección',
      'Dirección 2',
      'Ciudad',
      'Provincia',
      'Código postal',
      'País',
      'Fecha de nacimiento',
      'Fecha de alta',
      'Acepta publicidad',
      'Fecha consentimiento',
    ],
    render: csv(';', utf8Bom, '\r\n'),
  },
  {
    from: 'hartwell-orders.csv',
    to: 'tienda/pedidos.csv',
    columns: ['Nº pedido', 'Código cliente', 'Fecha pedido', 'Importe', 'Moneda', 'Departamento', 'Cupón'],
    render: csv('|', utf8),
  },
  {
    from: 'hartwell-fr-clients.jsonl',
    to: 'boutique/klanten.json',
    columns: [],
    render: json,
  },
  {
    from: 'panorama-abonnees.txt',
    to: 'rivista/abbonati.txt',
    columns: [
      'Codice abbonato',
      'Nominativo',
      'Indirizzo',
      'Nazione',
      'Telefono',
      'Cellulare',
      'Posta elettronica',
      'Data di nascita',
      'Data iscrizione',
      'Niente posta',
      'Niente telefono',
    ],
    render: csv(';', utf16, '\r\n'),
  },
  {
    from: 'contest-leads.csv',
    to: 'gewinnspiel_2024.csv',
    columns: [
      'Los-Nr',
      'Vor- und Nachname',
      'Mailadresse',
      'Rufnummer',
      'Anschrift',
      'Postleitzahl',
      'Wohnort',
      'Staat',
      'geboren',
      'Teilnahme am',
      'Infos erwünscht',
    ],
    render: csv('\t', utf8),
  },
]

/** Writes the disguised folder; returns the sample's source name → the disguised file. Rows come in another order. */
export async function disguise(sampleDir: string, dir: string, only: readonly Disguise[] = DISGUISES): Promise<void> {
  for (const { from, to, columns, render } of only) {
    const [table] = await inspectFile(join(sampleDir, from))
    if (!table) throw new Error(`no table in ${from}`)
    const rows: (readonly string[])[] = []
    for await (const batch of readTable(table.path, table, () => {})) rows.push(...batch.rows)
    const names = columns.length === 0 ? table.columns : columns
    if (names.length !== table.columns.length) throw new Error(`${from} has the columns ${table.columns.join(', ')}`)
    mkdirSync(join(dir, to, '..'), { recursive: true })
    writeFileSync(join(dir, to), render(names, shuffled(rows, from)))
  }
}

/** The rows in an order that only the seed decides. */
export function shuffled(rows: Rows, seed: string): Rows {
  return rows
    .map((row, i) => ({ row, at: hash32(`${seed}:${i}`) }))
    .sort((l, r) => l.at - r.at)
    .map(({ row }) => row)
}
