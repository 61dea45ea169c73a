/**
 * What a paper tells people about decisions: a versioned document of templates. Each is for one kind
 * of reader, one verb and how it came about, and for one rule or any; the most particular one speaks.
 */
import { z } from 'zod'
import { RuleCode, Verb } from './terms.ts'

export const NoticesVersion = z.string().regex(/^\d+\.\d+\.\d+$/, 'must look like 1.0.0')

/** Who is told: the comment's author, or whoever reported it. */
export const NoticeTo = z.enum(['author', 'complainant'])
export type NoticeTo = z.infer<typeof NoticeTo>

/**
 * How the decision came about: by a moderator; by the desk itself between two that differ, until a
 * lead rules; or by that lead's ruling.
 */
export const NoticeHow = z.enum(['decided', 'interim', 'ruled'])
export type NoticeHow = z.infer<typeof NoticeHow>

/** What can stand in braces, and who may be told it. Neither reader is ever told of the other. */
export const placeholders = {
  name: ['author'],
  words: ['author'],
  title: ['author', 'complainant'],
  date: ['author', 'complainant'],
  rule: ['author', 'complainant'],
  definition: ['author', 'complainant'],
  terms: ['author', 'complainant'],
  decided: ['author', 'complainant'],
  reason: ['author', 'complainant'],
  standing: ['author', 'complainant'],
  reference: ['author', 'complainant'],
  review: ['author', 'complainant'],
} as const satisfies Record<string, readonly NoticeTo[]>
export type Placeholder = keyof typeof placeholders

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(placeholders, name)

/** Where nobody is asked for a line of their own: the desk or a lead speaks, or a question is asked. */
const NO_REASON: readonly NoticeHow[] = ['interim', 'ruled']

const SUBJECT = 160
const BODY = 1600
/** Of the two texts that go into others. */
const PART = 500

const Prose = z
  .string()
  .refine((text) => text.isWellFormed(), 'holds a lone surrogate')
  .refine((text) => !/[^\P{Cc}\n]/u.test(text), 'holds a control character')

const Line = Prose.refine((text) => !text.includes('\n'), 'must be one line')

export const NoticeTemplate = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,59}$/, 'must be lower-case letters, digits, . and -'),
  to: NoticeTo,
  verb: Verb,
  how: NoticeHow,
  /** A rule or outcome that it is for alone; null is any that has none of its own. */
  rule: RuleCode.nullable(),
  subject: Line.min(1, 'must not be empty').max(SUBJECT),
  body: Prose.min(1, 'must not be empty').max(BODY),
})
export type NoticeTemplate = z.infer<typeof NoticeTemplate>

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1
  } catch {
    return false
  }
}

export const NoticeTemplates = z
  .strictObject({
    id: z.string().min(1).max(60),
    version: NoticesVersion,
    /** The language the dates in them are written in. */
    locale: z.string().max(20).refine(isLocale, 'must be a language tag such as en-GB'),
    /** How to ask for a review: stands in the place of {review}. */
    review: Prose.min(1, 'must not be empty').max(PART),
    /** That what was cut before stays cut: stands in the place of {standing} where it does. */
    standing: Prose.min(1, 'must not be empty').max(PART),
    templates: z.array(NoticeTemplate).min(1).max(300),
  })
  .superRefine((document, context) => {
    for (const { path, message } of faultsIn(document))
      context.addIssue({ code: 'custom', message, path: [...path] })
  })
export type NoticeTemplates = z.infer<typeof NoticeTemplates>

/** The longest line of a moderator's own. */
const LONGEST_REASON = 300

/** The line of a moderator's own that some rules want: one reader or the other will read it. */
const Reason = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(LONGEST_REASON, `must not be longer than ${LONGEST_REASON} characters`)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'must be one line of plain text')

/** Of a decision: the version of the notices its maker was shown, and their own line in them. */
export const DecisionNotice = z.strictObject({
  templates: NoticesVersion,
  reason: Reason.nullable(),
})
export type DecisionNotice = z.infer<typeof DecisionNotice>

/** A piece of a template: words, or the place for what is not known until a decision is made. */
export type Piece = { readonly text: string } | { readonly place: Placeholder }

const PLACES = /\{([^{}]*)\}|[{}]/g

/** A template's text in pieces; or what is wrong with it, to go after the name of its field. */
export function piecesOf(text: string): readonly Piece[] | string {
  const pieces: Piece[] = []
  let at = 0
  for (const { 0: found, 1: name, index } of text.matchAll(PLACES)) {
    if (name === undefined) return `has a ${found} at character ${index + 1} that has no other half`
    if (!isPlaceholder(name))
      return `holds ${found} at character ${index + 1}, which is no placeholder: there are ${listed()}`
    if (index > at) pieces.push({ text: text.slice(at, index) })
    pieces.push({ place: name })
    at = index + found.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}

const listed = () =>
  Object.keys(placeholders)
    .map((name) => `{${name}}`)
    .join(', ')

/** The placeholders of a template's text; none of one that is broken. */
export function placesIn(text: string): readonly Placeholder[] {
  const pieces = piecesOf(text)
  if (typeof pieces === 'string') return []
  return pieces.flatMap((piece) => ('place' in piece ? [piece.place] : []))
}

interface Fault {
  readonly path: readonly (string | number)[]
  readonly message: string
}

interface Parts {
  readonly review: string
  readonly standing: string
  readonly templates: readonly NoticeTemplate[]
}

function* faultsIn({ review, standing, templates }: Parts): Generator<Fault> {
  for (const [field, text] of Object.entries({ review, standing }))
    if (/[{}]/.test(text)) yield { path: [field], message: 'has a brace: it takes no placeholder' }
  const ids = new Set<string>()
  const places = new Set<string>()
  for (const [i, template] of templates.entries()) {
    const path = ['templates', i]
    if (ids.has(template.id))
      yield { path: [...path, 'id'], message: `${template.id} is there twice` }
    ids.add(template.id)
    if (places.has(placeOf(template)))
      yield { path: [...path, 'rule'], message: `${template.id} is for the same as one before it` }
    places.add(placeOf(template))
    for (const field of ['subject', 'body'] as const) {
      const message = textFault(template, field)
      if (message !== undefined) yield { path: [...path, field], message }
    }
  }
  for (const { to, how, verb } of everyCase())
    if (!templates.some((each) => isPlain(each) && sameCase(each, { to, how, verb })))
      yield {
        path: ['templates'],
        message: `must have one for the ${to} of a ${verb} (${how}) with rule null and without {reason}`,
      }
}

const placeOf = ({ to, verb, how, rule }: NoticeTemplate) => JSON.stringify([to, verb, how, rule])

const IN_SUBJECTS: readonly Placeholder[] = ['title', 'rule', 'date']

function textFault(template: NoticeTemplate, field: 'subject' | 'body'): string | undefined {
  const { id } = template
  const pieces = piecesOf(template[field])
  if (typeof pieces === 'string') return `of ${id} ${pieces}`
  const seen = new Set<Placeholder>()
  for (const place of placesIn(template[field])) {
    const fault = placeFault(template, field, place)
    if (fault !== undefined) return fault
    if (seen.has(place)) return `of ${id} holds {${place}} twice`
    seen.add(place)
  }
  return undefined
}

function placeFault(
  { id, to, how }: NoticeTemplate,
  field: 'subject' | 'body',
  place: Placeholder,
): string | undefined {
  const readers: readonly NoticeTo[] = placeholders[place]
  if (!readers.includes(to)) return `of ${id} holds {${place}}, which a ${to} is not told`
  if (field === 'subject' && !IN_SUBJECTS.includes(place))
    return `of ${id} holds {${place}}: a subject takes {title}, {rule} and {date}`
  if (place === 'reason' && NO_REASON.includes(how))
    return `of ${id} holds {reason}, which nobody is asked for in a decision of the kind ${how}`
  return undefined
}

/** Whether it can always be filled: for any rule, and without a line that somebody must write. */
const isPlain = ({ rule, body }: NoticeTemplate) =>
  rule === null && !placesIn(body).includes('reason')

type NoticeCase = Pick<NoticeTemplate, 'to' | 'how' | 'verb'>

const sameCase = (a: NoticeCase, b: NoticeCase) =>
  a.to === b.to && a.how === b.how && a.verb === b.verb

function* everyCase(): Generator<NoticeCase> {
  for (const to of NoticeTo.options)
    for (const verb of Verb.options) {
      yield { to, how: 'decided', verb }
      yield { to, how: 'ruled', verb }
      if (verb === 'amend' || verb === 'delete') yield { to, how: 'interim', verb }
    }
}

/** The templates that fit, the most particular first; the last can always be filled. */
export function templatesFor(
  { templates }: NoticeTemplates,
  { rule, ...wanted }: NoticeCase & { readonly rule: string },
): readonly NoticeTemplate[] {
  const fitting = templates.filter((each) => sameCase(each, wanted))
  return [...fitting.filter((each) => each.rule === rule), ...fitting.filter(isAnyRule)]
}

const isAnyRule = ({ rule }: NoticeTemplate) => rule === null
