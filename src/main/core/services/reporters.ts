import type { Input } from '../../../shared/contract/contract.ts'
import type { MuteAnswer, Reporters } from '../../../shared/desk/reporters.ts'
import { problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { Chance, Clock, Desk } from '../ports.ts'
import type { Cache } from '../store/cache.ts'
import { Wish } from './wish.ts'

export interface ReporterNeeds {
  readonly token: string
  readonly desk: Desk
  readonly cache: Cache
  readonly clock: Clock
  readonly chance: Chance
}

/** Those who report, asked of the desk each time: nothing of it is kept on this device. */
export class ReporterDesk {
  readonly #needs: ReporterNeeds
  readonly #wish: Wish

  constructor(needs: ReporterNeeds) {
    this.#needs = needs
    this.#wish = new Wish(needs)
  }

  get({ no, named }: Input<'reporters.get'>): Promise<Reporters> {
    const { desk, token } = this.#needs
    return desk.reporters(token, this.#caseId(no), named)
  }

  mute({ no, reader, until, reason }: Input<'reader.mute'>): Promise<MuteAnswer> {
    const { desk, token } = this.#needs
    const caseId = this.#caseId(no)
    return this.#wish.ask(['mute', caseId, reader, until, reason], (requestId) =>
      desk.mute(token, { requestId, caseId, reader, until, reason }),
    )
  }

  endMute({ muteId }: Input<'reader.end-mute'>): Promise<MuteAnswer> {
    const { desk, token } = this.#needs
    return this.#wish.ask(['end-mute', muteId], (requestId) =>
      desk.endMute(token, { requestId, muteId }),
    )
  }

  #caseId(no: number): string {
    const row = this.#needs.cache.read.summary(no)
    if (!row) throw new ProblemError(problem('not-found', 'This case is not on this device.'))
    return row.caseId
  }
}
