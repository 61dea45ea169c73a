import { z } from 'zod'
import { Refusal } from '../../shared/desk/desk.ts'
import { type Problem, problem, type ProblemCode } from '../../shared/domain/problem.ts'

/** An answer that came whole. */
export interface Answered {
  readonly ok: boolean
  readonly status: number
  readonly body: ArrayBuffer
}

/** What a status means where the code that came with it is not known here: a newer desk has more codes. */
const CODES: Readonly<Record<number, ProblemCode>> = {
  400: 'bad-input',
  401: 'signed-out',
  403: 'not-permitted',
  404: 'not-found',
  409: 'stale-case',
  410: 'gone',
  413: 'too-large',
  426: 'upgrade-required',
  429: 'too-many-attempts',
}

const UnknownRefusal = z.object({ problem: z.object({ message: z.string() }) })

/** The problem that an answer is which is no success. */
export function refusal(response: Answered): Problem {
  const json = jsonOf(response)
  const told = Refusal.safeParse(json).data
  if (told) return told.problem
  const { status } = response
  const code = status >= 500 ? 'desk-busy' : CODES[status]
  const words = UnknownRefusal.safeParse(json).data?.problem.message
  if (code && words !== undefined) return problem(code, words)
  if (status >= 500)
    return problem('desk-busy', `The desk is in trouble (${status}). It is tried again.`)
  return problem('desk-nonsense', `What answers there is no desk (${status}).`)
}

/** The JSON of an answer, or undefined where it is none. */
export function jsonOf({ body }: Answered): unknown {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(body))
    return json
  } catch {
    return undefined
  }
}
