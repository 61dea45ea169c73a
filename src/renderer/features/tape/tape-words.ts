import type { DeliveryView } from '../../../shared/contract/models.ts'
import { clockTime } from '../../stores/sentences.ts'

/** Where a decision stands: with this device, with the desk, on the site. */
export function tapeWords(delivery: DeliveryView, now: number): string {
  if (delivery.state === 'settled') return siteWords(delivery, now)
  return `${stands[delivery.state]} ${delivery.problem?.message ?? ''}`.trim()
}

const stands: Readonly<Record<Exclude<DeliveryView['state'], 'settled'>, string>> = {
  held: 'Nobody has been told.',
  queued: 'Waiting on this laptop.',
  sending: 'On its way to the desk.',
  unsure: 'On its way to the desk.',
  contested: 'Contested.',
  refused: 'Not accepted.',
  superseded: 'A later decision stands.',
  withdrawn: 'Undone; nobody was told.',
}

function siteWords({ publication, publishedAt }: DeliveryView, now: number): string {
  if (publication === 'published')
    return publishedAt ? `On the site since ${clockTime(publishedAt, now)}.` : 'On the site.'
  if (publication === 'overtaken') return 'The author edited in between, so the case is back.'
  if (publication === 'failed') return 'Settled, but the site did not take it. Tell a lead.'
  return 'Settled, not yet on the site.'
}

/** Where an errand stands. */
export function errandStands(state: DeliveryView['state']): string {
  return state === 'settled' ? 'The desk has it.' : stands[state]
}
