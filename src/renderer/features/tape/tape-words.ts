import type { DeliveryView } from '../../../shared/contract/models.ts'
import { clockTime, whereItStands } from '../../stores/sentences.ts'

/** Where a decision stands: with this device, with the desk, on the site. */
export function tapeWords(delivery: DeliveryView, now: number): string {
  if (delivery.state === 'settled') return siteWords(delivery, now)
  return `${whereItStands(delivery.state)} ${delivery.problem?.message ?? ''}`.trim()
}

function siteWords({ publication, publishedAt }: DeliveryView, now: number): string {
  if (publication === 'published')
    return publishedAt ? `On the site since ${clockTime(publishedAt, now)}.` : 'On the site.'
  if (publication === 'overtaken') return 'The author edited in between, so the case is back.'
  if (publication === 'failed') return 'Settled, but the site did not take it. Tell a lead.'
  return 'Settled, not yet on the site.'
}
