import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Answer } from '../../shared/domain/problem.ts'
import { readForm, type Form } from '../forms.ts'
import { publicId } from '../public-ids.ts'
import { editFault } from '../services/commenting.ts'
import type { Comment } from '../store/comments.ts'
import type { Subscriber } from '../store/subscribers.ts'
import { writingForm } from '../views/article.ts'
import { quoted } from '../views/comment.ts'
import { html, type Html } from '../views/html.ts'
import { faultLine, messageBody, tokenField } from '../views/layout.ts'
import type { Visit } from '../visits.ts'
import { commentAt, sendPage, type Web } from '../web.ts'
import { articleAt, articlePage, ById } from './reading.ts'
import { attempt, signedIn } from './signed.ts'

const BySlug = z.object({ slug: z.string() })

interface OwnFormView {
  readonly comment: Comment
  readonly reader: Visit
  /** What was typed, when it is shown again. */
  readonly typed: string | undefined
  readonly fault: string | undefined
}

/** A form about one comment, on a page of its own. */
interface OwnForm {
  readonly title: string
  readonly body: (view: OwnFormView) => Html
  /** Why this subscriber cannot have it, or undefined. */
  readonly fault: (comment: Comment, viewer: Subscriber) => string | undefined
  readonly run: (viewer: Subscriber, comment: Comment, form: Form) => Answer<Comment>
}

const actionOf = ({ id }: Comment, name: string) => `/comments/${publicId('comment', id)}/${name}`

const notYours = (comment: Comment, { id }: Subscriber) =>
  comment.authorId === id ? undefined : 'This comment is not yours.'

const page = (title: string, content: Html): Html => html`
  <div class="narrow">
    <h1>${title}</h1>
    ${content}
  </div>
`

function replyForm({ commenting, site }: Web): OwnForm {
  const title = 'Reply'
  return {
    title,
    fault: ({ shown, deletedAt }) =>
      shown === 'removed' || deletedAt !== null ? 'This comment has been removed.' : undefined,
    body: ({ comment, reader, typed = '', fault }) =>
      page(
        title,
        html`${quoted(comment, (id) => site.store.decisions.cutsOf(id))}
        ${writingForm({
          action: actionOf(comment, 'reply'),
          label: 'Your reply',
          button: 'Post reply',
          token: reader.formToken(),
          ...{ body: typed, fault },
        })}`,
      ),
    run: (viewer, { id, articleId }, { body }) =>
      commenting.post(viewer, { articleId, parentId: id, body }),
  }
}

function editForm({ commenting, site }: Web): OwnForm {
  const title = 'Change your comment'
  return {
    title,
    fault: (comment, viewer) => notYours(comment, viewer) ?? editFault(comment, site.now()),
    body: ({ comment, reader, typed = comment.body, fault }) =>
      page(
        title,
        writingForm({
          action: actionOf(comment, 'edit'),
          label: 'Your comment',
          button: 'Save',
          token: reader.formToken(),
          ...{ body: typed, fault },
        }),
      ),
    run: (viewer, { id }, { body }) => commenting.edit(viewer, id, body),
  }
}

function deleteForm({ commenting, site }: Web): OwnForm {
  const title = 'Delete your comment'
  return {
    title,
    fault: notYours,
    body: ({ comment, reader, fault }) =>
      page(
        title,
        html`${quoted(comment, (id) => site.store.decisions.cutsOf(id))}
          <p>It goes for good. Replies to it stay.</p>
          <form method="post" action="${actionOf(comment, 'delete')}">
            ${faultLine(fault)} ${tokenField(reader.formToken())}
            <p class="buttons">
              <button>Delete it</button>
              <a href="/comments/${publicId('comment', comment.id)}">Keep it</a>
            </p>
          </form>`,
      ),
    run: (viewer, { id }) => commenting.remove(viewer, id),
  }
}

/** Shown by GET, sent by POST; shown again with its fault when it could not be done. */
function addOwnForm(app: FastifyInstance, web: Web, [name, own]: readonly [string, OwnForm]): void {
  const path = `/comments/:id/${name}`
  const { title } = own
  app.get(path, (request, reply) => {
    const signed = signedIn(web, request, reply)
    if (!signed) return reply
    const { reader, viewer } = signed
    const comment = commentAt(web, ById.parse(request.params).id)
    const fault = own.fault(comment, viewer)
    const body =
      fault === undefined
        ? own.body({ comment, reader, typed: undefined, fault })
        : messageBody(title, fault, web.placing.pathOf(comment))
    const status = fault === undefined ? 200 : 409
    return sendPage(web.site, reply, { title, body, visit: reader, status })
  })
  app.post(path, async (request, reply) => {
    const signed = signedIn(web, request, reply)
    if (!signed) return reply
    const { reader, viewer } = signed
    const comment = commentAt(web, ById.parse(request.params).id)
    const result = await attempt(web, signed, (form) => own.run(viewer, comment, form))
    if ('id' in result) return reply.redirect(web.placing.pathOf(result), 303)
    const { fault, status } = result
    const typed = readForm(web.site, request).body
    const body = own.body({ comment, reader, typed, fault })
    return sendPage(web.site, reply, { title, body, visit: reader, status })
  })
}

/** What subscribers write: comments, replies, changes, and taking their own down. */
export function addWriting(app: FastifyInstance, web: Web): void {
  app.post('/news/:slug/comments', async (request, reply) => {
    const signed = signedIn(web, request, reply)
    if (!signed) return reply
    const { reader, viewer } = signed
    const article = articleAt(web, BySlug.parse(request.params).slug)
    const parentId = undefined
    const result = await attempt(web, signed, ({ body }) =>
      web.commenting.post(viewer, { articleId: article.id, parentId, body }),
    )
    if ('id' in result) return reply.redirect(web.placing.pathOf(result), 303)
    const { fault, status } = result
    const typed = { body: readForm(web.site, request).body, fault }
    const body = articlePage(web, { article, reader, page: 1, typed })
    return sendPage(web.site, reply, { title: article.title, body, visit: reader, status })
  })
  const forms = { reply: replyForm(web), edit: editForm(web), delete: deleteForm(web) }
  for (const own of Object.entries(forms)) addOwnForm(app, web, own)
}
