/** Pages of the feed for one console. */
import type { Logger } from 'pino'
import type { Changes, CursorGone } from '../../shared/desk/desk.ts'
import { instant } from '../../shared/domain/instant.ts'
import { allDigests } from '../store/digest-rows.ts'
import { countIn, itemsIn, pageEnd } from '../store/feed-rows.ts'
import { type Head, headOf } from '../store/log-rows.ts'
import type { Store } from '../store/store.ts'
import type { Stretch } from '../store/stretch.ts'
import type { Reader } from '../store/write.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import { goOnAfterLoss, isLost } from './lost-history.ts'
import type { SharedPages } from './shared-pages.ts'

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

/** Where somebody is in the feed: `since` is where it ended when they began without a cursor. */
type At = Pick<Cursor, 'seq' | 'since' | 'phase'>

/** Whoever begins may ask for the open cases first. */
export interface Wish {
  readonly from: string | null
  readonly limit: number
  readonly openFirst: boolean
}

/**
 * The changes after a cursor, or from the beginning; at most `limit`. A cursor that proves that the
 * desk lost history begins a new epoch.
 *
 * Throws `bad-input` at a cursor that this desk never gave.
 */
export async function changesAfter(
  desk: { readonly store: Store; readonly log: Logger; readonly pages: PagesRead },
  wish: Wish,
): Promise<Changes | CursorGone> {
  const { store } = desk
  const cursor = wish.from === null ? undefined : readCursor(store.keys.cursor, wish.from)
  const page = await pageAfter(desk, wish, cursor)
  return 'lost' in page ? { gone: 'epoch', epoch: await goOnAfterLoss(desk, page.lost) } : page
}

async function pageAfter(
  { store, pages }: { readonly store: Store; readonly pages: PagesRead },
  { from, limit, openFirst }: Wish,
  cursor: Cursor | undefined,
): Promise<Changes | CursorGone | { readonly lost: Cursor }> {
  return store.read(async (db) => {
    const head = await headOf(db)
    if (cursor && (await isLost(db, head, cursor))) return { lost: cursor }
    const gone = goneFor(cursor, head)
    if (gone) return gone
    const { epoch, log } = head
    const phase = openFirst ? 'open' : undefined
    const begin = cursor ?? { seq: 0, since: head.seq, phase }
    const asked = `${epoch} ${head.seq} ${log.size} ${limit} ${openFirst} ${from ?? ''}`
    const { items, left, next, digests } = await pages.get(asked, () => readPage(db, begin, limit))
    const at = left > 0 ? next : { seq: head.seq }
    return {
      from,
      next: writeCursor(store.keys.cursor, { ...at, epoch, scope: SCOPE, log }),
      more: left > 0,
      left,
      epoch,
      serverTime: instant(Date.now()),
      items,
      ...(digests && { digests }),
    }
  })
}

/** Pages as they were read, without what is of this answer alone. */
export type PagesRead = SharedPages<Awaited<ReturnType<typeof readPage>>>

async function readPage(db: Reader, from: At, limit: number) {
  const page = await readAfter(db, from, limit)
  return { ...page, digests: page.left === 0 ? await allDigests(db) : undefined }
}

const END = Number.MAX_SAFE_INTEGER

const stretchOf = ({ seq, since, phase }: At): Stretch => ({
  after: seq,
  upTo: phase === undefined ? END : (since ?? 0),
  only: phase,
})

/** Where it goes on after the last item of a phase. */
function followingPhase({ since = 0, phase }: At): At | undefined {
  if (phase === 'open') return { seq: 0, since, phase: 'closed' }
  return phase === 'closed' ? { seq: since } : undefined
}

/** At most `limit` items from here on, all of one phase; where they end, and how many lie beyond. */
async function readAfter(db: Reader, from: At, limit: number) {
  let at = from
  let upTo = await pageEnd(db, stretchOf(at), limit)
  for (let next = followingPhase(at); upTo === undefined && next; next = followingPhase(at)) {
    at = next
    upTo = await pageEnd(db, stretchOf(at), limit)
  }
  if (upTo === undefined) return { items: [], left: 0, next: at }
  const stretch = stretchOf(at)
  const items = await itemsIn(db, { ...stretch, upTo }, Date.now())
  const here = await countIn(db, { ...stretch, after: upTo })
  let left = here
  for (let next = followingPhase(at); next; next = followingPhase(next))
    left += await countIn(db, stretchOf(next))
  return {
    items,
    left,
    next: here > 0 ? passed(at, upTo) : (followingPhase(at) ?? passed(at, upTo)),
  }
}

function passed({ since, phase }: At, seq: number): At {
  return { seq, phase, since: phase !== undefined || (since ?? 0) > seq ? since : undefined }
}
