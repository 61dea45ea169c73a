/** The paper's operator door over HTTP, tried again while the paper is away. */
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { Refusal } from '../../src/shared/desk/desk.ts'
import {
  ArticleList,
  ImportAnswer,
  type ImportItem,
  type ImportResult,
} from '../../src/shared/platform/operator.ts'
import { ImportFailure } from './input-row.ts'

const REQUEST_MS = 30_000
const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 5_000

export interface PaperDoor {
  /** The paper's own address. */
  readonly url: URL
  readonly key: string
  /** How long to go on trying while the paper does not answer, in milliseconds. */
  readonly patienceMs: number
  readonly signal: AbortSignal
  /** Told of each wait, once the paper has stopped answering. */
  readonly onWait: (why: string) => void
}

/** What one attempt came to: an answer, or why it may be worth another. */
type Attempt = { readonly response: Response; readonly body: string } | { readonly away: string }

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  if (error.name === 'TimeoutError') return 'no answer in 30 s'
  const cause = error.cause
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message
  return error.message
}

async function attempt(door: PaperDoor, path: string, body: string | undefined): Promise<Attempt> {
  try {
    const response = await fetch(new URL(path, door.url), {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${door.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      redirect: 'manual', // the key is for this address alone
      signal: AbortSignal.any([door.signal, AbortSignal.timeout(REQUEST_MS)]),
      ...(body === undefined ? {} : { body }),
    })
    if (response.status >= 500 || response.status === 429 || response.status === 408) {
      await response.body?.cancel()
      return { away: `HTTP ${response.status}` }
    }
    return { response, body: await response.text() }
  } catch (error) {
    door.signal.throwIfAborted()
    return { away: causeOf(error) }
  }
}

/** Asks until there is an answer, or throws an `ImportFailure` once patience is spent. */
async function ask(door: PaperDoor, path: string, body?: string) {
  const until = performance.now() + door.patienceMs
  for (let pause = FIRST_WAIT_MS; ; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
    const tried = await attempt(door, path, body)
    if ('response' in tried) return tried
    const left = until - performance.now()
    if (left <= 0)
      throw new ImportFailure(`The paper at ${door.url.origin} gave no answer (${tried.away}).`)
    door.onWait(tried.away)
    await wait(Math.min(pause * (0.75 + Math.random() / 2), left), undefined, {
      signal: door.signal,
    })
  }
}

function parsed<T extends z.ZodType>(schema: T, text: string): z.infer<T> | undefined {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return undefined // whoever asked says that the answer made no sense
  }
}

/** The refusal of a whole call, as the one sentence that ends the import. */
function refused({ url }: PaperDoor, status: number, body: string): ImportFailure {
  const why = parsed(Refusal, body)?.problem.message
  if (status === 401 || status === 403)
    return new ImportFailure(
      `The paper at ${url.origin} does not take this key; use the "operator" key of the keys.json that this paper wrote.`,
    )
  if (status === 404)
    return new ImportFailure(`${url.origin} has no door for an operator; is it a Linesman paper?`)
  return new ImportFailure(
    `The paper at ${url.origin} refused the import (HTTP ${status})${why === undefined ? '.' : `: ${why}`}`,
  )
}

const NONSENSE = 'answered something that is not an import answer; is it a Linesman paper?'

/** The articles that the paper has. */
export async function fetchArticles(door: PaperDoor): Promise<ArticleList> {
  const { response, body } = await ask(door, '/operator/v1/articles')
  if (response.status !== 200) throw refused(door, response.status, body)
  const list = parsed(ArticleList, body)
  if (list === undefined) throw new ImportFailure(`${door.url.origin} ${NONSENSE}`)
  return list
}

/**
 * Sends comments and gives one result for each, in their order.
 *
 * A batch that the paper refuses as a whole (too large, or its limits differ from ours) is sent in
 * halves, so that one item costs no other.
 */
export async function sendComments(
  door: PaperDoor,
  source: string,
  items: readonly ImportItem[],
): Promise<readonly ImportResult[]> {
  const { response, body } = await ask(
    door,
    '/operator/v1/comments',
    JSON.stringify({ source, items }),
  )
  if (response.status === 200) {
    const answer = parsed(ImportAnswer, body)
    if (answer?.results.length !== items.length)
      throw new ImportFailure(`${door.url.origin} ${NONSENSE}`)
    return answer.results
  }
  const [only] = items
  if (only === undefined || (response.status !== 413 && response.status !== 400))
    throw refused(door, response.status, body)
  if (items.length === 1) {
    const reason = refused(door, response.status, body).message
    return [{ externalId: only.externalId, status: 'refused', reportsAdded: 0, reason }]
  }
  const half = Math.ceil(items.length / 2)
  return [
    ...(await sendComments(door, source, items.slice(0, half))),
    ...(await sendComments(door, source, items.slice(half))),
  ]
}
