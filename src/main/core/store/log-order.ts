import type { LogPage } from '../../../shared/desk/desk.ts'
import { verifyChain } from '../../../shared/domain/log-chain.ts'
import { sha256 } from '../sha256.ts'

/** Where the copy of the log ends, and of which history it is; no epoch while it is empty. */
export interface LogStand {
  readonly epoch: string | null
  readonly size: number
  readonly head: string
}

/** Why a page cannot be put onto the copy. */
export type LogFault =
  | { readonly kind: 'stale' | 'other-epoch' }
  | { readonly kind: 'broken'; readonly n: number; readonly why: string }

/**
 * Whether a page of the log follows from where the copy ends; undefined where it does. `from` is
 * where the copy ended when the page was asked for: if it has moved since, the page is stale, which
 * is no fault of the desk's.
 */
export function faultOfLogPage(
  page: LogPage,
  copy: LogStand,
  { from, whole }: { readonly from: Omit<LogStand, 'epoch'>; readonly whole: boolean },
): LogFault | undefined {
  if (copy.size !== from.size || copy.head !== from.head) return { kind: 'stale' }
  if (copy.epoch !== null && copy.epoch !== page.log.epoch) return { kind: 'other-epoch' }
  const wrong = whole ? whyNoChain(page, copy) : whyOutOfOrder(page, copy)
  return wrong && { kind: 'broken', ...wrong }
}

type Wrong = { readonly n: number; readonly why: string } | undefined

function whyNoChain({ log, entries }: LogPage, from: LogStand): Wrong {
  if (log.size < from.size)
    return { n: log.size + 1, why: `the desk’s log ends at entry ${log.size}; it was longer` }
  const verdict = verifyChain(sha256, entries, from)
  if (!verdict.whole) return verdict
  if (verdict.size === log.size && verdict.head !== log.head)
    return { n: log.size, why: `entry ${log.size} is not the one the desk says it is` }
  return undefined
}

/** A person's own entries are no chain, but they come in order and each once. */
function whyOutOfOrder({ entries }: LogPage, { size }: LogStand): Wrong {
  let last = size
  for (const { n } of entries) {
    if (n <= last) return { n, why: `entry ${n} came after entry ${last}` }
    last = n
  }
  return undefined
}
