import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Answer } from '../../shared/domain/problem.ts'
import { formFault, readForm, type Form } from '../forms.ts'
import type { Comment } from '../store/comments.ts'
import type { Subscriber } from '../store/subscribers.ts'
import { writingForm } from '../views/article.ts'
import { html } from '../views/html.ts'
import type { Visit } from '../visits.ts'
import { sendPage, statusOf, visit, type Web } from '../web.ts'

/** A subscriber's request. */
export interface Signed {
  readonly request: FastifyRequest
  readonly reader: Visit
  readonly viewer: Subscriber
}

/** Why a form is shown again. */
export interface Failed {
  readonly fault: string
  readonly status: number
}

/**
 * The subscriber who asks, or undefined when the answer has been given: a page to sign in on, which
 * of a form that was sent shows what was typed.
 */
export function signedIn(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
): Signed | undefined {
  const reader = visit(web, request, reply)
  if (reader.viewer) return { request, reader, viewer: reader.viewer }
  if (request.method === 'GET') {
    void reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303)
    return undefined
  }
  const { body } = readForm(web.site, request)
  const title = 'You are signed out'
  void sendPage(web.site, reply, {
    ...{ title, visit: reader, status: 401 },
    body: html`<div class="narrow">
      <h1>${title}</h1>
      <p><a href="/sign-in" target="_blank">Sign in in another tab</a>, then send this again.</p>
      ${writingForm({
        action: request.url,
        label: 'What you typed',
        button: 'Send again',
        token: reader.formToken(),
        body,
        fault: 'Nothing was sent. What you typed is kept here.',
      })}
    </div>`,
  })
  return undefined
}

/** Does what a subscriber's form asks for, or says why it is shown again. */
export async function attempt(
  web: Web,
  { request, reader }: Signed,
  run: (form: Form) => Answer<Comment>,
): Promise<Comment | Failed> {
  const form = readForm(web.site, request)
  const stale = formFault(reader, form)
  if (stale !== undefined) return { fault: stale, status: 403 }
  const often = await web.rates('comments', request)
  if (often !== undefined) return { fault: often, status: 429 }
  const answer = run(form)
  if (answer.ok) return answer.value
  return { fault: answer.problem.message, status: statusOf(answer.problem.code) }
}
