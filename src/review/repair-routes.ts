/** The addresses of suggested repairs. */

import type { Context, Hono } from 'hono'
import { UserError } from '../base/errors.ts'
import { type Html, html } from '../html/escape.ts'
import { renderNotice } from './frame.ts'
import { wholeNumber } from './links.ts'
import { mayBeReplaced, type RepairWhere, repairHref, repairPage, repairsHref } from './repair-page.ts'
import { valueFor } from './repair-values.ts'
import type { ReviewDesk } from './review-desk.ts'

export interface RepairRoutes {
  readonly desk: ReviewDesk
  readonly formToken: string
  readonly framed: (body: Html) => string
}

export function repairRoutes(app: Hono, { desk, formToken, framed }: RepairRoutes): void {
  app.get('/repairs', (c) => {
    const where = whereOf(c.req.query())
    const place = c.req.query('place')
    const at = wholeNumber(c.req.query('at'), 0)
    const repair = place === undefined ? desk.nextRepair(where, at) : desk.repairAt(wholeNumber(place, 0))
    const did = wholeNumber(c.req.query('did'), -1)
    const view = {
      where,
      sources: desk.sourceNames,
      rules: desk.repairRules,
      ...desk.countRepairs(where),
      formToken,
      did: did < 0 ? null : desk.repairAt(did),
    }
    return c.html(framed(repairPage(view, repair, repair === null ? null : desk.record(repair.rec))))
  })
  app.post('/repairs/decide', async (c) => {
    const form = await c.req.parseBody()
    const where = whereOf(form)
    const repair = desk.repairAt(wholeNumber(form.place, -1))
    if (repair === null || repair.id !== form.id || (repair.decision ?? '') !== form.seen) return changed(c, where)
    desk.decideRepair(repair, answerOf(repair, form))
    return c.redirect(repairsHref(where, repair.place + 1, repair.place), 303)
  })
  app.post('/repairs/undo', async (c) => {
    const form = await c.req.parseBody()
    const repair = desk.repairAt(wholeNumber(form.place, -1))
    if (repair === null || repair.id !== form.id) return changed(c, whereOf(form))
    if (repair.decision !== null) desk.decideRepair(repair, 'open')
    return c.redirect(repairHref(whereOf(form), repair.place), 303)
  })
}

export type RepairAnswer = 'keep' | 'open' | { readonly accept: string | null }

function answerOf(
  { field, after }: { readonly field: string; readonly after: string },
  form: Readonly<Record<string, unknown>>,
): RepairAnswer {
  if (form.answer === 'keep') return 'keep'
  if (mayBeReplaced(field) && form.answer === 'accept' && after !== '') return { accept: null }
  if (mayBeReplaced(field) && form.answer === 'other' && typeof form.value === 'string') {
    const value = valueFor(field, form.value)
    return { accept: value === after ? null : value }
  }
  throw new UserError('That is no answer to this suggestion.', { wayOut: 'Nothing was decided.' })
}

function changed(c: Context, where: RepairWhere): Response | Promise<Response> {
  const way = html`<p><a href="${repairsHref(where, 0)}">The suggestions as they are now</a></p>`
  return c.html(
    renderNotice(
      'This is not as it was',
      'There was a run, or somebody decided, since this page was made. Nothing was changed.',
      way,
    ),
    409,
  )
}

function whereOf({ source, rule }: Readonly<Record<string, unknown>>): RepairWhere {
  const text = (given: unknown): string | null => (typeof given === 'string' && given !== '' ? given : null)
  return { source: text(source), rule: text(rule) }
}
