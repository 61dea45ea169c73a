import type { CaseClaim, CaseRow } from '../../../shared/contract/models.ts'
import type { ClaimAnswer } from '../../../shared/desk/claims.ts'
import type { Staff } from '../../../shared/desk/desk.ts'
import { instant } from '../../../shared/domain/instant.ts'
import type { Cache } from '../store/cache.ts'
import type { DeskClock } from './desk-clock.ts'

export interface ClaimsNeeds {
  readonly staff: Staff
  readonly cache: Cache
  readonly deskClock: DeskClock
}

/** What the desk answered of a case, good until the case's row has come this far in the same epoch. */
interface Told {
  readonly seq: number
  readonly until: string | null
  readonly epoch: string | null
}

/**
 * Whose each case is: what the desk last answered this device, else what the case's row says. Times
 * are the desk's; this device's clock is corrected before it is compared.
 */
export class Claims {
  readonly #needs: ClaimsNeeds
  readonly #told = new Map<number, Told>()

  constructor(needs: ClaimsNeeds) {
    this.#needs = needs
  }

  /** The desk's clock, as far as this device knows it. */
  now(): string {
    return instant(this.#needs.deskClock.now())
  }

  /** Who has a case, or null. One's own look is nobody's claim: oneself knows what one looks at. */
  on(no: number): CaseClaim | null {
    const { cache, staff } = this.#needs
    const told = this.#stillTold(no)
    const row = told ? { ...told, name: staff.name, look: false } : cache.read.claims.on(no)
    if (row?.until == null || row.until <= this.now()) return null
    const mine = told !== undefined || ('staffId' in row && row.staffId === staff.id)
    return mine && row.look ? null : { name: row.name, until: row.until, mine, look: row.look }
  }

  /** These rows with who has them. */
  onRows(rows: readonly CaseRow[]): CaseRow[] {
    return rows.map((row) => ({ ...row, claim: this.on(row.no) }))
  }

  /** What this person has taken, by case, with when it ends. Looks are not in it. */
  own(): ReadonlyMap<number, string> {
    const { cache, staff } = this.#needs
    const own = new Map(
      cache.read.claims.of(staff.id, this.now()).map(({ no, until }) => [no, until]),
    )
    for (const no of this.#told.keys()) {
      const claim = this.on(no)
      if (claim?.mine) own.set(no, claim.until)
      else own.delete(no)
    }
    return own
  }

  /** Takes up what the desk answered, until the rows say it; answers the numbers of the cases. */
  tell({ cases }: ClaimAnswer): number[] {
    const { epoch } = this.#needs.cache.read.cursor()
    for (const { no, seq, until } of cases) this.#told.set(no, { seq, until, epoch })
    return cases.map(({ no }) => no)
  }

  #stillTold(no: number): Told | undefined {
    const told = this.#told.get(no)
    if (!told) return undefined
    const { read } = this.#needs.cache
    const seq = read.case(no)?.seq ?? 0
    if (seq < told.seq && read.cursor().epoch === told.epoch) return told
    this.#told.delete(no)
    return undefined
  }
}
