/** What the page answers: every address, behind the checks of the session. */

import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { UserError } from '../base/errors.ts'
import type { Html } from '../html/escape.ts'
import { html } from '../html/escape.ts'
import { KEYS_SCRIPT, REVIEW_STYLE, renderFrame, renderNotice, renderOpening, type Tab } from './frame.ts'
import { isPairQueue, PAIR_QUEUES, pairsHref, placeHref, type Where, wholeNumber } from './links.ts'
import { pairPage } from './pair-page.ts'
import { repairsHref } from './repair-page.ts'
import { repairRoutes } from './repair-routes.ts'
import type { ReviewDesk } from './review-desk.ts'
import type { Session } from './session.ts'
import { decisionsPage, listPage } from './tables.ts'

export interface AppParts {
  readonly desk: ReviewDesk
  readonly session: Session
  readonly project: string
  /** The decisions in force as CSV. */
  readonly decisionsCsv: () => string
  /** Hears the kind of an error that is our fault, never its message: that may hold a person's data. */
  readonly report: (error: Error) => void
}

/** Nothing from elsewhere, nothing framed, nothing kept. */
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Not no-referrer: forms would come without their origin.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}
const MOST_FORM_BYTES = 16 * 1024

export function reviewApp(parts: AppParts): Hono {
  const { session, desk } = parts
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value)
  })
  app.use(bodyLimit({ maxSize: MOST_FORM_BYTES }))
  app.use(guard(session))
  app.get('/style.css', (c) => c.text(REVIEW_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
  app.get('/keys.js', (c) => c.text(KEYS_SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
  app.use(async (_, next) => {
    desk.follow()
    await next()
  })
  app.get('/', (c) => c.redirect(pairsHref({ queue: 'possible', source: null }, 0), 303))
  app.get('/pairs', (c) => showPair(c, parts))
  app.get('/list', (c) => {
    const where = whereOf(c.req.query())
    const page = wholeNumber(c.req.query('page'), 0)
    return c.html(framed(parts, where.queue, listPage(where, desk.list(where, page), page, desk.count(where).total)))
  })
  repairRoutes(app, { desk, formToken: session.formToken, framed: (body) => framed(parts, 'repairs', body) })
  app.post('/decide', (c) => decide(c, parts))
  app.post('/undo', (c) => undo(c, parts))
  app.get('/decisions', (c) => {
    const page = wholeNumber(c.req.query('page'), 0)
    return c.html(
      framed(parts, 'decisions', decisionsPage(desk.decisions(page), page, desk.decided, session.formToken)),
    )
  })
  app.get('/decisions.csv', (c) =>
    c.text(parts.decisionsCsv(), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="decisions.csv"',
    }),
  )
  app.notFound((c) =>
    c.html(renderNotice('There is no such page', 'Go back to the queue.', html`<p><a href="/">The queue</a></p>`), 404),
  )
  app.onError((error, c) => complaint(error, c, parts))
  return app
}

/** Host, then the link, then the cookie; of what changes something the origin and the form's token, too. */
function guard(session: Session): MiddlewareHandler {
  return async (c, next) => {
    const refuse = (why: string) => c.html(renderNotice('Not from here', why), 403)
    if (!session.isOwnHost(c.req.header('host'))) return refuse('This page answers to 127.0.0.1 only.')
    const origin = c.req.header('origin')
    const isReading = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (isReading ? origin !== undefined && !session.isOwnOrigin(origin) : !session.isOwnOrigin(origin))
      return refuse('This request came from another site.')
    const token = c.req.query('token')
    if (c.req.path === '/' && token !== undefined && !session.hasCookie(c.req.header('cookie'))) {
      if (!session.takeLink(token))
        return refuse('This link was used, or is an old one. Start goldpan review again for a new one.')
      c.header('Set-Cookie', session.setCookie)
      return c.html(renderOpening())
    }
    if (!session.hasCookie(c.req.header('cookie')))
      return refuse('Open the link that goldpan review printed; it works once, in the browser that is to be used.')
    if (c.req.header('sec-fetch-site') === 'cross-site') return refuse('This request came from another site.')
    if (!isReading && !session.hasFormToken((await c.req.parseBody()).form))
      return refuse('The form is not of this session. Reload the page.')
    return next()
  }
}

function showPair(c: Context, parts: AppParts): Response {
  const { desk, session } = parts
  const where = whereOf(c.req.query())
  const place = c.req.query('place')
  const pair =
    place === undefined
      ? desk.next(where, wholeNumber(c.req.query('at'), 0))
      : desk.pairAt(where.queue, wholeNumber(place, 0))
  const didNo = wholeNumber(c.req.query('did'), -1)
  const view = {
    where,
    sources: desk.sourceNames,
    ...desk.count(where),
    formToken: session.formToken,
    did: didNo < 0 ? null : desk.decisionNo(didNo),
  }
  return c.html(framed(parts, where.queue, pairPage(view, pair === null ? null : desk.view(pair))))
}

async function decide(c: Context, { desk }: AppParts): Promise<Response> {
  const form = await c.req.parseBody()
  const where = whereOf(form)
  const place = wholeNumber(form.place, -1)
  const { decision } = form
  const pair = place < 0 ? null : desk.pairAt(where.queue, place)
  if (
    pair === null ||
    pair.uid_l !== form.uid_l ||
    pair.uid_r !== form.uid_r ||
    (decision !== 'same' && decision !== 'different')
  )
    return c.html(
      renderNotice(
        'The queue is another one now',
        'There was a run since this page was made. Nothing was decided.',
        html`<p><a href="${pairsHref(where, 0)}">The new queue</a></p>`,
      ),
      409,
    )
  if ((pair.decision ?? '') !== form.seen && pair.decision !== decision)
    return c.html(
      renderNotice(
        'Somebody decided this meanwhile',
        `They said: ${pair.decision === 'same' ? 'one person' : pair.decision === 'different' ? 'two people' : 'not decided after all'}. Nothing was changed.`,
        html`<p><a href="${placeHref(where, place)}">Look again</a></p>`,
      ),
      409,
    )
  desk.decide([pair.uid_l, pair.uid_r], decision)
  return c.redirect(pairsHref(where, place + 1, desk.lastNo(pair.uid_l, pair.uid_r)), 303)
}

async function undo(c: Context, { desk }: AppParts): Promise<Response> {
  const form = await c.req.parseBody()
  const where = whereOf(form)
  const given = desk.takeBack(wholeNumber(form.no, -1))
  if (form.back === 'decisions') return c.redirect('/decisions', 303)
  const place = given === null ? null : desk.placeOf(where.queue, given.uid_l, given.uid_r)
  return c.redirect(place === null ? pairsHref(where, 0) : placeHref(where, place), 303)
}

function whereOf(given: Readonly<Record<string, unknown>>): Where {
  const { queue, source } = given
  return {
    queue: typeof queue === 'string' && isPairQueue(queue) ? queue : 'possible',
    source: typeof source === 'string' && source !== '' ? source : null,
  }
}

function framed({ desk, project }: AppParts, here: string, body: Html): string {
  const tabs: Tab[] = Object.entries(PAIR_QUEUES).flatMap(([name, { label }]) => {
    if (!isPairQueue(name)) return []
    const where: Where = { queue: name, source: null }
    return [{ href: pairsHref(where, 0), label, left: desk.count(where).open, isHere: here === name }]
  })
  const everything = { source: null, rule: null }
  const repairs: Tab = {
    href: repairsHref(everything, 0),
    label: 'Repairs',
    left: desk.countRepairs(everything).open,
    isHere: here === 'repairs',
  }
  const last: Tab = { href: '/decisions', label: 'Decided', left: desk.decided, isHere: here === 'decisions' }
  return renderFrame({ title: 'goldpan review', project, tabs: [...tabs, repairs, last], body })
}

function complaint(error: Error, c: Context, { report }: AppParts): Response {
  if (error instanceof HTTPException) return error.getResponse()
  if (error instanceof UserError)
    return c.html(
      renderNotice('Not now', `${error.message} ${error.wayOut ?? ''}`, html`<p><a href="/">Back</a></p>`),
      409,
    )
  report(error)
  return c.html(
    renderNotice(
      'That failed',
      'It is a bug of ours; the terminal says where. Nothing was decided.',
      html`<p><a href="/">Back</a></p>`,
    ),
    500,
  )
}
