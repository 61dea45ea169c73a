import type { Emit } from '../../../shared/contract/contract.ts'
import type { QueueCounts } from '../../../shared/contract/models.ts'
import type { Cancel, Clock } from '../ports.ts'
import type { Cache } from '../store/cache.ts'
import type { Queue } from './queue.ts'

/** How often at most the counts are counted while things change, in milliseconds. */
const EVERY_MS = 500

export interface CountsNeeds {
  readonly cache: Cache
  readonly queue: Queue
  readonly clock: Clock
  readonly emit: Emit
}

/** How many cases are where: the desk's rows, with this device's own decisions laid over them. */
export class Counts {
  readonly #needs: CountsNeeds
  #waiting: Cancel | undefined

  constructor(needs: CountsNeeds) {
    this.#needs = needs
  }

  /** Something changed: tells the counts soon, however often this is said. */
  changed(): void {
    this.#waiting ??= this.#needs.clock.after(EVERY_MS, () => {
      this.#waiting = undefined
      this.#needs.emit('counts.changed', this.get())
    })
  }

  close(): void {
    this.#waiting?.()
  }

  get(): QueueCounts {
    const { places } = this.#needs.cache.read
    const tally = new Tally(places.rules())
    for (const { count, ...place } of places.severities()) tally.add(place, count)
    this.#layOwnOver(tally)
    const { queue } = this.#needs
    const own = { batch: queue.batch().length, mine: queue.mine() }
    return tally.counts({ contested: queue.contested(), ...own })
  }

  /** Lays this device's own decisions and questions over the tally. */
  #layOwnOver(tally: Tally): void {
    const { cache, queue } = this.#needs
    const { overlays, asked } = queue.own
    const leaving: number[] = []
    const away = queue.away()
    const isHere = (no: number) => overlays.get(no)?.kind !== 'hidden' && !away.has(no)
    for (const no of new Set([...overlays.keys(), ...asked.keys(), ...away])) {
      const place = cache.read.places.placeOf(no)
      if (!place) continue
      const escalated = asked.get(no) ?? place.escalated
      const now = isHere(no) ? escalated : undefined
      if (!place.open || now === place.escalated) continue
      tally.add(place, -1)
      if (!place.escalated) leaving.push(no)
      if (now !== undefined) tally.add({ ...place, escalated: now }, 1)
    }
    tally.dropRules(cache.read.places.rulesOf(leaving))
  }
}

interface Place {
  readonly severity: number
  readonly escalated: boolean
}

class Tally {
  readonly #severities: QueueCounts['severities'] = [0, 0, 0, 0]
  readonly #rules: Map<string, number>
  #escalated = 0

  constructor(rules: QueueCounts['rules']) {
    this.#rules = new Map(rules.map(({ rule, count }) => [rule, count]))
  }

  add({ severity, escalated }: Place, by: number): void {
    if (escalated) this.#escalated += by
    else this.#severities[severity - 1] = (this.#severities[severity - 1] ?? 0) + by
  }

  dropRules(rules: QueueCounts['rules']): void {
    for (const { rule, count } of rules) this.#rules.set(rule, (this.#rules.get(rule) ?? 0) - count)
  }

  counts(own: Pick<QueueCounts, 'contested' | 'batch' | 'mine'>): QueueCounts {
    const rules = [...this.#rules].map(([rule, count]) => ({ rule, count }))
    return {
      queue: this.#severities.reduce((sum, count) => sum + count, 0),
      escalated: this.#escalated,
      ...own,
      severities: this.#severities,
      rules: rules.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count),
    }
  }
}
