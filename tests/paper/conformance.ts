/**
 * What every platform that speaks the port must do, checked at an address with a key. The paper's
 * own tests run it; a connector for another platform runs it the same way.
 */
import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { uuidV7 } from '../../src/shared/domain/ids.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { Problem } from '../../src/shared/domain/problem.ts'
import {
  CommentInPlace,
  EventPage,
  Overtaken,
  PlatformHello,
  Receipt,
  type PublishedDecision,
} from '../../src/shared/platform/platform.ts'

/** A platform to be checked. */
export interface Subject {
  /** The address that stands before `/platform/v1`. */
  readonly url: string
  readonly key: string
  /** Makes a new comment of at least 20 characters with one report, and returns its id. */
  readonly reported: () => Promise<string>
  /** Has a comment's author change their text. */
  readonly edit: (commentId: string) => Promise<void>
}

const Refusal = z.object({ problem: Problem })
const ground = { code: 'CON-ABU', title: 'Personal abuse', terms: '1.0.0' }

class Caller {
  readonly #subject: Subject

  constructor(subject: Subject) {
    this.#subject = subject
  }

  async ask(method: 'GET' | 'PUT', address: string, body?: unknown) {
    const { url, key } = this.#subject
    const answer = await fetch(`${url}/platform/v1${address}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const parsed: unknown = text === '' ? undefined : JSON.parse(text)
    return { status: answer.status, body: parsed }
  }

  async get<T>(schema: z.ZodType<T>, address: string): Promise<T> {
    const { status, body } = await this.ask('GET', address)
    expect(status).toBe(200)
    return schema.parse(body)
  }

  /** Every event after a cursor, page by page. */
  async eventsAfter(cursor: string): Promise<EventPage> {
    const events: EventPage['events'] = []
    for (let next = cursor; ;) {
      const after = next === '' ? '' : `&after=${encodeURIComponent(next)}`
      const page = await this.get(EventPage, `/events?limit=100${after}`)
      events.push(...page.events)
      next = page.next
      if (!page.more) return { events, next, more: false }
    }
  }

  publish(id: string, decision: PublishedDecision) {
    return this.ask('PUT', `/decisions/${id}`, decision)
  }

  place(commentId: string): Promise<CommentInPlace> {
    return this.get(CommentInPlace, `/comments/${encodeURIComponent(commentId)}`)
  }
}

const newId = () => uuidV7(Date.now(), randomBytes(10))

const decisionOn = (
  { comment }: CommentInPlace,
  change: Partial<PublishedDecision> = {},
): PublishedDecision => ({
  commentId: comment.id,
  verb: 'delete',
  expectRev: comment.bodyRev,
  cuts: [],
  ground,
  decidedAt: instant(Date.now()),
  notice: 'What was done, and how to ask for a review.',
  ...change,
})

function checkReading(connect: () => Subject): void {
  const caller = () => new Caller(connect())

  it('says hello with its site', async () => {
    await caller().get(PlatformHello, '/hello')
  })

  it('refuses a wrong key with a problem', async () => {
    const { status, body } = await new Caller({ ...connect(), key: 'not-the-key' }).ask(
      'GET',
      '/hello',
    )
    expect(status).toBe(401)
    Refusal.parse(body)
  })

  it('gives a reported comment in its place', async () => {
    const id = await connect().reported()
    const { comment } = await caller().place(id)
    expect(comment).toMatchObject({ id, bodyRev: 1, deletedByAuthor: false })
    expect(comment.position).toBeLessThanOrEqual(comment.total)
  })

  it('answers 404 with a problem for what is not there', async () => {
    const { status, body } = await caller().ask('GET', '/comments/there-is-none')
    expect(status).toBe(404)
    expect(Refusal.parse(body).problem.code).toBe('not-found')
  })

  it('tells of a new report after the cursor, once, and of nothing that came before', async () => {
    const { next } = await caller().eventsAfter('')
    const id = await connect().reported()
    const page = await caller().eventsAfter(next)
    expect(page.events).toMatchObject([{ type: 'report', commentId: id, bodyRev: 1 }])
    expect((await caller().eventsAfter(page.next)).events).toEqual([])
  })

  it('gives the same events for the same cursor', async () => {
    const first = await caller().eventsAfter('')
    const again = await caller().eventsAfter('')
    expect(again.events.slice(0, first.events.length)).toEqual(first.events)
  })

  it('tells of an edit of a reported comment with its new revision', async () => {
    const id = await connect().reported()
    const { next } = await caller().eventsAfter('')
    await connect().edit(id)
    const { events } = await caller().eventsAfter(next)
    expect(events).toMatchObject([{ type: 'edited', commentId: id, bodyRev: 2 }])
    expect((await caller().place(id)).comment.bodyRev).toBe(2)
  })

  it('answers a long poll when something happens', async () => {
    const { next } = await caller().eventsAfter('')
    const after = encodeURIComponent(next)
    const waiting = caller().get(EventPage, `/events?wait=25&after=${after}`)
    const id = await connect().reported()
    expect((await waiting).events).toMatchObject([{ commentId: id }])
  })
}

function checkWriting(connect: () => Subject): void {
  const caller = () => new Caller(connect())

  it.each(['keep', 'delete', 'restore'] as const)('gives a receipt for a %s', async (verb) => {
    const place = await caller().place(await connect().reported())
    const id = newId()
    const { status, body } = await caller().publish(id, decisionOn(place, { verb }))
    expect(status).toBe(200)
    expect(Receipt.parse(body).decisionId).toBe(id)
  })

  it('takes the cuts of an amend', async () => {
    const place = await caller().place(await connect().reported())
    const cuts = [{ span: [0, 4] as [number, number], rule: ground.code, token: '[cut]' }]
    const { status } = await caller().publish(newId(), decisionOn(place, { verb: 'amend', cuts }))
    expect(status).toBe(200)
    const after = await caller().place(place.comment.id)
    expect(after.comment).toMatchObject({ body: place.comment.body, bodyRev: 1 })
  })

  it('takes words in the place of a cut, and by the same id no others', async () => {
    const place = await caller().place(await connect().reported())
    const words = 'the paper’s words'
    const cuts = [{ span: [0, 4] as [number, number], rule: ground.code, words, token: words }]
    const id = newId()
    const { status } = await caller().publish(id, decisionOn(place, { verb: 'amend', cuts }))
    expect(status).toBe(200)
    const others = [{ ...cuts[0], words: 'others', token: 'others' }]
    const again = decisionOn(place, { verb: 'amend', cuts: others as typeof cuts })
    expect((await caller().publish(id, again)).status).toBe(422)
  })

  it('gives the same receipt for the same decision, even after a later one', async () => {
    const place = await caller().place(await connect().reported())
    const id = newId()
    const first = await caller().publish(id, decisionOn(place))
    await caller().publish(newId(), decisionOn(place, { verb: 'restore' }))
    expect(await caller().publish(id, decisionOn(place))).toEqual(first)
  })

  it('answers overtaken when the author edited in between', async () => {
    const place = await caller().place(await connect().reported())
    await connect().edit(place.comment.id)
    const { status, body } = await caller().publish(newId(), decisionOn(place))
    expect(status).toBe(409)
    expect(Overtaken.parse(body).overtaken.bodyRev).toBe(2)
  })

  it('refuses a decision that is none, by field', async () => {
    const { status, body } = await caller().ask('PUT', `/decisions/${newId()}`, { verb: 'delete' })
    expect(status).toBe(400)
    const { code, fields } = Refusal.parse(body).problem
    expect(code).toBe('bad-input')
    expect(fields?.map(({ field }) => field)).toContain('commentId')
  })
}

/** Declares the checks as tests; `connect` is asked when they run. */
export function checkConformance(connect: () => Subject): void {
  checkReading(connect)
  checkWriting(connect)
}
