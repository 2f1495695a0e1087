/** What the workspace remembers of who was who when matching last ran, so that people keep their ids. */

export interface RememberedPeople {
  /** Person ids; a record names its person by the place in this list. */
  readonly ids: readonly string[]
  /** Record uids, ascending. */
  readonly uids: readonly string[]
  /** By record: place of its person in `ids`; `~place` where the record was not there in the last run. */
  readonly people: Int32Array
}

export const NOBODY_REMEMBERED: RememberedPeople = { ids: [], uids: [], people: new Int32Array(0) }

/**
 * What became of an id from one run to the next. merged: no longer used, its records are `newId`'s; split: some of its
 * records became a new person; moved: some went to another known person; gone: none of its records is there any more;
 * returned: they are back.
 */
export type ChangeKind = 'merged' | 'split' | 'moved' | 'gone' | 'returned'

export interface PersonChange {
  readonly oldId: string
  /** Null where the person is gone. */
  readonly newId: string | null
  readonly kind: ChangeKind
  /** Records that the change is about. */
  readonly records: number
}
