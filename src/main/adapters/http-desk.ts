import { createParser } from 'eventsource-parser'
import ky, { type KyInstance, type KyResponse, type Options } from 'ky'
import { z } from 'zod'
import { ClaimAnswer, NextAnswer } from '../../shared/desk/claims.ts'
import {
  CursorGone,
  EpochGone,
  Hello,
  LONGEST_WAIT_S,
  PROTOCOL,
  type ProtocolRange,
  Refusal,
  Revision,
  Session,
  type SignIn,
  StaffList,
} from '../../shared/desk/desk.ts'
import { MuteAnswer, Reporters } from '../../shared/desk/reporters.ts'
import { HeardPushAnswer } from '../../shared/desk/push.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import type { Desk } from '../core/ports.ts'
import { type BodyBounds, bodyWithin } from './bounded-body.ts'
import { type Answered, jsonOf, refusal } from './refusal.ts'
import { Speech } from './speech.ts'

const TIMEOUT_MS = 30_000
/** More than the longest page: a thousand comments of the longest kind, and what was said of them. */
const MOST_BYTES = 512 * 1024 * 1024
const GONE = 410
const UPGRADE = 426

/** When an answer is given up. */
interface Patience {
  /** How long the desk may say nothing, in milliseconds. */
  readonly timeoutMs?: number
  /** How large an answer may be, in bytes. */
  readonly mostBytes?: number
}

interface HttpDeskOptions extends Patience {
  /** Which versions of the protocol to speak; left out, all that this program knows. */
  readonly protocol?: ProtocolRange
}

/** The desk at an address, over HTTP. */
export function httpDesk(
  url: string,
  { timeoutMs = TIMEOUT_MS, mostBytes = MOST_BYTES, protocol = PROTOCOL }: HttpDeskOptions = {},
): Desk {
  const client = ky.create({
    prefix: url,
    headers: { 'accept-encoding': 'zstd, gzip' }, // by itself it asks for gzip, and knows both
    retry: 0, // sync owns when to try again
    timeout: timeoutMs,
    throwHttpErrors: false,
  })
  const hold = new Hold()
  const speech = new Speech(protocol)
  const line: Line = { client, hold, speech, bounds: { bytes: mostBytes, silenceMs: timeoutMs } }
  return {
    url,
    signIn: async (body: SignIn) =>
      read(await ask(line, 'v1/session', { method: 'post', json: body }), Session),
    signOut: async (token) => {
      await ask(line, 'v1/session', { method: 'delete', ...as(token) })
    },
    hello: async (token, known, mark) => {
      const searchParams = { ...known, ...(mark != null && { mark }) }
      const options = { ...as(token), searchParams }
      const hello = read(await ask(line, 'v1/hello', options), Hello)
      const unspeakable = speech.heard(hello.protocol)
      if (unspeakable) throw new ProblemError(unspeakable)
      return hello
    },
    changes: async (token, cursor, limit) => {
      const searchParams = { limit, ...(cursor === undefined ? { first: 'open' } : { cursor }) }
      const response = await ask(line, 'v1/sync/changes', { ...as(token), searchParams })
      if (response.ok) return { kind: 'page', body: response.body }
      const { gone, epoch } = read(response, CursorGone)
      return { kind: 'gone', why: gone, epoch }
    },
    push: async (token, { epoch, mark }, ops) => {
      const told = mark === null ? '' : `"mark":${JSON.stringify(mark)},`
      const body = `{"epoch":${JSON.stringify(epoch)},${told}"ops":[${ops.join(',')}]}`
      const { headers } = as(token)
      const options = {
        method: 'post',
        body,
        headers: { ...headers, 'content-type': 'application/json' },
      }
      const response = await ask(line, 'v1/sync/push', options)
      if (response.ok) return { kind: 'answered', answer: read(response, HeardPushAnswer) }
      return { kind: 'gone', epoch: read(response, EpochGone).epoch }
    },
    ...{ ...records(line), ...people(line) },
    ...claims(line),
    ...news(line, timeoutMs),
    drop: () => {
      hold.drop()
    },
    close: () => {
      hold.close()
    },
  }
}

/** Hearing that there is something new: by a stream, and by asking and waiting. */
function news(line: Line, timeoutMs: number): Pick<Desk, 'live' | 'awaitChange'> {
  return {
    live: async (token, heard, signal) => {
      const options = { ...as(token), signal, timeout: false } as const
      const response = await opened(line, 'v1/sync/live', options)
      if (!response.ok) throw new ProblemError(refusal(await whole(response, line.bounds)))
      await listen(response, heard)
    },
    awaitChange: async (token, cursor, signal) => {
      const searchParams = { cursor, limit: 1, wait: LONGEST_WAIT_S }
      const timeout = LONGEST_WAIT_S * 1000 + timeoutMs
      const options = { ...as(token), searchParams, signal, timeout }
      const response = await ask(line, 'v1/sync/changes', options)
      return !response.ok || read(response, Waited).items.length > 0
    },
  }
}

/** Of a page that is only waited for: whether there is anything on it. */
const Waited = z.object({ items: z.array(z.unknown()) })

const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

/** The log, and what its pseudonyms and commitments stand for. */
function records(line: Line): Pick<Desk, 'log' | 'staff' | 'revision'> {
  return {
    log: async (token, { whole, after, limit }) => {
      const options = { ...as(token), searchParams: { after, limit } }
      return (await ask(line, whole ? 'v1/log' : 'v1/log/own', options)).body
    },
    staff: async (token) => read(await ask(line, 'v1/staff', as(token)), StaffList),
    revision: async (token, caseId, bodyRev) => {
      const place = `v1/cases/${encodeURIComponent(caseId)}/revisions/${bodyRev}`
      const response = await ask(line, place, as(token))
      if (response.status === GONE) throw new ProblemError(refusal(response))
      return read(response, Revision)
    },
  }
}

/** Taking cases and giving them back. */
function claims(line: Line): Pick<Desk, 'claimNext' | 'claimNamed' | 'giveBack'> {
  const post = (token: string, path: string, json: unknown) =>
    ask(line, path, { method: 'post', json, ...as(token) })
  return {
    claimNext: async (token, request) =>
      read(await post(token, 'v1/claims/next', request), NextAnswer),
    claimNamed: async (token, request) =>
      read(await post(token, 'v1/claims', request), ClaimAnswer),
    giveBack: async (token, request) =>
      read(await post(token, 'v1/claims/give-back', request), ClaimAnswer),
  }
}

/** Those who report. */
function people(line: Line): Pick<Desk, 'reporters' | 'mute' | 'endMute'> {
  const post = async (token: string, path: string, json: unknown) =>
    read(await ask(line, path, { method: 'post', json, ...as(token) }), MuteAnswer)
  return {
    reporters: async (token, caseId, named) => {
      const place = `v1/cases/${encodeURIComponent(caseId)}/reporters${named ? '/identities' : ''}`
      return read(await ask(line, place, as(token)), Reporters)
    },
    mute: (token, request) => post(token, 'v1/readers/mute', request),
    endMute: (token, request) => post(token, 'v1/readers/end-mute', request),
  }
}

/** What holds the calls that are under way, and lets go of them. */
class Hold {
  #dropping = new AbortController()
  #isClosed = false

  get signal(): AbortSignal {
    return this.#dropping.signal
  }

  drop(): void {
    this.#dropping.abort()
    if (!this.#isClosed) this.#dropping = new AbortController()
  }

  close(): void {
    this.#isClosed = true
    this.drop()
  }
}

/** Options whose headers are plain, so that they can be added to. */
interface HeadedOptions extends Omit<Options, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>
}

interface Line {
  readonly client: KyInstance
  readonly hold: Hold
  readonly speech: Speech
  readonly bounds: BodyBounds
}

/**
 * Asks; a refusal, or no whole answer, is thrown as the problem it is. What is gone is an answer. Where
 * the desk does not speak this version but another that is known here, asks once more in that.
 */
async function ask(line: Line, path: string, options: HeadedOptions): Promise<Answered> {
  const response = await asked(line, path, options)
  const theirs = response.status === UPGRADE ? spokenBy(response) : undefined
  if (!theirs) return response
  const before = line.speech.version
  const unspeakable = line.speech.heard(theirs)
  if (unspeakable) throw new ProblemError(unspeakable)
  if (line.speech.version === before) throw new ProblemError(refusal(response))
  return asked(line, path, options)
}

async function asked(line: Line, path: string, options: HeadedOptions): Promise<Answered> {
  const response = await whole(await opened(line, path, options), line.bounds)
  if (response.ok || response.status === GONE || spokenBy(response)) return response
  throw new ProblemError(refusal(response))
}

function spokenBy(response: Answered): ProtocolRange | undefined {
  return response.status === UPGRADE
    ? Refusal.safeParse(jsonOf(response)).data?.protocol
    : undefined
}

async function whole({ ok, status, body }: KyResponse, bounds: BodyBounds): Promise<Answered> {
  return { ok, status, body: await bodyWithin(body, bounds) }
}

async function opened(
  { client, hold, speech }: Line,
  path: string,
  { signal, headers, ...options }: HeadedOptions,
): Promise<KyResponse> {
  try {
    const both = signal ? AbortSignal.any([signal, hold.signal]) : hold.signal
    const spoken = { ...headers, 'linesman-protocol': String(speech.version) }
    return await client(path, { ...options, headers: spoken, signal: both })
  } catch (error) {
    throw new ProblemError(
      problem('desk-unreachable', `The desk cannot be reached (${reason(error)}).`),
    )
  }
}

function read<T>(response: Answered, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(jsonOf(response))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue?.path.map(String).join('.')
  throw new ProblemError(
    problem(
      'desk-nonsense',
      `The desk’s answer makes no sense (${where ?? ''} ${issue?.message ?? ''}).`,
    ),
  )
}

async function listen(response: KyResponse, heard: (news: boolean) => void): Promise<void> {
  const parser = createParser({
    onEvent: ({ event }) => {
      heard(event === 'head')
    },
    onComment: () => {
      heard(false)
    },
    maxBufferSize: 64 * 1024,
  })
  const decoder = new TextDecoder()
  if (!response.body) return
  const chunks: AsyncIterable<Uint8Array> = response.body
  for await (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }))
}

/** A short reason in words, without addresses or tokens. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} s`
  const cause = z.object({ code: z.string() }).safeParse(error.cause).data
  return cause?.code ?? 'no answer'
}
