import type { FastifyInstance, FastifyRequest } from 'fastify'
import { instant } from '../../shared/domain/instant.ts'
import type { Answer } from '../../shared/domain/problem.ts'
import { formFault, readForm, trapFault, type Form } from '../forms.ts'
import { unreportable } from '../services/reporting.ts'
import type { Comment } from '../store/comments.ts'
import { messageBody } from '../views/layout.ts'
import { reportBody, thanksBody, type TypedReport } from '../views/report.ts'
import type { Visit } from '../visits.ts'
import { commentAt, sendPage, statusOf, visit, type Web } from '../web.ts'
import { ById } from './reading.ts'
import type { Failed } from './signed.ts'

const TITLE = 'Report this post'
const NOTHING_TYPED: TypedReport = { rule: '', words: '', email: '' }

/** Why the form is not even read, with its status; or undefined. */
async function doorFault(
  web: Web,
  { request, reader, form }: { request: FastifyRequest; reader: Visit; form: Form },
): Promise<Failed | undefined> {
  const stale = formFault(reader, form)
  if (stale !== undefined) return { fault: stale, status: 403 }
  const trapped = trapFault(reader, form, web.site.limits.minFormMs)
  if (trapped !== undefined) return { fault: trapped, status: 400 }
  const often = await web.rates('reports', request)
  return often === undefined ? undefined : { fault: often, status: 429 }
}

/** *Report this post*: for anybody, signed in or not. */
export function addReport(app: FastifyInstance, web: Web): void {
  const { site, placing, reporting } = web
  const formOf = (comment: Comment, reader: Visit, again: Again) =>
    reportBody({
      comment,
      cutsOf: (id) => site.store.decisions.cutsOf(id),
      terms: site.store.terms.inForce(instant(site.now())),
      token: reader.formToken(),
      minFormMs: site.limits.minFormMs,
      ...again,
    })

  app.get('/comments/:id/report', (request, reply) => {
    const comment = commentAt(web, ById.parse(request.params).id)
    const reader = visit(web, request, reply)
    const gone = unreportable(comment)
    const body =
      gone === undefined
        ? formOf(comment, reader, { typed: NOTHING_TYPED, fault: undefined })
        : messageBody(TITLE, gone, placing.pathOf(comment))
    const status = gone === undefined ? 200 : 410
    return sendPage(site, reply, { title: TITLE, body, visit: reader, status })
  })

  app.post('/comments/:id/report', async (request, reply) => {
    const comment = commentAt(web, ById.parse(request.params).id)
    const reader = visit(web, request, reply)
    const form = readForm(site, request)
    const path = placing.pathOf(comment)
    if (form.cancel !== '') return reply.redirect(path, 303)
    const shut = await doorFault(web, { request, reader, form })
    const result = shut ?? outcome(reporting.report(comment.id, reportOf(form, reader)))
    if (typeof result === 'string') {
      const body = thanksBody(path, result)
      return sendPage(site, reply, { title: TITLE, body, visit: reader })
    }
    const { fault, status } = result
    const body = formOf(comment, reader, { typed: form, fault })
    return sendPage(site, reply, { title: TITLE, body, visit: reader, status })
  })
}

const outcome = <T>(answer: Answer<T>): T | Failed =>
  answer.ok
    ? answer.value
    : { fault: answer.problem.message, status: statusOf(answer.problem.code) }

interface Again {
  readonly typed: TypedReport
  readonly fault: string | undefined
}

const reportOf = ({ rule, words, email }: Form, reader: Visit) => ({
  rule: rule === 'other' || rule === '' ? null : rule,
  words,
  email: email.trim() === '' ? null : email.trim(),
  reporter: reader.reporter(),
})
