import { MOST_NOTES } from '../../../shared/desk/author.ts'
import type { NoteOp } from '../../../shared/desk/push.ts'
import { problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { Log } from '../ports.ts'
import type { PageOutcome } from '../store/page-outcome.ts'
import type { CacheReader } from '../store/cache-reader.ts'
import type { SettledDelivery } from '../store/deliveries.ts'
import type { SyncContext } from './context.ts'
import { noteEndings } from './endings.ts'
import type { DriftWatch } from './drift-watch.ts'
import { findDisplaced, settleIntoEpoch } from './new-epoch.ts'
import type { PageAhead } from './page-ahead.ts'

export type PullResult =
  | {
      readonly type: 'pulled'
      readonly more: boolean
      readonly mail: boolean
      /** How many items lie beyond. */
      readonly left: number
      /** Whether the cache was damaged and has been begun anew. */
      readonly remade?: boolean
    }
  | { readonly type: 'other-epoch' }

/** Where the pages come from, and what follows where all that is here is not what the desk says. */
export interface PullWish {
  readonly pages: PageAhead
  readonly drift: DriftWatch
}

/** Pulls one page and applies it whole or not at all. */
export async function pull(context: SyncContext, wish: PullWish): Promise<PullResult> {
  const { cache, queue, log } = context
  const { pages, drift } = wish
  const { cursor } = cache.read.cursor()
  const page = await pages.take(cursor)
  if (page.kind === 'gone') {
    log.info('cursor-gone', { why: page.why })
    if (page.why === 'epoch') return { type: 'other-epoch' }
    await cache.forget()
    return { type: 'pulled', more: true, mail: false, left: 0 }
  }
  const outcome = await cache.apply(page.body, (next) => pages.begin(next))
  switch (outcome.kind) {
    case 'applied':
      return mendDrift(outcome, took(outcome, context), { context, drift })
    case 'stale':
      // Either another page came first, and what is here is newer; or the desk answered some other
      // question than this one, and asking it the same at once again would never end.
      if (cache.read.cursor().cursor === cursor) throw nonsense('it follows from another one', log)
      return { type: 'pulled', more: true, mail: false, left: 0 }
    case 'other-epoch':
      log.error('page-of-another-epoch', { epoch: outcome.epoch })
      return { type: 'other-epoch' }
    case 'remade':
      log.error('cache-remade')
      queue.restart()
      return { type: 'pulled', more: true, mail: false, left: 0, remade: true }
    case 'nonsense':
      throw nonsense(outcome.why, log)
  }
}

function nonsense(why: string, log: Log): ProblemError {
  log.error('desk-nonsense', { why })
  return new ProblemError(
    problem('desk-nonsense', `The desk sent a page that makes no sense: ${why}.`),
  )
}

/** Where the cache has drifted from the desk, has all of it fetched anew, once. */
async function mendDrift(
  { drifted }: Applied,
  taken: PullResult,
  { context: { cache, clock, log }, drift }: { context: SyncContext; drift: DriftWatch },
): Promise<PullResult> {
  if (!drifted) return taken
  const next = drift.found(drifted.length > 0, clock.monotonic())
  if (next === 'nothing') return taken
  log.error('cache-drifted', { sites: drifted, next })
  if (next === 'give up' || taken.type !== 'pulled') return taken
  await cache.forget()
  return { ...taken, more: true }
}

type Applied = Extract<PageOutcome, { kind: 'applied' }>

function took(page: Applied, context: SyncContext): PullResult {
  const { queue, emit } = context
  const touched = new Set([...page.places.map(({ no }) => no), ...page.gone])
  // Cases are found under the numbers they have now before anything is looked up by number.
  const isNewEpoch = context.journal.facts().casesEpoch !== page.epoch
  if (page.places.length > 0) findDisplaced(context)
  const lost = page.more ? 0 : settleIntoEpoch(page.epoch, context)
  noteEndings(({ caseNo }) => isNewEpoch || touched.has(caseNo), context)
  const unfinished = context.journal.deliveries.unfinished()
  noteShown(
    unfinished.filter(({ caseNo }) => isNewEpoch || touched.has(caseNo)),
    context,
  )
  noteErrands(context)
  queue.apply(page.places, page.gone)
  const nos = [...touched, ...page.beside]
  if (nos.length > 0) emit('case.changed', { nos })
  if (page.terms) emit('terms.changed', {})
  if (page.bursts) emit('bursts.changed', {})
  if (page.words) emit('words.changed', {})
  return { type: 'pulled', more: page.more, mail: lost > 0, left: page.left }
}

/** Keeps what the feed now shows of these settled decisions of this device. */
export function noteShown(
  settled: readonly SettledDelivery[],
  { journal, cache, moved }: SyncContext,
): void {
  const changed = settled
    .map((before) => ({ before, now: asShown(before, cache.read) }))
    .filter(({ before, now }) => !sameView(before, now))
    .map(({ now }) => now)
  if (changed.length === 0) return
  journal.write(() => {
    for (const { opId, shown, ...site } of changed) journal.deliveries.keepShown(opId, shown, site)
  })
  moved(changed.map(({ opId }) => opId))
}

/** Keeps which errands of this device the feed now shows. */
function noteErrands({ journal, cache, moved }: SyncContext): void {
  const shown = journal.errands.unshown().filter(({ caseNo, opId, state, kind, seq, op }) => {
    if (state !== 'settled' || caseNo === null) return false
    if (op.kind === 'note') return showsNote(cache.read, op)
    const item = cache.read.case(caseNo)
    // A hand may have ended again before its row came: then the row says so as well.
    if (kind === 'hand') return item === undefined || item.seq >= (seq ?? 0)
    const asked = item?.escalations ?? []
    return asked.some((one) => one.opId === opId || one.answer?.opId === opId)
  })
  if (shown.length === 0) return
  journal.write(() => {
    for (const { opId } of shown) journal.errands.keepShown(opId)
  })
  moved(shown.map(({ opId }) => opId))
}

/** Whether an author's row has this note, or so many newer ones that it may not be among them. */
function showsNote(read: CacheReader, { opId, caseId }: NoteOp): boolean {
  const item = read.caseById(caseId)
  const notes = item && read.author(item.siteId, item.comment.authorId)?.record?.notes
  return (
    notes === undefined || notes.length >= MOST_NOTES || notes.some((note) => note.opId === opId)
  )
}

function asShown(before: SettledDelivery, read: CacheReader): SettledDelivery {
  const site = read.settled(before.opId)
  if (site) return { ...before, ...site, shown: true }
  const shown = before.shown || reaches(read.decRev(before.caseNo), before)
  if (!shown || before.decRev === null) return { ...before, shown }
  // One that agreed with another, or that a lead bore out, is on the site as that other one is.
  return { ...before, ...read.settledAs(before.caseNo, before.decRev), shown }
}

/** Whether a case at this revision shows what was settled on it; one that has left shows all. */
export function reaches(
  rowDecRev: number | undefined,
  { decRev }: Pick<SettledDelivery, 'decRev'>,
): boolean {
  return rowDecRev === undefined || rowDecRev >= (decRev ?? 0)
}

function sameView(a: SettledDelivery, b: SettledDelivery): boolean {
  return a.shown === b.shown && a.publication === b.publication
}
