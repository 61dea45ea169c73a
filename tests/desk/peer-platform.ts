/** A platform that speaks the port over real HTTP and does, at a word, what platforms do at night. */
import fastify from 'fastify'
import { instant } from '../../src/shared/domain/instant.ts'
import {
  type CommentInPlace,
  type PlatformEvent,
  PublishedDecision,
} from '../../src/shared/platform/platform.ts'
import { Terms } from '../../src/shared/domain/terms.ts'

export const PLATFORM_KEY = 'a-key-for-tests-alone'
const T0 = Date.parse('2026-05-12T08:00:00.000Z')

export interface PeerReport {
  readonly rule?: string | null
  readonly words?: string
  readonly reporter?: string
  readonly email?: string | null
  readonly id?: string
  readonly bodyRev?: number
}

/** The comment `id` as the platform has it, written by its own author under one article. */
function newComment(
  id: string,
  body: string,
  neighbours: CommentInPlace['neighbours'],
): CommentInPlace {
  return {
    comment: {
      id,
      author: { id: `author-of-${id}`, name: 'Senga Tweedie', since: null },
      body,
      bodyRev: 1,
      postedAt: instant(T0),
      editedAt: null,
      url: `https://gazette.example/c/${id}`,
      deletedByAuthor: false,
      position: 1,
      total: 3,
    },
    article: {
      id: 'harbour',
      title: 'Harbour plan goes to a vote',
      slug: 'harbour-plan',
      url: 'https://gazette.example/harbour-plan',
      publishedAt: instant(T0),
      paragraph: 'The council votes on the harbour on Thursday.',
    },
    neighbours,
  }
}

export async function startPeerPlatform() {
  const comments = new Map<string, CommentInPlace>()
  const events: PlatformEvent[] = []
  const shown = new Map<
    string,
    { readonly decision: PublishedDecision; readonly receipt: string }
  >()
  const state = {
    down: false,
    /** The status every decision is refused with, or 0. */
    refuseDecisions: 0,
    terms: undefined as Terms | undefined,
    decisionCalls: 0,
    cursors: [] as (string | undefined)[],
  }
  const app = fastify({ forceCloseConnections: true })
  app.addHook('onRequest', async (request, reply) => {
    if (state.down) await reply.code(503).send()
    else if (request.headers.authorization !== `Bearer ${PLATFORM_KEY}`)
      await reply.code(401).send()
  })
  app.get('/platform/v1/hello', () => ({
    platform: 'peer',
    site: { id: 'glenorran', title: 'The Glenorran Courier', origin: 'https://courier.example' },
    serverTime: instant(Date.now()),
  }))
  app.get<{ Querystring: { after?: string; limit: string; wait: string } }>(
    '/platform/v1/events',
    async ({ query }) => {
      const after = Number(query.after ?? 0)
      const until = Date.now() + Math.min(Number(query.wait) * 1000, 200)
      while (events.length <= after && Date.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 10))
      const page = events.slice(after, after + Number(query.limit))
      state.cursors.push(query.after)
      const next = after + page.length
      return { events: page, next: String(next), more: next < events.length }
    },
  )
  app.get<{ Params: { id: string } }>('/platform/v1/comments/:id', ({ params }, reply) => {
    const found = comments.get(params.id)
    return found ?? reply.code(404).send()
  })
  app.put('/platform/v1/terms', (request, reply) => {
    state.terms = Terms.parse(request.body)
    return reply.code(204).send()
  })
  app.put<{ Params: { id: string } }>('/platform/v1/decisions/:id', (request, reply) => {
    state.decisionCalls++
    if (state.refuseDecisions > 0) return reply.code(state.refuseDecisions).send()
    const decision = PublishedDecision.parse(request.body)
    const { id } = request.params
    const before = shown.get(id)
    if (before) return { receipt: before.receipt, at: instant(Date.now()), decisionId: id }
    const { bodyRev, deletedByAuthor } = comments.get(decision.commentId)?.comment ?? { bodyRev: 0 }
    if (bodyRev !== decision.expectRev || deletedByAuthor)
      return reply.code(409).send({ overtaken: { bodyRev } })
    const receipt = `receipt-${shown.size + 1}`
    shown.set(id, { decision, receipt })
    return { receipt, at: instant(Date.now()), decisionId: id }
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })

  const now = () => instant(Date.now())
  const edit = (id: string, change: Partial<CommentInPlace['comment']>) => {
    const found = comments.get(id)
    if (!found) throw new Error(`no comment ${id}`)
    const bodyRev = found.comment.bodyRev + (change.body === undefined ? 0 : 1)
    comments.set(id, { ...found, comment: { ...found.comment, bodyRev, ...change } })
    return bodyRev
  }
  return {
    url,
    state,
    shown,
    comment: (
      id: string,
      body = `The words of ${id}, at some length.`,
      neighbours: CommentInPlace['neighbours'] = [],
    ) => {
      comments.set(id, newComment(id, body, neighbours))
    },
    /** A comment by somebody who may have written others. */
    commentBy: (authorId: string, id: string) => {
      const made = newComment(id, `The words of ${id}, at some length.`, [])
      const author = { ...made.comment.author, id: authorId }
      comments.set(id, { ...made, comment: { ...made.comment, author } })
    },
    report: (commentId: string, given: PeerReport = {}) => {
      const bodyRev = given.bodyRev ?? comments.get(commentId)?.comment.bodyRev ?? 1
      const n = events.length + 1
      events.push({
        ...{ type: 'report', at: now(), commentId, bodyRev, spans: [] },
        reportId: given.id ?? `r${n}`,
        rule: given.rule === undefined ? 'CON-ABU' : given.rule,
        words: given.words ?? 'Please look at this.',
        reporter: given.reporter ?? `reader-${n}`,
        email: given.email ?? null,
      })
    },
    /** The author writes something else; with `silently`, the desk is not told. */
    edit: (id: string, body: string, silently = false) => {
      const bodyRev = edit(id, { body, editedAt: now() })
      if (!silently) events.push({ type: 'edited', at: now(), commentId: id, bodyRev })
    },
    authorDeletes: (id: string) => {
      const bodyRev = edit(id, { deletedByAuthor: true })
      events.push({ type: 'author-deleted', at: now(), commentId: id, bodyRev })
    },
    forget: (id: string) => comments.delete(id),
    close: () => app.close(),
  }
}

export type PeerPlatform = Awaited<ReturnType<typeof startPeerPlatform>>
