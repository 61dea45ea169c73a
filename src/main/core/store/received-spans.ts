/**
 * Between which numbers the cases lie that were received on one day, so that a search that is bound
 * to a time begins where it may find something. The bounds only ever widen: they may be too wide.
 */
import type { Prepared } from './prepared.ts'

const A_DAY_MS = 86_400_000

/** The day of an instant, counted from 1970 in UTC. */
export function dayOf(ms: number): number {
  return Math.floor(ms / A_DAY_MS)
}

export const spanWriteSql = {
  widenSpan: `INSERT INTO received_span (day, low, high) VALUES (?, ?, ?)
    ON CONFLICT (day) DO UPDATE SET low = min(low, excluded.low), high = max(high, excluded.high)`,
} as const

/** The spans of one page, written together when it is whole. */
export class ReceivedSpans {
  readonly #spans = new Map<number, { low: number; high: number }>()

  add(no: number, receivedMs: number): void {
    const span = this.#spans.get(dayOf(receivedMs))
    if (!span) this.#spans.set(dayOf(receivedMs), { low: no, high: no })
    else {
      span.low = Math.min(span.low, no)
      span.high = Math.max(span.high, no)
    }
  }

  write(sql: Readonly<Record<keyof typeof spanWriteSql, Prepared>>): void {
    for (const [day, { low, high }] of this.#spans) sql.widenSpan.run(day, low, high)
  }
}
