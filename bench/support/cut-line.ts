/** The line between a console and its desk, that can be cut and laid again at a word. */
import { problem, ProblemError } from '../../src/shared/domain/problem.ts'
import type { Desk } from '../../src/main/core/ports.ts'

const CUT = new ProblemError(problem('desk-unreachable', 'The line is cut.'))

/** What a console may do to its end of the line even when nothing comes through. */
const OWN_END: readonly (string | symbol)[] = ['drop', 'close']

/** A desk at the end of a line that is cut until `lay` is called. Laid, it is the desk itself. */
export function atEndOfLine(desk: Desk): {
  readonly desk: Desk
  /** Lets nothing more through; what is under way is dropped. */
  cut(): void
  lay(): void
} {
  let laid = false
  return {
    desk: new Proxy(desk, {
      get: (there, name) => {
        const part: unknown = Reflect.get(there, name)
        if (typeof part !== 'function' || OWN_END.includes(name)) return part
        return (...given: unknown[]): unknown =>
          laid ? Reflect.apply(part, there, given) : Promise.reject(CUT)
      },
    }),
    cut: () => {
      laid = false
      desk.drop()
    },
    lay: () => {
      laid = true
    },
  }
}
