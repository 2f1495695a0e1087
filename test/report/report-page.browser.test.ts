import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gatherReport, renderReport } from '../../src/report/index.ts'
import { openStore } from '../../src/store/store.ts'
import { fillWorkspace, HOSTILE } from './fill-workspace.ts'

const CHROMIUM = '/usr/bin/chromium'

describe.skipIf(!existsSync(CHROMIUM))('report.html in a browser (skipped where there is no Chromium)', () => {
  const dir = mkdtempSync(join(tmpdir(), 'goldpan-page-'))
  const path = join(dir, 'report.html')
  let browser: Browser

  beforeAll(async () => {
    const store = openStore(dir)
    fillWorkspace(store, { people: 300, order: 1, hostile: true })
    writeFileSync(
      path,
      await renderReport(gatherReport(store, { project: HOSTILE[1]!, asOf: '2026-11-22', currency: 'EUR' })),
    )
    store.close()
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-background-networking'],
    })
  })

  afterAll(async () => {
    await browser?.close()
    rmSync(dir, { recursive: true })
  })

  /** Opens the page and notes whatever it says or asks for. */
  async function open(width: number, colorScheme: 'light' | 'dark'): Promise<{ page: Page; heard: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
    const heard: string[] = []
    page.on('console', (message) => heard.push(`console: ${message.text()}`))
    page.on('pageerror', (error) => heard.push(`error: ${error.message}`))
    page.on('dialog', (dialog) => {
      heard.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(path).href) heard.push(`request: ${request.url()}`)
    })
    await page.goto(pathToFileURL(path).href)
    return { page, heard }
  }

  it.each([
    [1100, 'light'],
    [1100, 'dark'],
    [400, 'light'],
    [320, 'dark'],
  ] as const)('at %i pixels, %s: silent, loads nothing, fits, and every chart shows', async (width, scheme) => {
    const { page, heard } = await open(width, scheme)
    try {
      expect(heard).toEqual([])
      expect(await page.title()).toBe(HOSTILE[1])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      const charts = await page.locator('.chart').all()
      expect(charts.length).toBeGreaterThanOrEqual(9)
      for (const chart of charts) {
        const drawings = chart.locator('svg:visible')
        expect(await drawings.count()).toBe(1)
        const box = await drawings.first().boundingBox()
        expect(box!.width).toBeGreaterThan(width * 0.6)
        expect(box!.height).toBeGreaterThan(40)
      }
      expect(await page.locator('img, script, iframe, link').count()).toBe(0)
    } finally {
      await page.close()
    }
  })

  it('keeps labels inside their charts', async () => {
    for (const width of [1100, 400]) {
      const { page } = await open(width, 'light')
      const outside = await page.evaluate(`[...document.querySelectorAll('.chart svg text')].filter((text) => {
        const t = text.getBoundingClientRect()
        const c = text.closest('.chart').getBoundingClientRect()
        return t.width > 0 && (t.left < c.left || t.right > c.right)
      }).map((text) => text.textContent)`)
      expect(outside).toEqual([])
      await page.close()
    }
  })

  it('paints charts in the colours of the scheme', async () => {
    const colourOf = async (scheme: 'light' | 'dark') => {
      const { page } = await open(1100, scheme)
      const colour = await page.evaluate(
        `getComputedStyle(document.querySelector('#combinations .wide svg text')).fill + getComputedStyle(document.body).backgroundColor`,
      )
      await page.close()
      return String(colour)
    }
    const [light, dark] = [await colourOf('light'), await colourOf('dark')]
    expect(light).toMatch(/^rgb/)
    expect(dark).not.toBe(light)
  })
})
