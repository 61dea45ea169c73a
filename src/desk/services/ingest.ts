/** Takes a page of the platform's events in, with the cursor after it: both or neither. */
import type { EventPage, PlatformEvent } from '../../shared/platform/platform.ts'
import { caseByComment } from '../store/case-rows.ts'
import { knownReports } from '../store/report-rows.ts'
import { currentTerms, putPlatformCursor } from '../store/site-rows.ts'
import type { Store } from '../store/store.ts'
import type { Reader } from '../store/write.ts'
import { type CommentsRead, Intake, type Taken } from './intake.ts'

/** The comments that must be read before a page can be taken in. */
export async function commentsToRead(
  db: Reader,
  siteId: string,
  events: readonly PlatformEvent[],
): Promise<string[]> {
  const wanted = new Set<string>()
  for (const event of events) {
    const case_ = await caseByComment(db, siteId, event.commentId)
    const isNew = !case_ && event.type === 'report'
    const isNewer = case_ !== undefined && event.bodyRev > case_.bodyRev
    if (isNew || (isNewer && event.type !== 'author-deleted')) wanted.add(event.commentId)
  }
  return [...wanted]
}

/** Takes the page and the platform's cursor in, in one transaction: both or neither. */
export async function takePage(
  store: Store,
  siteId: string,
  given: { readonly page: EventPage; readonly comments: CommentsRead },
): Promise<Taken> {
  return store.write(async (tx) => {
    const terms = await currentTerms(tx.db, siteId)
    const intake = new Intake(tx, { siteId, terms, readerKey: store.keys.reader })
    const ids = given.page.events.flatMap((event) =>
      event.type === 'report' ? [event.reportId] : [],
    )
    const known = await knownReports(tx.db, siteId, ids)
    for (const event of given.page.events) {
      if (event.type !== 'report') await intake.change(event, given.comments)
      else if (!known.has(event.reportId)) {
        known.add(event.reportId)
        await intake.report(event, given.comments)
      }
    }
    const taken = await intake.finish()
    await putPlatformCursor(tx, siteId, given.page.next)
    return taken
  })
}
