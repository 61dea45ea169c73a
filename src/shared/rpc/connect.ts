import {
  contract,
  events,
  type EventName,
  type Input,
  type Method,
  type Output,
  type Payload,
} from '../contract/contract.ts'
import { type Answer, type Problem, problem } from '../domain/problem.ts'
import { parseFrame, Reply } from './frames.ts'
import type { Wire } from './wire.ts'

/** The renderer's half of the wire. Calls never throw and never hang: they are answered or time out. */
export interface Client {
  call<M extends Method>(method: M, input: Input<M>): Promise<Answer<Output<M>>>
  on<E extends EventName>(name: E, listener: (payload: Payload<E>) => void): () => void
  /** Told once, when the wire closes: by whom does not matter, nothing more will come. */
  onClose(listener: () => void): void
}

const TIMEOUT_MS = 30_000
const LOST: Problem = {
  code: 'desk-unreachable',
  message: 'The window has lost its own program. Reload it, or start Linesman again.',
}

interface Waiting {
  readonly settle: (answer: Answer<unknown>) => void
  readonly timer: ReturnType<typeof setTimeout>
}

/** Connects to the core at the far end of a wire. */
export function connect(wire: Wire): Client {
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(payload: never) => void>>()
  let last = 0
  let open = true

  const finish = (id: number, answer: Answer<unknown>) => {
    const call = waiting.get(id)
    if (!call) return
    waiting.delete(id)
    clearTimeout(call.timer)
    call.settle(answer)
  }
  wire.onFrame((frame) => {
    const reply = Reply.safeParse(parseFrame(frame)).data
    if (!reply) return
    if (reply.k === 'ok') finish(reply.id, { ok: true, value: reply.output })
    else if (reply.k === 'no') finish(reply.id, { ok: false, problem: reply.problem })
    else tell(listeners, reply.name, reply.payload)
  })
  wire.onClose(() => {
    open = false
    for (const id of [...waiting.keys()]) finish(id, { ok: false, problem: LOST })
  })

  return {
    call: async (method, input) => {
      if (!open) return { ok: false, problem: LOST }
      const id = ++last
      const answer = await new Promise<Answer<unknown>>((settle) => {
        const timer = setTimeout(() => {
          finish(id, { ok: false, problem: problem('defect', 'No answer came within 30 s.') })
        }, TIMEOUT_MS)
        waiting.set(id, { settle, timer })
        wire.send(JSON.stringify({ k: 'call', id, method, input }))
      })
      return answer.ok ? parsed(method, answer.value) : answer
    },
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      return () => set.delete(listener)
    },
    onClose: (listener) => {
      wire.onClose(listener)
    },
  }
}

function parsed<M extends Method>(method: M, value: unknown): Answer<Output<M>> {
  const result = contract[method].output.safeParse(value)
  if (!result.success)
    return { ok: false, problem: problem('defect', `The answer to ${method} had another shape.`) }
  return { ok: true, value: result.data as Output<M> }
}

function tell(
  listeners: ReadonlyMap<string, ReadonlySet<(payload: never) => void>>,
  name: string,
  payload: unknown,
): void {
  if (!Object.hasOwn(events, name)) return
  const result = events[name as EventName].safeParse(payload)
  if (!result.success) return
  for (const listener of listeners.get(name) ?? []) listener(result.data as never)
}
