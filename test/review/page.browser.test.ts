import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReviewServer } from '../../src/review/server.ts'
import { decisionsInForce } from '../../src/store/review-decisions.ts'
import { openStore } from '../../src/store/store.ts'
import { tempDir } from '../temp-dir.ts'
import { HOSTILE, serve, writeReviewCase } from './review-case.ts'

const CHROMIUM = '/usr/bin/chromium'
const root = tempDir()

describe.skipIf(!existsSync(CHROMIUM))('the review page in a browser (skipped where there is no Chromium)', () => {
  const dir = join(root, 'project')
  let browser: Browser
  let server: ReviewServer
  let context: BrowserContext
  let page: Page
  const heard: string[] = []

  beforeAll(async () => {
    await writeReviewCase(dir)
    server = await serve(dir)
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-background-networking'],
    })
    context = await browser.newContext({ viewport: { width: 1100, height: 800 } })
    page = await context.newPage()
    page.on('console', (message) => heard.push(`console: ${message.text()}`))
    page.on('pageerror', (error) => heard.push(`error: ${error.message}`))
    page.on('dialog', (dialog) => {
      heard.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(new URL(server.url).origin)) heard.push(`request: ${request.url()}`)
    })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const open = (path: string) => page.goto(new URL(path, server.url).href)
  const decided = (): readonly string[] => {
    const store = openStore(dir)
    const all = decisionsInForce(store).map((d) => `${d.uid_l} ${d.decision} ${d.uid_r}`)
    store.close()
    return all
  }
  const press = async (key: string) => {
    await Promise.all([page.waitForNavigation(), page.keyboard.press(key)])
  }
  const names = () => page.locator('.card thead th bdi').allTextContents()

  it('opens by the link and leaves the token out of the address', async () => {
    await page.goto(server.url)
    await page.waitForURL(/\/pairs\?queue=possible/)
    expect(page.url()).not.toContain('token')
    expect(await page.locator('h1').textContent()).toBe('One person, or two?')
  })

  it('is decided by keys: y, n, skip and undo', async () => {
    await open('/pairs?queue=suspected')
    const [first] = await names()
    await press('n')
    expect(await page.locator('[role=status]').textContent()).toBe('Two people: noted.')
    expect((await names())[0]).not.toBe(first)
    await press('y')
    expect(decided().map((d) => d.split(' ')[1])).toEqual(['different', 'same'])
    await press('u')
    expect(decided().map((d) => d.split(' ')[1])).toEqual(['different'])
    const [again] = await names()
    await press('s')
    expect((await names())[0]).not.toBe(again)
    expect(decided().length).toBe(1)
    await open('/decisions')
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Take back' }).click()])
    expect(decided()).toEqual([])
  })

  it('filters as soon as a source is chosen', async () => {
    await open('/pairs?queue=thin')
    await Promise.all([page.waitForNavigation(), page.locator('select').selectOption('shop')])
    expect(page.url()).toContain('source=shop')
  })

  it.each([
    [1100, 'light'],
    [390, 'light'],
    [320, 'dark'],
  ] as const)('at %i pixels, %s: fits, and shows hostile data as text', async (width, colorScheme) => {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    for (const path of ['/list?queue=possible', '/decisions', '/pairs?queue=thin']) {
      await open(path)
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width])
    }
    const shown: string[] = []
    for (let place = 0; place < 5; place++) {
      await open(`/pairs?queue=possible&place=${place}`)
      expect([place, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([place, width])
      shown.push((await names()).join(' '))
    }
    expect(shown.join(' ')).toContain(HOSTILE)
    expect(await page.title()).toBe('goldpan review')
    expect(heard).toEqual([])
  })

  it('is no way in for another site that sends a form or frames it', async () => {
    const evil = await context.newPage()
    await evil.route('http://evil.example/**', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form method="post" action="${new URL(server.url).origin}/decide"><input name="decision" value="same"><input name="place" value="0"></form><iframe src="${new URL(server.url).origin}/pairs"></iframe>`,
      }),
    )
    await evil.goto('http://evil.example/')
    const [answer] = await Promise.all([
      evil.waitForResponse((response) => response.url().endsWith('/decide')),
      evil.evaluate('document.forms[0].submit()'),
    ])
    expect(answer.status()).toBe(403)
    expect(decided()).toEqual([])
    await evil.close()
  })
})
