/** A project with a possible match on which an opt-out hangs, a page that serves it, and a client that has the link's cookie. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { openReviewServer, type ReviewServer } from '../../src/review/server.ts'
import { runTo, strangers } from '../match/stage-case.ts'

export const HOSTILE = `<script>document.title='taken'</script>`

const HEADER =
  'id,first_name,last_name,birth_date,email,street,house_number,postcode,city,consent_email,consent_at,consent_evidence,opt_out_email'

/**
 * Nobody stands in the shop twice, so of two rows there that are like one of the crm only one is taken for that person, and
 * the other may be them: `b…` unsubscribed, and so the person of the crm gets no mail, who consented.
 */
export async function writeReviewCase(dir: string): Promise<void> {
  const people = strangers(0, 150).map((row, i) => (i === 2 ? row.replace(/Berlin$/, HOSTILE) : row))
  const as = (row: string, id: string) => row.replace(/^[^,]*/, id)
  const crm = people.map((row) => `${row},yes,2026-01-10,double opt-in,`)
  const shop = people.slice(0, 60).map((row, i) => `${as(row, i === 2 ? `a2${HOSTILE}` : `a${i}`)},,,,`)
  const doubles = people
    .slice(0, 5)
    .map((row, i) => `${as(row, `b${i}`).replace(/[^,]*@[^,]*/, `other${i}@example.net`)},,,,1`)
  const header = HEADER.split(',')
  const mapped = header.filter((c) => c !== 'id').map((c) => `${c}: ${c}`)
  mkdirSync(dir, { recursive: true })
  for (const [name, rows] of Object.entries({ crm, shop: [...shop, ...doubles] }))
    writeFileSync(join(dir, `${name}.csv`), `${[HEADER, ...rows].join('\n')}\n`)
  const entry = (name: string, rest: string) =>
    `  - { name: ${name}, file: ${name}.csv, role: customers, key: id, deal: own, brand: acme${rest}, columns: { ${mapped.join(', ')} } }`
  const sources = [entry('crm', ''), entry('shop', ', free_of_duplicates: true')]
  writeFileSync(join(dir, 'goldpan.yaml'), `name: Test\ncountry: DE\nsources:\n${sources.join('\n')}\n`)
  await runTo(dir, 'flag')
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request as it is given: fetch would not let a test choose the Host. */
export function ask(
  url: string,
  given: {
    readonly method?: string
    readonly headers?: Record<string, string>
    readonly form?: Record<string, string>
  } = {},
): Promise<Answer> {
  const body = given.form === undefined ? null : new URLSearchParams(given.form).toString()
  const headers = {
    ...(body === null
      ? {}
      : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) }),
    ...given.headers,
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: given.method ?? (body === null ? 'GET' : 'POST'), headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }),
      )
    })
    sent.on('error', reject)
    sent.end(body ?? undefined)
  })
}

export interface Client {
  readonly origin: string
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  /** Follows the redirect of a form. */
  post(path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
}

export async function openClient(url: string): Promise<Client> {
  const { origin } = new URL(url)
  const opened = await ask(url)
  const cookie = String(opened.headers['set-cookie']).split(';')[0]!
  return {
    origin,
    get: (path, headers = {}) => ask(`${origin}${path}`, { headers: { cookie, ...headers } }),
    async post(path, form, headers = {}) {
      const answer = await ask(`${origin}${path}`, { form, headers: { cookie, origin, ...headers } })
      const { location } = answer.headers
      return answer.status === 303 && typeof location === 'string'
        ? ask(`${origin}${location}`, { headers: { cookie } })
        : answer
    },
  }
}

export const serve = (dir: string, by: string | null = 'A. Steward', reports: Error[] = []): Promise<ReviewServer> =>
  openReviewServer({
    folder: dir,
    project: 'Test',
    port: 0,
    by,
    today: () => '2026-07-01',
    report: (error) => reports.push(error),
  })

/** The hidden fields of the form that goes to `action`. */
export function fieldsOf(page: string, action: string): Record<string, string> {
  const form = page.split('<form').find((part) => part.includes(`action="${action}"`)) ?? ''
  const inside = form.slice(0, form.indexOf('</form>'))
  return Object.fromEntries(
    [...inside.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map((m) => [
      m[1]!,
      m[2]!.replaceAll('&#39;', "'"),
    ]),
  )
}
