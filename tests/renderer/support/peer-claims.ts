import type { Handlers, Input, Output } from '../../../src/shared/contract/contract.ts'
import type { BatchView, CaseClaim } from '../../../src/shared/contract/models.ts'
import { type Problem, ProblemError } from '../../../src/shared/domain/problem.ts'

export type BatchHandlers = Pick<
  Handlers,
  'batch.get' | 'batch.take' | 'batch.give-back' | 'case.claim'
>

const NO_BATCH: BatchView = {
  ...{ nos: [], decided: 0, severe: 0, until: null, last: null, ready: 0 },
}

/** What the far end answers of claims: as it is told to, and refusing all where it is told to. */
export class PeerClaims {
  claim: CaseClaim | null = null
  batch = NO_BATCH
  refusal: Problem | undefined
  take: (ask: Input<'batch.take'>) => Output<'batch.take'> = () => ({
    ...{ taken: [], leftOut: { restricted: 0, legal: 0, severe: 0 }, batch: this.batch },
  })

  readonly handlers: BatchHandlers = {
    'batch.get': () => this.batch,
    'batch.take': (ask) => this.#unless(() => this.take(ask)),
    'batch.give-back': ({ nos }) =>
      this.#unless(() => {
        this.batch = nos === null ? NO_BATCH : this.batch
        return this.batch
      }),
    'case.claim': () => this.#unless(() => ({ claim: this.claim })),
  }

  #unless<T>(answer: () => T): T {
    if (this.refusal) throw new ProblemError(this.refusal)
    return answer()
  }
}
