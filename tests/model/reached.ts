import type { Console } from './console.ts'
import { seqOf } from './desk.ts'

type Revisions = readonly [bodyRev: number, decRev: number]

/** 6: how far a console has come inside an epoch, which it must never go back behind. */
export class Reached {
  readonly #console: Console
  #epoch: string | null = null
  #round = 0
  #cursor: string | null = null
  #seq = 0
  #revisions = new Map<string, Revisions>()

  constructor(console: Console) {
    this.#console = console
  }

  /** The sentence that says what went back, or undefined. */
  wentBack(): string | undefined {
    const { cache, name } = this.#console
    if (cache.cursor === this.#cursor && cache.round === this.#round) return undefined
    const epoch = cache.epoch ?? this.#epoch
    if (epoch !== this.#epoch) this.#revisions.clear()
    const seq = seqOf(cache.cursor)
    const from = epoch === this.#epoch && cache.round === this.#round ? this.#seq : 0
    this.#epoch = epoch
    this.#round = cache.round
    this.#cursor = cache.cursor
    this.#seq = seq
    if (seq < from) return `6. ${name}’s cursor went back from ${from} to ${seq}`
    return this.#aRowWentBack()
  }

  /** Of the present round only: what is left from before stays until that is whole. */
  #aRowWentBack(): string | undefined {
    const { cache, name } = this.#console
    for (const { caseId, bodyRev, decRev, round } of cache.rows.values()) {
      if (round < cache.round) continue
      const [body, dec] = this.#revisions.get(caseId) ?? [0, 0]
      if (bodyRev < body || decRev < dec) return `6. ${name}’s ${caseId} went back`
      this.#revisions.set(caseId, [bodyRev, decRev])
    }
    return undefined
  }
}
