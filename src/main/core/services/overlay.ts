import { waitingStates } from '../../../shared/domain/delivery.ts'
import type { DeliveryLay } from '../store/deliveries.ts'

/** What this device's own decision does to how its case is shown. */
export type Overlay =
  { readonly kind: 'hidden' } | { readonly kind: 'on-top'; readonly why: 'contested' | 'refused' }

/**
 * What the newest decision of this device on a case does to it; undefined where the desk's row
 * alone speaks. A settled one hides its case until the feed shows it: then the row knows better.
 */
export function overlayOf(
  newest: (Omit<DeliveryLay, 'putAway'> & Partial<DeliveryLay>) | undefined,
): Overlay | undefined {
  if (!newest) return undefined
  const { state, shown, putAway } = newest
  if (putAway === true) return undefined
  if (waitingStates.some((waiting) => waiting === state)) return { kind: 'hidden' }
  if (state === 'settled' && !shown) return { kind: 'hidden' }
  if (state === 'contested' || state === 'refused') return { kind: 'on-top', why: state }
  return undefined
}
