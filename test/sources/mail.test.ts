import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitMbox } from '../../src/sources/mail-messages.ts'
import { readMailReport } from '../../src/sources/mail-report.ts'
import { inspectFile, readTable } from '../../src/sources/source.ts'
import { tempDir } from '../temp-dir.ts'

async function messages(text: string, chunk = 64): Promise<string[]> {
  async function* chunks() {
    for (let i = 0; i < text.length; i += chunk) yield Buffer.from(text.slice(i, i + chunk), 'latin1')
  }
  const found: string[] = []
  for await (const { line, bytes } of splitMbox(chunks())) found.push(`${line}: ${bytes.toString('latin1')}`)
  return found
}
const report = (text: string) => readMailReport(Buffer.from(text.replaceAll('\n', '\r\n')))

const SEPARATOR = 'From MAILER-DAEMON Tue Mar  5 10:11:12 2024\n'

describe('an mbox', () => {
  it('is cut where a new message begins, and not where a sentence does', async () => {
    const text = `${SEPARATOR}Subject: 1\n\nHello\n\nFrom here on: no\nmore\n\nFrom now on\n\n${SEPARATOR}Subject: 2\n\nBye\n`
    const found = await messages(text)
    expect(found.map((m) => m.split('\n')[0])).toEqual(['1: Subject: 1', '11: Subject: 2'])
    expect(found[0]).toContain('From now on')
  })

  it('does not depend on where the chunks are cut', async () => {
    const line = fc.constantFrom(SEPARATOR, '\n', '\r\n', 'Subject: x\n', 'From me\n', 'text\r\n', 'no end')
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.integer({ min: 1, max: 40 }), async (lines, chunk) => {
        const text = lines.join('')
        expect(await messages(text, chunk)).toEqual(await messages(text, text.length + 1))
      }),
    )
  })

  it('holds no more of a message than its beginning, and finds the next one', async () => {
    const found = await messages(`${SEPARATOR}A: 1\n\n${'x'.repeat(9 << 20)}\n\n${SEPARATOR}B: 2\n\n`, 1 << 20)
    expect(found.map((m) => m.length)).toEqual([(4 << 20) + 3, 'n: B: 2\n\n'.length])
  })
})

const delivery = (blocks: string) =>
  `From: a@b.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\nContent-Type: message/delivery-status\n\n${blocks}\n--q--\n`

describe('a delivery report', () => {
  it('is a row for each recipient, whom we wrote to and not where it was forwarded', async () => {
    const rows = await report(
      delivery(
        'Reporting-MTA: dns; m\n\nOriginal-Recipient: rfc822; A@Example.com\nFinal-Recipient: rfc822; x@y.example\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; b@example.com\nAction: DELAYED\nStatus: 4.4.1\n',
      ),
    )
    expect(rows).toMatchObject([
      { recipient: 'a@example.com', outcome: 'failed', status: '5.1.1', final_recipient: 'x@y.example' },
      { recipient: 'b@example.com', outcome: 'delayed' },
    ])
  })

  it('is read without the block about the message, and with an original recipient that is none', async () => {
    expect(
      await report(
        delivery('Original-Recipient: unknown; -\nFinal-Recipient: rfc822; b@example.com\nAction: failed\n'),
      ),
    ).toMatchObject([{ recipient: 'b@example.com', original_recipient: '' }])
  })

  it('that was cut short still names those before the cut', async () => {
    const whole = delivery(
      'Reporting-MTA: dns; m\n\nFinal-Recipient: rfc822; a@example.com\nAction: failed\nStatus: 5.1.1\n',
    )
    expect(await report(whole.slice(0, whole.indexOf('\n--q--')))).toMatchObject([{ recipient: 'a@example.com' }])
  })
})

describe('hostile messages', () => {
  it('of parts in parts without end get an answer', async () => {
    let body = 'x'
    for (let i = 0; i < 200; i++) body = `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n${body}\n--b${i}--`
    expect(await report(body)).toEqual({ broken: expect.stringContaining('cannot be taken apart') })
  })

  it('of one endless header get an answer', async () => {
    expect(await report(`Subject: ${'x'.repeat(600 * 1024)}\n\nx`)).toHaveProperty('broken')
  })

  it('of any bytes give rows or a reason', async () => {
    const start = fc.constantFrom(
      '',
      'Content-Type: multipart/report; boundary=q\r\n\r\n--q\r\nContent-Type: message/feedback-report\r\n\r\n',
    )
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 300 }), async (head, bytes) => {
        const rows = await readMailReport(Buffer.concat([Buffer.from(head), bytes]))
        expect('broken' in rows || rows.length > 0).toBe(true)
      }),
    )
  })
})

describe('a folder of messages', () => {
  it('is one table, the same whatever the order its files were written in', async () => {
    const read = async (names: readonly string[]): Promise<unknown[]> => {
      const dir = join(tempDir(), 'inbox')
      mkdirSync(dir)
      for (const name of names)
        writeFileSync(join(dir, name), delivery(`Final-Recipient: rfc822; ${name}@example.com\nAction: failed\n`))
      const [info] = await inspectFile(dir)
      const rows: unknown[] = []
      for await (const batch of readTable(dir, info!, () => {})) rows.push(...batch.rows.map((row) => row[1]))
      return rows
    }
    expect(await read(['b.eml', 'a.eml'])).toEqual(await read(['a.eml', 'b.eml']))
  })
})
