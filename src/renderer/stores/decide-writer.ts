import type { Answer, Problem } from '../../shared/domain/problem.ts'
import type { QueueStore } from './queue-store.ts'

/** Something that is written by the core: a decision, or an errand to a lead. */
export interface Writing<T> {
  /** The case that leaves the queue with it, or null where none does. */
  readonly leaves: number | null
  readonly call: () => Promise<Answer<T>>
  readonly onMade: (made: T) => void
  /** Opens it again with why it was not kept; false where something else is open. */
  readonly present: (problem: Problem) => boolean
}

/**
 * Writes by the core. The case is out of sight at once and counts until the core has it on disk;
 * what could not be kept comes back as it was, with the reason.
 */
export function createWriter(queue: QueueStore, onLeave: () => void) {
  const unkept: (() => boolean)[] = []
  const writing = new Set<Promise<void>>()

  const showUnkept = () => {
    const [next] = unkept
    if (next?.()) unkept.shift()
  }
  const settle = <T>({ leaves, onMade, present }: Writing<T>, answer: Answer<T>) => {
    if (answer.ok) {
      if (leaves !== null) queue.letGo(leaves)
      onMade(answer.value)
      return
    }
    if (leaves !== null) queue.comeBack(leaves)
    unkept.push(() => present(answer.problem))
    showUnkept()
  }
  return {
    showUnkept,
    write: <T>(one: Writing<T>) => {
      if (one.leaves !== null) {
        queue.leave(one.leaves)
        onLeave()
      }
      const done = one.call().then((answer) => {
        settle(one, answer)
      })
      writing.add(done)
      void done.finally(() => writing.delete(done))
    },
    /** When everything that was made is on disk or has come back. */
    written: async () => {
      await Promise.allSettled([...writing])
    },
  }
}
export type Writer = ReturnType<typeof createWriter>
