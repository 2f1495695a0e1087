import { describe, expect, it } from 'vitest'
import { formAsJson } from '../../src/sources/form-body.ts'
import { identify } from '../../src/sources/identify.ts'

const EVENTS = '[{"event":"spam","msg":{"email":"a+b@example.com"}}]'
const body = (events: string): string => new URLSearchParams({ mandrill_events: events }).toString()

describe('a form with events in it', () => {
  it('is known by its beginning, whatever its file is called and whatever field stands first', () => {
    for (const name of ['hook.txt', 'hook.csv', 'hook']) {
      expect(identify(Buffer.from(body(EVENTS)), name, name)).toBe('jsonl')
      expect(identify(Buffer.from(`key=1&${body(EVENTS)}`), name, name)).toBe('jsonl')
    }
    expect(identify(Buffer.from('mandrill_events,email\n1,a@b.de\n'), 'x.txt', 'x.txt')).toBe('csv')
  })

  it('says the same as its JSON, and nothing where it was cut off', () => {
    expect(JSON.parse(formAsJson(body(EVENTS))!)).toEqual({ mandrill_events: EVENTS })
    expect(formAsJson(body(EVENTS).slice(0, -20))).toBeNull()
    expect(formAsJson('{"a":1}')).toBe('{"a":1}')
  })
})
