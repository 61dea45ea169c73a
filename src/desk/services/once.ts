/** Requests that are answered once: asked again under the same id, they change nothing more. */
import canonicalize from 'canonicalize'
import { invariant, problem, ProblemError } from '../../shared/domain/problem.ts'
import { sha256 } from '../log/entry-text.ts'
import { answerOf, insertAnswer } from '../store/op-rows.ts'
import type { SessionRow } from '../store/session-rows.ts'
import type { WriteTx } from '../store/write.ts'

/** What a request is answered. No text may be in it: what is kept of it is never erased. */
export interface Answered<A> {
  readonly answer: A
  /** Whether the answer is kept for as long as there is a log: not that to a look. */
  readonly kept: boolean
}

/** The answer to a request as exact text: the one that its id has had, or a new one. */
export async function once<A>(
  tx: WriteTx,
  session: SessionRow,
  ask: {
    readonly what: string
    readonly request: { readonly requestId: string }
    readonly run: () => Promise<Answered<A>>
  },
): Promise<string> {
  const { what, request, run } = ask
  const { staffId } = session
  const opId = request.requestId
  const said = canonicalize([staffId, what, request])
  invariant(said !== undefined, 'a request was parsed, so it has a canonical form')
  const requestHash = sha256(new TextEncoder().encode(said))
  const had = await answerOf(tx.db, opId)
  if (had?.requestHash === requestHash) return had.answer
  if (had) throw new ProblemError(problem('op-reused', 'This id was given to another wish before.'))
  const { answer, kept } = await run()
  const text = JSON.stringify(answer)
  if (kept) await insertAnswer(tx, { opId, siteId: null, staffId, requestHash, answer: text })
  return text
}
