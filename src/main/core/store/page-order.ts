import type { Changes } from '../../../shared/desk/desk.ts'

/** Where the cache stands in the desk's feed; null before the first page of a round. */
export interface Stand {
  readonly cursor: string | null
  readonly epoch: string | null
}

/**
 * Whether a page follows from where the cache stands. Only such a page is applied: late, doubled
 * and re-ordered ones are `stale` and then do nothing.
 */
export function placeOfPage(
  stand: Stand,
  page: Pick<Changes, 'from' | 'epoch'>,
): 'next' | 'stale' | 'other-epoch' {
  if (stand.epoch !== null && stand.epoch !== page.epoch) return 'other-epoch'
  return page.from === stand.cursor ? 'next' : 'stale'
}
