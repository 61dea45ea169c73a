/**
 * Failures are data. A code says what went wrong, its remedy what a person can do about it; the
 * sentence that comes with it says both in a moderator's words.
 */
import { z } from 'zod'

/** What a person can do about each way a call can fail. Codes are public: add one, never rename one. */
export const remedies = {
  'bad-input': 'fix',
  'illegal-step': 'fix',
  'not-permitted': 'fix',
  'not-found': 'fix',
  'op-reused': 'fix',
  'too-large': 'fix',
  'rule-unknown': 'fix',
  'stale-case': 'look-again',
  'too-late': 'look-again',
  gone: 'look-again',
  'desk-unreachable': 'wait',
  'desk-busy': 'wait',
  'platform-unreachable': 'wait',
  'desk-restored': 'wait',
  'too-many-attempts': 'wait',
  'signed-out': 'sign-in',
  'wrong-password': 'sign-in',
  'device-revoked': 'sign-in',
  'account-closed': 'sign-in',
  'upgrade-required': 'upgrade',
  'disk-full': 'free-space',
  'store-unwritable': 'free-space',
  'store-damaged': 'call-for-help',
  'desk-nonsense': 'call-for-help',
  'history-lost': 'call-for-help',
  defect: 'call-for-help',
} as const

export type ProblemCode = keyof typeof remedies

const codes = Object.keys(remedies) as [ProblemCode, ...ProblemCode[]]

/** One input that was refused: where, why and what would be accepted. */
export const FieldProblem = z.object({ field: z.string(), message: z.string() })

/** A failure as it crosses a wire: no stack, no comment text, no token. */
export const Problem = z.object({
  code: z.enum(codes),
  message: z.string(),
  fields: z.array(FieldProblem).optional(),
  /** Of a `wait`: when it may be worth trying again, in milliseconds. */
  afterMs: z.int().min(0).optional(),
})
export type Problem = z.infer<typeof Problem>

/** What became of a call: its value, or the problem. Never thrown. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

/** Carries a problem through a `throw` to the one place that answers. Not subclassed. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.message}`)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** A problem of one code in words a moderator understands. */
export function problem(code: ProblemCode, message: string): Problem {
  return { code, message }
}

/**
 * Turns a schema's complaints into a `bad-input` problem that names each field.
 *
 * Only paths and rules are said, never the refused value: it may be a reader's words or a token.
 */
export function badInput(error: z.ZodError, what: string): Problem {
  const fields = error.issues.slice(0, 20).map(({ path, message }) => ({
    field: path.map(String).join('.') || '(whole)',
    message,
  }))
  const first = fields[0]
  const message = first
    ? `${what} was refused: ${first.field} ${first.message}.`
    : `${what} was refused.`
  return { code: 'bad-input', message, fields }
}

/** The refusal of one field: `message` goes after its name, as in *until must be after now*. */
export function badField(field: string, message: string): Problem {
  return { ...problem('bad-input', `${field} ${message}.`), fields: [{ field, message }] }
}

/** Stops on what the types cannot say; the reason is the rationale for knowing it holds. */
export function invariant(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${reason}`)
}
