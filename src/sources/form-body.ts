/** Webhooks saved as they were posted: a form whose field holds the events as JSON (Mandrill), one body a line. */

const FORM = /^(?:[\w-]+=[^&\s]*&)*mandrill_events=(?:%5B|\[)/i

export const isFormBody = (text: string): boolean => FORM.test(text)

/** The form as a JSON object of its fields; any other text as it is. Null where the events in it are no whole JSON. */
export function formAsJson(text: string): string | null {
  if (!isFormBody(text)) return text
  const fields = Object.fromEntries(new URLSearchParams(text.trim()))
  try {
    JSON.parse(fields.mandrill_events!)
    return JSON.stringify(fields)
  } catch {
    return null
  }
}
