import type { HandPerson, HandView } from '../../../shared/contract/flow.ts'
import type { Staff } from '../../../shared/desk/desk.ts'
import { instant } from '../../../shared/domain/instant.ts'
import { may } from '../../../shared/domain/permission.ts'
import type { Cache } from '../store/cache.ts'
import type { Journal } from '../store/journal.ts'
import type { Claims } from './claims.ts'
import type { DeskClock } from './desk-clock.ts'

export interface HandsNeeds {
  readonly staff: Staff
  readonly cache: Cache
  readonly journal: Journal
  readonly claims: Pick<Claims, 'now'>
  readonly deskClock: DeskClock
}

/** Which cases were handed on: by the desk's rows, under this device's own that they do not show yet. */
export class Hands {
  readonly #needs: HandsNeeds
  #own: ReturnType<Journal['errands']['handed']> = new Map()
  #by: ReadonlySet<number> = new Set()
  #to: ReadonlySet<number> = new Set()

  constructor(needs: HandsNeeds) {
    this.#needs = needs
  }

  /** Reads anew what the rows and this device's own errands say. */
  refresh(): void {
    const { staff, cache, journal } = this.#needs
    this.#own = journal.errands.handed()
    const { hands } = cache.read
    this.#by = new Set([...hands.by(staff.id), ...this.#own.keys()])
    this.#to = new Set(hands.to(staff.id).filter((no) => !this.#own.has(no)))
  }

  /** The cases that this person handed on and that nobody has decided or taken since. */
  get by(): ReadonlySet<number> {
    return this.#by
  }

  /** The cases that were handed to this person. */
  get to(): ReadonlySet<number> {
    return this.#to
  }

  /** How a case was handed on, or null. */
  on(no: number): HandView | null {
    const { staff, cache, deskClock } = this.#needs
    const own = this.#own.get(no)
    if (own) {
      const { to, words, madeAt, offsetMs } = own
      const at = instant(Date.parse(madeAt) + (offsetMs ?? deskClock.offsetMs() ?? 0))
      return { by: staff.name, to: to && this.#nameOf(to), words, at, mine: 'by' }
    }
    const row = cache.read.hands.on(no)
    if (!row) return null
    const { byId, byName, toId, toName, words, at } = row
    const mine = toId === staff.id ? 'to' : byId === staff.id ? 'by' : null
    return { by: byName, to: toName, words, at, mine }
  }

  /**
   * Whom a case can be handed to, the likeliest first: who handed it on, then those who have a case
   * now, then the others by name.
   */
  people(no: number): HandPerson[] {
    const { staff, cache, claims } = this.#needs
    const gave = cache.read.hands.on(no)?.byId
    const atWork = new Set(cache.read.claims.atWork(claims.now()))
    return cache.read.log
      .colleagues()
      .filter(({ id, role, active }) => active && id !== staff.id && may(role, 'decide'))
      .map(({ id, name, role }): HandPerson => {
        const why = id === gave ? 'gave' : atWork.has(id) ? 'at-work' : null
        return { id, name, role, why }
      })
      .sort((a, b) => ORDER.indexOf(a.why) - ORDER.indexOf(b.why) || a.name.localeCompare(b.name))
  }

  #nameOf(id: string): string {
    return this.#needs.cache.read.log.staff().find((one) => one.id === id)?.name ?? 'a colleague'
  }
}

const ORDER: readonly HandPerson['why'][] = ['gave', 'at-work', null]
