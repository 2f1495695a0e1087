/** Tracks: the days on which each person did one thing, and the gaps between them, grouped without an object per person. */

/** Events in any order; the two arrays run in parallel. */
export interface Events {
  /** Dense, 0-based. */
  readonly person: Int32Array
  /** Day numbers, none after the as-of day. */
  readonly day: Int32Array
}

/** One entry per person with at least one event, by ascending person. */
export interface Tracks {
  readonly person: Int32Array
  readonly firstDay: Int32Array
  readonly lastDay: Int32Array
  readonly events: Uint32Array
  /** The closed gaps of track `t` are `gaps[gapStart[t]] .. gaps[gapStart[t + 1]]`, in time order. */
  readonly gapStart: Uint32Array
  /** Days between consecutive distinct days: always above zero. */
  readonly gaps: Int32Array
}

/** Indexes of the events sorted by person, then day: two stable counting passes, linear in events and persons. */
export function sortEvents(events: Events, persons: number): Uint32Array {
  const n = events.person.length
  const firstDay = n === 0 ? 0 : minOf(events.day)
  const byDay = countingPass(null, events.day, firstDay, n === 0 ? 0 : maxOf(events.day) - firstDay + 1)
  return countingPass(byDay, events.person, 0, persons)
}

/** Groups events into tracks; `order` comes from {@link sortEvents}. */
export function buildTracks(events: Events, order: Uint32Array): Tracks {
  const { person, day } = events
  const n = order.length
  let tracks = 0
  for (let i = 0; i < n; i++) if (i === 0 || person[order[i]!] !== person[order[i - 1]!]) tracks++
  const built = {
    person: new Int32Array(tracks),
    firstDay: new Int32Array(tracks),
    lastDay: new Int32Array(tracks),
    events: new Uint32Array(tracks),
    gapStart: new Uint32Array(tracks + 1),
  }
  const gaps = new Int32Array(n)
  let gapCount = 0
  let track = -1
  for (let i = 0; i < n; i++) {
    const event = order[i]!
    const at = day[event]!
    if (i === 0 || person[event] !== person[order[i - 1]!]) {
      track++
      built.person[track] = person[event]!
      built.firstDay[track] = at
      built.gapStart[track] = gapCount
    } else if (at > built.lastDay[track]!) gaps[gapCount++] = at - built.lastDay[track]!
    built.lastDay[track] = at
    built.events[track]!++
  }
  built.gapStart[tracks] = gapCount
  return { ...built, gaps: gaps.slice(0, gapCount) }
}

/** Days from each track's last event to the as-of day: the gap that is still open. */
export function openGaps(tracks: Tracks, asOfDay: number): Int32Array {
  return tracks.lastDay.map((last) => asOfDay - last)
}

function countingPass(order: Uint32Array | null, keys: Int32Array, base: number, range: number): Uint32Array {
  const n = keys.length
  const next = new Uint32Array(range + 1)
  for (let i = 0; i < n; i++) next[keys[i]! - base + 1]!++
  for (let k = 0; k < range; k++) next[k + 1]! += next[k]!
  const sorted = new Uint32Array(n)
  for (let i = 0; i < n; i++) {
    const event = order === null ? i : order[i]!
    sorted[next[keys[event]! - base]!++] = event
  }
  return sorted
}

function minOf(values: Int32Array): number {
  let least = values[0]!
  for (let i = 1; i < values.length; i++) if (values[i]! < least) least = values[i]!
  return least
}

function maxOf(values: Int32Array): number {
  let most = values[0]!
  for (let i = 1; i < values.length; i++) if (values[i]! > most) most = values[i]!
  return most
}
