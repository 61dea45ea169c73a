import { contract, events, type Handlers, type Method } from '../contract/contract.ts'
import { badInput, type Problem, problem, ProblemError } from '../domain/problem.ts'
import { Call, parseFrame, type Reply } from './frames.ts'
import { MAX_FRAME, type Wire } from './wire.ts'

/** Told of a defect, so that it is logged where the person who sees its id can be helped. */
export type OnDefect = (id: string, method: string, error: unknown) => void

const isMethod = (name: string): name is Method => Object.hasOwn(contract, name)

/**
 * The core's half of the wire: checks each call, runs its handler, answers. Nothing a frame holds
 * can make it throw. Returns how to tell the far end something unasked.
 */
export function serve(
  wire: Wire,
  handlers: Handlers,
  onDefect: OnDefect,
): (name: keyof typeof events, payload: unknown) => void {
  let open = true
  const send = (reply: Reply) => {
    if (open) wire.send(JSON.stringify(reply))
  }
  wire.onClose(() => {
    open = false
  })
  wire.onFrame((frame) => {
    const call = frame.length > MAX_FRAME ? undefined : Call.safeParse(parseFrame(frame)).data
    if (!call) return // not ours to answer: without an id there is nobody to tell
    const { id, method, input } = call
    void answer(handlers, method, input).then(
      (output) => {
        send({ k: 'ok', id, output })
      },
      (error: unknown) => {
        send({ k: 'no', id, problem: asProblem(error, method, onDefect) })
      },
    )
  })
  return (name, payload) => {
    send({ k: 'event', name, payload: events[name].parse(payload) })
  }
}

async function answer(handlers: Handlers, method: string, input: unknown): Promise<unknown> {
  if (!isMethod(method))
    throw new ProblemError(problem('bad-input', 'The console asked for something unknown.'))
  return run(handlers, method, input)
}

async function run(handlers: Handlers, method: Method, input: unknown): Promise<unknown> {
  const parsed = contract[method].input.safeParse(input)
  if (!parsed.success) throw new ProblemError(badInput(parsed.error, method))
  const handle: (input: never) => unknown = handlers[method]
  const output = await handle(parsed.data as never)
  return contract[method].output.parse(output)
}

let defects = 0

function asProblem(error: unknown, method: string, onDefect: OnDefect): Problem {
  if (error instanceof ProblemError) return error.problem
  const id = `D${++defects}`
  onDefect(id, method, error)
  return problem(
    'defect',
    `Something went wrong here (${id}). What you did is not lost if it said so.`,
  )
}
