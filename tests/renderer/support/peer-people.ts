import type { Handlers } from '../../../src/shared/contract/contract.ts'
import type { Reporter, Reporters } from '../../../src/shared/desk/reporters.ts'
import { type Problem, ProblemError } from '../../../src/shared/domain/problem.ts'
import { AT, opId } from './cases.ts'

/** A reader by a letter from a to f, with so many reports; only what a test names is otherwise. */
export const aReporter = (letter: string, parts: Partial<Reporter> = {}): Reporter => ({
  ...{ reader: letter.repeat(32), reports: ['rep_1-000'], setAside: 0 },
  ...{ made: 4, decided: 0, upheld: 0, mute: null, identity: null },
  ...parts,
})

/** A desk that keeps these reporters in memory, mutes them and names them. */
export class PeerPeople {
  reporters: readonly Reporter[] = []
  more = 0
  refusal: Problem | undefined

  readonly handlers: Pick<Handlers, 'reporters.get' | 'reader.mute' | 'reader.end-mute'> = {
    'reporters.get': ({ named }): Reporters => {
      this.#refuse()
      const reporters = this.reporters.map((one) =>
        named ? { ...one, identity: { reporter: `who-${one.reader[0] ?? ''}`, email: null } } : one,
      )
      return { caseId: 'case_1000', reporters, more: this.more }
    },
    'reader.mute': ({ reader, until, reason }) => {
      this.#refuse()
      const by = { id: 'stf_morven', name: 'Morven Haldry' }
      const mute = { muteId: opId(900), by, reason, at: AT, until }
      this.reporters = this.reporters.map((one) => (one.reader === reader ? { ...one, mute } : one))
      return { requestId: opId(900), muteId: opId(900), until }
    },
    'reader.end-mute': ({ muteId }) => {
      this.#refuse()
      this.reporters = this.reporters.map((one) =>
        one.mute?.muteId === muteId ? { ...one, mute: null } : one,
      )
      return { requestId: opId(901), muteId, until: null }
    },
  }

  #refuse(): void {
    if (this.refusal) throw new ProblemError(this.refusal)
  }
}
