/** What is read from readers' forms: mended once, and refused in words when it did not come from one. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { problem, ProblemError } from '../shared/domain/problem.ts'
import { mendText } from '../shared/domain/text.ts'
import type { Site } from './site.ts'
import type { Visit } from './visits.ts'

/** Forms send every newline as CR LF (HTML, 4.10.21.4); the reader typed a newline. */
const typed = (text: string): string => mendText(text.replaceAll('\r\n', '\n'))
const field = z.preprocess(
  (value: unknown): unknown => (Array.isArray(value) ? value[0] : value),
  z.string().default('').transform(typed),
)

const Form = z.object({
  token: field,
  next: field,
  body: field,
  rule: field,
  words: field,
  email: field,
  name: field,
  password: field,
  cancel: field,
  website: field,
})
/** The fields of every form of the site; what was not sent is empty. */
export type Form = z.infer<typeof Form>

/** Reads a form that a page of this site sent; a ProblemError when another site did. */
export function readForm(site: Site, request: FastifyRequest): Form {
  const { origin } = request.headers
  const own = [site.origin(), `${request.protocol}://${request.host}`]
  if (origin !== undefined && !own.includes(origin))
    throw new ProblemError(
      problem('not-permitted', 'This form was sent by another site, so nothing was done.'),
    )
  return Form.parse(request.body ?? {})
}

/** Why a form is not taken though its fields may be right, in words for the reader, or undefined. */
export function formFault(visit: Visit, { token }: Form): string | undefined {
  if (visit.formAge(token) !== undefined) return undefined
  return 'This page had been open for too long. What you typed is kept here; send it again.'
}

/** Whether a form was filled in as only a machine does it, in words, or undefined. */
export function trapFault(visit: Visit, form: Form, minFormMs: number): string | undefined {
  if (form.website !== '')
    return 'Nothing was sent: the field that must stay empty was filled in. Send it again.'
  const age = visit.formAge(form.token)
  if (age !== undefined && age < minFormMs)
    return 'Nothing was sent: the form came back quicker than a person types. Send it again.'
  return undefined
}

/** A path of this site to go on to; anything else becomes the front page. */
export function safeNext(next: string): string {
  return /^\/(?![/\\])[^\s\\]{0,300}$/.test(next) ? next : '/'
}
