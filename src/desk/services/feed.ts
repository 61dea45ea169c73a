/** Pages of the feed for one console. */
import type { Logger } from 'pino'
import type { Changes, CursorGone } from '../../shared/desk/desk.ts'
import { instant } from '../../shared/domain/instant.ts'
import { allDigests } from '../store/digest-rows.ts'
import { itemsAfter, itemsIn, pageEnd } from '../store/feed-rows.ts'
import { type Head, headOf } from '../store/log-rows.ts'
import type { Store } from '../store/store.ts'
import type { Reader } from '../store/write.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import { goOnAfterLoss, isLost } from './lost-history.ts'

/** Moderators and leads see the same rows, so there is one scope; it is in every cursor for later. */
const SCOPE = 'all'

/** Where the feed ends and the log stands, as a cursor. */
export function headCursor({ keys }: Pick<Store, 'keys'>, head: Place): string {
  const { epoch, seq, log } = head
  return writeCursor(keys.cursor, { epoch, seq, scope: SCOPE, log })
}

type Place = Pick<Head, 'epoch' | 'seq' | 'log'>

/** Why a cursor cannot be followed from where the desk is, or undefined. */
export function goneFor(
  cursor: Cursor | undefined,
  head: Pick<Head, 'epoch' | 'seq' | 'floor'>,
): CursorGone | undefined {
  const { epoch } = head
  if (!cursor) return undefined
  if (cursor.epoch !== epoch || cursor.seq > head.seq) return { gone: 'epoch', epoch }
  if (Math.max(cursor.seq, cursor.since ?? 0) < head.floor) return { gone: 'compacted', epoch }
  if (cursor.scope !== SCOPE) return { gone: 'scope', epoch }
  return undefined
}

/** The cursor of whoever has had everything up to `seq`. */
function nextOf(cursor: Cursor | undefined, head: Head, seq: number): Cursor {
  const since = cursor ? (cursor.since ?? 0) : head.seq
  const { epoch, log } = head
  return { epoch, seq, since: since > seq ? since : undefined, scope: SCOPE, log }
}

/**
 * The changes after a cursor, or from the beginning; at most `limit`. A cursor that proves that the
 * desk lost history begins a new epoch.
 *
 * Throws `bad-input` at a cursor that this desk never gave.
 */
export async function changesAfter(
  desk: { readonly store: Store; readonly log: Logger },
  from: string | null,
  limit: number,
): Promise<Changes | CursorGone> {
  const { store } = desk
  const cursor = from === null ? undefined : readCursor(store.keys.cursor, from)
  const page = await pageAfter(store, { from, cursor }, limit)
  return 'lost' in page ? { gone: 'epoch', epoch: await goOnAfterLoss(desk, page.lost) } : page
}

async function pageAfter(
  store: Store,
  { from, cursor }: { readonly from: string | null; readonly cursor: Cursor | undefined },
  limit: number,
): Promise<Changes | CursorGone | { readonly lost: Cursor }> {
  return store.read(async (db) => {
    const head = await headOf(db)
    if (cursor && (await isLost(db, head, cursor))) return { lost: cursor }
    const gone = goneFor(cursor, head)
    if (gone) return gone
    const { items, left, upTo } = await stretchAfter(db, cursor?.seq ?? 0, limit)
    const seq = left > 0 ? upTo : head.seq
    return {
      from,
      next: writeCursor(store.keys.cursor, nextOf(cursor, head, seq)),
      more: left > 0,
      left,
      epoch: head.epoch,
      serverTime: instant(Date.now()),
      items,
      ...(left === 0 && { digests: await allDigests(db) }),
    }
  })
}

/** The items after a place, at most `limit`; where they end, and how many lie beyond. */
async function stretchAfter(db: Reader, after: number, limit: number) {
  const upTo = await pageEnd(db, after, limit)
  if (upTo === undefined) return { items: [], left: 0, upTo: after }
  const items = await itemsIn(db, { after, upTo }, Date.now())
  return { items, left: await itemsAfter(db, upTo), upTo }
}
