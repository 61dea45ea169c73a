import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Answer } from '../../shared/domain/problem.ts'
import { formFault, readForm, safeNext, trapFault, type Form } from '../forms.ts'
import type { RatedForm } from '../rates.ts'
import { Accounts } from '../services/accounts.ts'
import { registerBody, signInBody, type AccountForm } from '../views/account.ts'
import type { Html } from '../views/html.ts'
import type { Visit } from '../visits.ts'
import { sendPage, statusOf, visit, type Web } from '../web.ts'

const Next = z.object({ next: z.string().catch('/') })

interface AccountPage {
  readonly path: string
  readonly title: string
  readonly rated: RatedForm
  readonly body: (form: AccountForm) => Html
  /** Whether machines are kept out as well as counted. */
  readonly trapped: boolean
  readonly run: (form: Form) => Promise<Answer<number>>
}

function addAccountPage(app: FastifyInstance, web: Web, page: AccountPage): void {
  const { site, rates } = web
  const shutFault = async (request: FastifyRequest, reader: Visit, form: Form) => {
    const stale = formFault(reader, form)
    if (stale !== undefined) return { fault: stale, status: 403 }
    const trap = page.trapped ? trapFault(reader, form, site.limits.minFormMs) : undefined
    if (trap !== undefined) return { fault: trap, status: 400 }
    const often = await rates(page.rated, request)
    return often === undefined ? undefined : { fault: often, status: 429 }
  }
  const show = (reply: FastifyReply, reader: Visit, form: ShownForm) =>
    sendPage(site, reply, {
      title: page.title,
      visit: reader,
      status: form.status,
      body: page.body({ ...form, token: reader.formToken(), next: safeNext(form.next) }),
    })

  app.get(page.path, (request, reply) => {
    const { next } = Next.parse(request.query)
    const reader = visit(web, request, reply)
    return show(reply, reader, { next, name: '', email: '', fault: undefined, status: 200 })
  })
  app.post(page.path, async (request, reply) => {
    const reader = visit(web, request, reply)
    const form = readForm(site, request)
    const shut = await shutFault(request, reader, form)
    if (shut) return show(reply, reader, { ...form, ...shut })
    const answer = await page.run(form)
    if (!answer.ok) {
      const { message, code } = answer.problem
      return show(reply, reader, { ...form, fault: message, status: statusOf(code) })
    }
    reader.signIn(answer.value)
    return reply.redirect(safeNext(form.next), 303)
  })
}

interface ShownForm extends Omit<AccountForm, 'token'> {
  readonly status: number
}

/** Signing in and out, and subscribing. */
export function addAccount(app: FastifyInstance, web: Web): void {
  const accounts = new Accounts(web.site)
  addAccountPage(app, web, {
    path: '/sign-in',
    title: 'Sign in',
    rated: 'signIns',
    trapped: false,
    body: signInBody,
    run: ({ name, password }) => accounts.signIn(name, password),
  })
  addAccountPage(app, web, {
    path: '/register',
    title: 'Subscribe',
    rated: 'registrations',
    trapped: true,
    body: (form) => registerBody(form, web.site.limits.minFormMs),
    run: (form) => accounts.register(form),
  })
  app.post('/sign-out', (request, reply) => {
    const reader = visit(web, request, reply)
    const form = readForm(web.site, request)
    if (formFault(reader, form) === undefined) reader.signOut()
    return reply.redirect('/', 303)
  })
}
