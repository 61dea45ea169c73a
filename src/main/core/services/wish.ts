import { uuidV7 } from '../../../shared/domain/ids.ts'
import { ProblemError } from '../../../shared/domain/problem.ts'
import type { Chance, Clock } from '../ports.ts'

/** Asks the desk for what it does once for each id. */
export class Wish {
  readonly #ports: { readonly clock: Clock; readonly chance: Chance }
  /** The wish that is not answered yet: asked again in the same words, it goes under the same id. */
  #open: { readonly words: string; readonly requestId: string } | undefined

  constructor(ports: { readonly clock: Clock; readonly chance: Chance }) {
    this.#ports = ports
  }

  /** Asks the desk; the same wish goes under the same id until it is answered or refused. */
  async ask<A>(wish: readonly unknown[], ask: (requestId: string) => Promise<A>): Promise<A> {
    const { clock, chance } = this.#ports
    const words = JSON.stringify(wish)
    const requestId =
      this.#open?.words === words ? this.#open.requestId : uuidV7(clock.now(), chance.bytes(10))
    this.#open = { words, requestId }
    try {
      const answer = await ask(requestId)
      this.#open = undefined
      return answer
    } catch (error) {
      if (!isUnanswered(error)) this.#open = undefined
      throw error
    }
  }
}

/** Whether the desk may have done it all the same. */
function isUnanswered(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return true
  const { code } = error.problem
  return code === 'desk-unreachable' || code === 'desk-busy'
}
