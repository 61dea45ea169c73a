/** Speaks the platform port over HTTP, and believes nothing it is answered before it has looked. */
import type { ReadableStreamDefaultReader } from 'node:stream/web'
import type { z } from 'zod'
import { badInput, problem, ProblemError } from '../../shared/domain/problem.ts'
import { mendText } from '../../shared/domain/text.ts'
import {
  CommentInPlace,
  EventPage,
  Overtaken,
  PlatformHello,
  Receipt,
} from '../../shared/platform/platform.ts'
import type { Platform } from './platform.ts'

/** No single answer may take longer, a long poll's wait aside. */
const PATIENCE_MS = 15_000
/** Larger than any page the port allows; more is not read. */
const MOST_BYTES = 64 * 1024 * 1024

interface Reply {
  readonly status: number
  readonly text: string
}

const unreachable = (why: string) =>
  new ProblemError(problem('platform-unreachable', `The platform ${why}.`))

function parseReply<T>(schema: z.ZodType<T>, { text }: Reply, what: string): T {
  let value: unknown
  try {
    // The door: whatever a platform's text holds, lone surrogates and NUL end here.
    value = JSON.parse(text, (_key, part: unknown) =>
      typeof part === 'string' ? mendText(part) : part,
    )
  } catch {
    throw new ProblemError(problem('desk-nonsense', `The platform's ${what} is no JSON.`))
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ProblemError({
    ...badInput(parsed.error, `The platform's ${what}`),
    code: 'desk-nonsense',
  })
}

async function textOf(response: Response): Promise<string> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
    bytes += chunk.value.byteLength
    if (bytes > MOST_BYTES) throw unreachable('answered with more than 64 MB')
    chunks.push(chunk.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Any answer that says neither yes nor a refusal the port knows. */
function refusal({ status }: Reply, what: string): ProblemError {
  if (status >= 500 || status === 429 || status === 408)
    return unreachable(`answered ${status} to ${what}`)
  if (status === 401 || status === 403)
    return unreachable(`refuses the desk's key (${status} to ${what}): check --platform-key-file`)
  return new ProblemError(problem('desk-nonsense', `The platform answered ${status} to ${what}.`))
}

type Call = (
  path: string,
  options: RequestInit & { readonly signal: AbortSignal; readonly patienceMs?: number },
) => Promise<Reply>

function callTo(root: string, key: string): Call {
  return async (path, { signal, patienceMs = PATIENCE_MS, ...rest }) => {
    try {
      const response = await fetch(root + path, {
        ...rest,
        redirect: 'error',
        headers: {
          authorization: `Bearer ${key}`,
          ...(rest.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      })
      return { status: response.status, text: await textOf(response) }
    } catch (error) {
      if (error instanceof ProblemError) throw error
      throw unreachable('cannot be reached')
    }
  }
}

/** The platform at this address. The key is sent with every call and never logged. */
export function httpPlatform(base: string, key: string): Platform {
  const root = `${base.replace(/\/+$/, '')}/platform/v1`

  const call = callTo(root, key)
  const put = (path: string, value: unknown, signal: AbortSignal) =>
    call(path, { method: 'PUT', body: JSON.stringify(value), signal })

  return {
    hello: async (signal) => {
      const reply = await call('/hello', { signal })
      if (reply.status !== 200) throw refusal(reply, 'hello')
      return parseReply(PlatformHello, reply, 'hello')
    },
    events: async (after, { limit, waitS, signal }) => {
      const query = new URLSearchParams({ limit: String(limit), wait: String(waitS) })
      if (after !== null) query.set('after', after)
      const patienceMs = PATIENCE_MS + waitS * 1000
      const reply = await call(`/events?${query.toString()}`, { signal, patienceMs })
      if (reply.status !== 200) throw refusal(reply, 'events')
      return parseReply(EventPage, reply, 'page of events')
    },
    comment: async (id, signal) => {
      const reply = await call(`/comments/${encodeURIComponent(id)}`, { signal })
      if (reply.status === 404) return undefined
      if (reply.status !== 200) throw refusal(reply, 'a comment')
      return parseReply(CommentInPlace, reply, 'comment')
    },
    show: async (decisionId, decision, signal) => {
      const reply = await put(`/decisions/${decisionId}`, decision, signal)
      if (reply.status === 409) {
        const { overtaken } = parseReply(Overtaken, reply, 'answer to a decision')
        return { shown: false, overtakenBy: overtaken.bodyRev }
      }
      if (reply.status !== 200 && reply.status !== 201) throw refusal(reply, 'a decision')
      return { shown: true, receipt: parseReply(Receipt, reply, 'receipt') }
    },
    terms: async (terms, signal) => {
      const reply = await put('/terms', terms, signal)
      if (reply.status >= 300) throw refusal(reply, 'the terms')
    },
  }
}
