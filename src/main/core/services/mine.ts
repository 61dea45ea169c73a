import type { AsideView, HandView } from '../../../shared/contract/flow.ts'
import type { Asides } from './asides.ts'
import type { Claims } from './claims.ts'
import type { Hands } from './hands.ts'

export interface MineNeeds {
  readonly hands: Hands
  readonly asides: Asides
  readonly claims: Pick<Claims, 'own'>
}

/** Wider than any rank of the queue: what stands in an earlier band stands above all of the next. */
const BAND = 1e14

/**
 * What one person has: cases handed to them or back from aside, what they took, what they put aside,
 * and last what they handed on, to find it again. What was put aside or handed on is in no queue of
 * theirs until it is back.
 */
export class Mine {
  readonly #needs: MineNeeds

  constructor(needs: MineNeeds) {
    this.#needs = needs
  }

  /** Reads anew what was handed on and put aside. */
  refresh(): void {
    this.#needs.hands.refresh()
    this.#needs.asides.refresh()
  }

  /** Cases that stand elsewhere in this person's queue than in the desk's. */
  moved(): number[] {
    const { hands, asides } = this.#needs
    return [...asides.all.keys(), ...hands.by]
  }

  /** Whether a case is out of this person's queue for now. */
  isAway(no: number): boolean {
    const { hands, asides } = this.#needs
    return hands.by.has(no) || asides.all.get(no)?.back === null
  }

  /** Whether a case that was put aside is back, and stands on top. */
  isBack(no: number): boolean {
    return (this.#needs.asides.all.get(no)?.back ?? null) !== null
  }

  /** Every case that may be listed. */
  nos(): Set<number> {
    const { hands, asides, claims } = this.#needs
    return new Set([...hands.to, ...asides.all.keys(), ...claims.own().keys(), ...hands.by])
  }

  /** Where a case stands among them, from its rank in the queue; undefined where it is not listed. */
  rank(no: number, rank: number): number | undefined {
    const { hands, asides, claims } = this.#needs
    if (hands.by.has(no)) return 3 * BAND + rank
    const aside = asides.all.get(no)
    if (aside?.back === null) return 2 * BAND + Date.parse(aside.until)
    if (aside || hands.to.has(no)) return rank
    return claims.own().has(no) ? BAND + rank : undefined
  }

  /** How many of these a person has: not what they handed on. */
  count(nos: Iterable<number>): number {
    return [...nos].filter((no) => !this.#needs.hands.by.has(no)).length
  }

  /** How a case was handed on and put aside, for its row and its head. */
  on(no: number): { readonly handed: HandView | null; readonly aside: AsideView | null } {
    const { hands, asides } = this.#needs
    return { handed: hands.on(no), aside: asides.all.get(no) ?? null }
  }
}
