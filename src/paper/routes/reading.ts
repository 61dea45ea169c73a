import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { putsWordsIn } from '../../shared/domain/amendment-rewrite.ts'
import { instant } from '../../shared/domain/instant.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { suspension } from '../services/commenting.ts'
import { THREADS_A_PAGE } from '../services/placing.ts'
import type { Article } from '../store/articles.ts'
import { articleBody } from '../views/article.ts'
import { inThreads } from '../views/comment.ts'
import { frontBody, sectionBody } from '../views/front.ts'
import type { Html } from '../views/html.ts'
import { rulesBody } from '../views/rules.ts'
import { yoursBody } from '../views/yours.ts'
import type { Visit } from '../visits.ts'
import { commentAt, commentContext, sendPage, visit, type Web } from '../web.ts'

const ON_FRONT = 6
const OWN_SHOWN = 200

const BySlug = z.object({ slug: z.string() })
const BySection = z.object({ section: z.string() })
export const ById = z.object({ id: z.string() })
const Paged = z.object({ page: z.coerce.number().int().min(1).max(1_000_000).catch(1) })

/** What came of sending the comment form, when it has to be shown again. */
interface Typed {
  readonly body: string
  readonly fault: string | undefined
}

/** The article an address names; a ProblemError when there is none. */
export function articleAt({ site }: Web, slug: string): Article {
  const article = site.store.articles.bySlug(slug)
  if (article) return article
  throw new ProblemError(problem('not-found', 'There is no such article.'))
}

interface ArticleRequest {
  readonly article: Article
  readonly reader: Visit
  readonly page: number
  readonly typed: Typed
}

/** An article's page with one page of its threads and the form beneath. */
export function articlePage(web: Web, { article, reader, page, typed }: ArticleRequest): Html {
  const { store, now } = web.site
  const pages = Math.max(1, Math.ceil(store.comments.threads(article.id) / THREADS_A_PAGE))
  const number = Math.min(page, pages)
  const { viewer } = reader
  return articleBody({
    article,
    paragraphs: store.articles.paragraphs(article.id),
    threads: inThreads(store.comments.page(article.id, { size: THREADS_A_PAGE, number })),
    total: store.articles.commentsOf(article.id),
    page: number,
    pages,
    context: commentContext(web, viewer, article.closed === 1),
    form: {
      action: `/news/${article.slug}/comments`,
      label: 'Your comment',
      button: 'Post comment',
      token: viewer ? reader.formToken() : '',
      body: typed.body,
      fault: typed.fault ?? (viewer && suspension(viewer, now())),
    },
  })
}

function addPages(app: FastifyInstance, web: Web): void {
  const { site } = web
  app.get('/', (request, reply) => {
    const { articles } = site.store
    return sendPage(site, reply, {
      title: 'Today’s paper',
      body: frontBody(articles.newest(ON_FRONT), articles.sections()),
      visit: visit(web, request, reply),
    })
  })
  app.get('/sections/:section', (request, reply) => {
    const { section } = BySection.parse(request.params)
    const articles = site.store.articles.inSection(section)
    if (articles.length === 0)
      throw new ProblemError(problem('not-found', 'There is no such section.'))
    return sendPage(site, reply, {
      title: section,
      body: sectionBody(section, articles),
      visit: visit(web, request, reply),
    })
  })
  app.get('/news/:slug', (request, reply) => {
    const article = articleAt(web, BySlug.parse(request.params).slug)
    const { page } = Paged.parse(request.query)
    const reader = visit(web, request, reply)
    const typed = { body: '', fault: undefined }
    const body = articlePage(web, { article, reader, page, typed })
    return sendPage(site, reply, { title: article.title, body, visit: reader })
  })
  app.get('/rules', (request, reply) =>
    sendPage(site, reply, {
      title: 'The rules for comments',
      body: rulesBody(site.store.terms.inForce(instant(site.now()))),
      visit: visit(web, request, reply),
    }),
  )
}

/** The pages that anybody may read, and each author's own. */
export function addReading(app: FastifyInstance, web: Web): void {
  const { site, placing } = web
  addPages(app, web)
  app.get('/comments/:id', (request, reply) =>
    reply.redirect(placing.pathOf(commentAt(web, ById.parse(request.params).id))),
  )
  app.get('/your-comments', (request, reply) => {
    const reader = visit(web, request, reply)
    const { viewer } = reader
    if (!viewer) return reply.redirect('/sign-in?next=/your-comments')
    const own = site.store.comments.byAuthor(viewer.id, OWN_SHOWN).map((comment) => ({
      comment,
      articleTitle: site.store.articles.byId(comment.articleId)?.title ?? '',
      path: placing.pathOf(comment),
      decisions: site.store.decisions.ofComment(comment.id).map((decision) => ({
        ...decision,
        putsIn: putsWordsIn(site.store.decisions.cutsOf(decision.id)),
      })),
    }))
    return sendPage(site, reply, {
      title: 'Your comments',
      body: yoursBody(own, suspension(viewer, site.now())),
      visit: reader,
    })
  })
}
