import type { FastifyReply, FastifyRequest } from 'fastify'
import { problem, ProblemError, type ProblemCode } from '../shared/domain/problem.ts'
import { numberIn } from './public-ids.ts'
import type { Rates } from './rates.ts'
import type { Commenting } from './services/commenting.ts'
import type { Placing } from './services/placing.ts'
import type { Reporting } from './services/reporting.ts'
import type { Site } from './site.ts'
import type { Comment } from './store/comments.ts'
import type { CommentContext } from './views/comment.ts'
import type { Html } from './views/html.ts'
import { layout } from './views/layout.ts'
import { visitOf, type Visit } from './visits.ts'

/** What the readers' pages work with. */
export interface Web {
  readonly site: Site
  readonly commenting: Commenting
  readonly reporting: Reporting
  readonly placing: Placing
  readonly rates: Rates
}

/** A page on its way out. */
export interface Sending {
  readonly title: string
  readonly body: Html
  readonly visit: Visit
  readonly status?: number
}

/** The HTTP status that says the same as a problem's code. */
const statuses: Partial<Record<ProblemCode, number>> = {
  'bad-input': 400,
  'rule-unknown': 400,
  'wrong-password': 401,
  'signed-out': 401,
  'not-permitted': 403,
  'not-found': 404,
  'illegal-step': 409,
  'too-late': 409,
  gone: 410,
  'too-large': 413,
  'op-reused': 422,
  'too-many-attempts': 429,
}

export const statusOf = (code: ProblemCode): number => statuses[code] ?? 500

/** Sends a page of the paper. It may show who is signed in, so nobody keeps it. */
export function sendPage(site: Site, reply: FastifyReply, sending: Sending): FastifyReply {
  const { title, body, visit, status = 200 } = sending
  const sections = site.store.articles.sections()
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(layout({ title, body, visit, sections, now: site.now() }))
}

/** The visit behind a request. */
export const visit = (web: Web, request: FastifyRequest, reply: FastifyReply): Visit =>
  visitOf(web.site, request, reply)

/** The comment an address names; a ProblemError when there is none. */
export function commentAt({ site }: Web, name: string): Comment {
  const id = numberIn('comment', name)
  const comment = id === undefined ? undefined : site.store.comments.byId(id)
  if (comment) return comment
  throw new ProblemError(problem('not-found', 'There is no such comment.'))
}

/** What the markup of comments depends on, for this reader and thread. */
export const commentContext = (
  { site }: Web,
  viewer: CommentContext['viewer'],
  threadClosed: boolean,
): CommentContext => ({
  viewer,
  threadClosed,
  now: site.now(),
  cutsOf: (id) => site.store.decisions.cutsOf(id),
})
