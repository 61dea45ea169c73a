import { problem, ProblemError } from '../../shared/domain/problem.ts'
import type { EventPage, PlatformEvent } from '../../shared/platform/platform.ts'
import { publicId } from '../public-ids.ts'
import type { Site } from '../site.ts'
import type { EventRow } from '../store/reports.ts'

/** What is asked of the feed. */
export interface FeedQuery {
  readonly after: string | undefined
  readonly limit: number
  /** How long to wait for news when there is none, in milliseconds. */
  readonly waitMs: number
}

/** The feed of events, in the order of their commits. */
export class Feeding {
  readonly #site: Site

  constructor(site: Site) {
    this.#site = site
  }

  /** The events after a cursor; with none, waits for the first one or for the time to pass. */
  async page({ after, limit, waitMs }: FeedQuery, signal: AbortSignal): Promise<EventPage> {
    const seq = this.#seqOf(after)
    const deadline = performance.now() + waitMs
    let rows = this.#site.store.reports.eventsAfter(seq, limit + 1)
    while (rows.length === 0 && !signal.aborted) {
      const left = deadline - performance.now()
      if (left <= 0) break
      if (!(await this.#site.bell.wait(left, signal))) break
      rows = this.#site.store.reports.eventsAfter(seq, limit + 1)
    }
    const events = rows.slice(0, limit)
    return {
      events: events.map((row) => this.#event(row)),
      next: this.#cursor(events.at(-1)?.seq ?? seq),
      more: rows.length > limit,
    }
  }

  #cursor(seq: number): string {
    return Buffer.from(`${this.#site.store.site.history}:${seq}`).toString('base64url')
  }

  #seqOf(cursor: string | undefined): number {
    if (cursor === undefined || cursor === '') return 0
    const parts = /^([0-9a-f]{12}):(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString())
    if (!parts)
      throw new ProblemError(
        problem('bad-input', 'after is not a cursor from here; pass back `next` as it was given.'),
      )
    const [, history, seq] = parts
    if (history !== this.#site.store.site.history)
      throw new ProblemError(
        problem('gone', 'after belongs to another history of this site; begin again without it.'),
      )
    return Number(seq)
  }

  #event(row: EventRow): PlatformEvent {
    const event = {
      at: row.at,
      commentId: publicId('comment', row.commentId),
      bodyRev: row.bodyRev,
    }
    if (row.type !== 'report') return { type: row.type, ...event }
    const reportId = row.reportId ?? 0
    return {
      type: 'report',
      ...event,
      reportId: publicId('report', reportId),
      rule: row.rule,
      words: row.words ?? '',
      spans: this.#site.store.reports.spansOf(reportId),
      reporter: row.reporter ?? '',
      email: row.email,
    }
  }
}
