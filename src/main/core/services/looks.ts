import { SHORT_LOOK_MS } from '../../../shared/desk/claims.ts'
import { uuidV7 } from '../../../shared/domain/ids.ts'
import { instant } from '../../../shared/domain/instant.ts'
import type { Chance, Clock, Desk } from '../ports.ts'
import type { Cache } from '../store/cache.ts'
import type { Claims } from './claims.ts'
import type { Queue } from './queue.ts'

export interface LooksNeeds {
  readonly token: string
  readonly desk: Desk
  readonly cache: Cache
  readonly claims: Claims
  readonly queue: Queue
  readonly clock: Clock
  readonly chance: Chance
  /** Whether the desk was there a moment ago: nothing is asked of one that was not. */
  readonly online: () => boolean
}

interface Look {
  readonly no: number
  readonly caseId: string
  /** By the desk's clock; undefined until the desk has answered. */
  readonly until?: string
}

/**
 * Short claims of the case that a person has open. They are hints for colleagues: nothing waits for
 * them, and nothing is said where one fails. They run out by themselves.
 */
export class Looks {
  readonly #needs: LooksNeeds
  /** The one that is under way or stands. */
  #look: Look | undefined

  constructor(needs: LooksNeeds) {
    this.#needs = needs
  }

  /** A person goes on having this case open; said again, it lasts longer. */
  at(no: number): void {
    if (this.#look?.no !== no) this.leave()
    const { cache, claims, queue, online } = this.#needs
    const caseId = cache.read.summary(no)?.caseId
    const decided = queue.own.overlays.get(no)?.kind === 'hidden'
    if (caseId === undefined || decided || claims.on(no) !== null || !online()) return
    const look = { no, caseId }
    this.#look = look
    void this.#claim(look).catch(() => undefined)
  }

  /** They have it open no longer. What was decided lets go by itself when the desk has it. */
  leave(): void {
    const look = this.#look
    this.#look = undefined
    if (look) this.#letGo(look)
  }

  async #claim(look: Look): Promise<void> {
    const { desk, token, claims, chance, clock } = this.#needs
    const until = instant(Date.parse(claims.now()) + SHORT_LOOK_MS)
    const requestId = uuidV7(clock.now(), chance.bytes(10))
    await desk.claimNamed(token, { requestId, caseIds: [look.caseId], until })
    const standing = { ...look, until }
    if (this.#look?.no === look.no) this.#look = standing
    else this.#letGo(standing)
  }

  #letGo({ no, caseId, until }: Look): void {
    const { desk, token, claims, queue, online, chance, clock } = this.#needs
    const decided = queue.own.overlays.get(no)?.kind === 'hidden'
    // Where somebody has taken it meanwhile, or oneself in earnest, the look has ended.
    const over = until === undefined || until <= claims.now() || claims.on(no) !== null
    if (over || decided || !online()) return
    const requestId = uuidV7(clock.now(), chance.bytes(10))
    void desk.giveBack(token, { requestId, caseIds: [caseId], looks: true }).catch(() => undefined)
  }
}
