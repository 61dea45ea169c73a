/**
 * A notice: a template filled with what is known of one decision. Pure, and the same on the desk and
 * in the console, so that a moderator sees beforehand exactly what will be sent.
 */
import type { Cut } from './amendment.ts'
import {
  type NoticeHow,
  type NoticeTemplate,
  type NoticeTemplates,
  type NoticeTo,
  type Piece,
  piecesOf,
  type Placeholder,
  placesIn,
  templatesFor,
} from './notice-templates.ts'
import { citedIn, type Ground, type Terms, type Verb } from './terms.ts'
import { firstWords } from './text.ts'

/** What a notice can speak of. */
export interface NoticeFacts {
  readonly verb: Verb
  readonly how: NoticeHow
  readonly ground: Ground
  readonly cuts: readonly Cut[]
  /** The terms that the ground cites. */
  readonly terms: Terms
  readonly caseId: string
  readonly articleTitle: string
  readonly comment: {
    readonly authorName: string
    readonly body: string
    readonly postedAt: string
  }
  /** When it was decided: an instant, or milliseconds since 1970. */
  readonly decidedAt: string | number
  /** The line of the moderator's own, where they wrote one. */
  readonly reason: string | null
  /** Whether an earlier amendment is seen again once this is done. */
  readonly standing: boolean
}

/** A notice as somebody would get it. */
export interface Notice {
  readonly template: string
  readonly version: string
  readonly subject: string
  readonly body: string
  /** The places that are still empty: each stands in the body in its braces. */
  readonly missing: readonly Placeholder[]
}

const LONGEST_TITLE = 200
const LONGEST_QUOTE = 400
const LONGEST_SUBJECT = 240

/** The notice by the most particular template, be it filled or not. */
export function noticeFor(document: NoticeTemplates, to: NoticeTo, facts: NoticeFacts): Notice {
  const [template] = fitting(document, to, facts)
  return filled(document, template, facts)
}

/** The notice by the most particular template that can be filled: what is sent. */
export function filledNotice(document: NoticeTemplates, to: NoticeTo, facts: NoticeFacts): Notice {
  const [first, ...others] = fitting(document, to, facts)
  let notice = filled(document, first, facts)
  for (const template of others)
    if (notice.missing.length > 0) notice = filled(document, template, facts)
  return notice
}

/** Whether a decision like this has a notice that waits for a line of the moderator's own. */
export function wantsReason(document: NoticeTemplates, facts: NoticeFacts): boolean {
  return (['author', 'complainant'] as const).some((to) =>
    placesIn(fitting(document, to, facts)[0].body).includes('reason'),
  )
}

type Fitting = readonly [NoticeTemplate, ...NoticeTemplate[]]

function fitting(
  document: NoticeTemplates,
  to: NoticeTo,
  { verb, how, ground }: NoticeFacts,
): Fitting {
  const [first, ...others] = templatesFor(document, { to, verb, how, rule: ground.code })
  // The schema lets no document in that lacks one for any case there can be.
  if (!first) throw new Error(`invariant: no template for the ${to} of a ${verb} (${how})`)
  return [first, ...others]
}

function filled(document: NoticeTemplates, template: NoticeTemplate, facts: NoticeFacts): Notice {
  const values = valuesOf(document, facts)
  const missing = placesIn(template.body).filter((place) => values[place] === undefined)
  return {
    template: template.id,
    version: document.version,
    subject: firstWords(oneLine(fill(template.subject, values)), LONGEST_SUBJECT),
    body: template.body
      .split(/\n{2,}/)
      .map((paragraph) => fill(paragraph, values).trim())
      .filter((paragraph) => paragraph !== '')
      .join('\n\n'),
    missing,
  }
}

type Values = Readonly<Record<Placeholder, string | undefined>>

function fill(text: string, values: Values): string {
  const pieces = piecesOf(text)
  if (typeof pieces === 'string') return text
  const said = (piece: Piece) =>
    'text' in piece ? piece.text : (values[piece.place] ?? `{${piece.place}}`)
  return pieces.map(said).join('')
}

function valuesOf(document: NoticeTemplates, facts: NoticeFacts): Values {
  const { terms, ground, comment, caseId } = facts
  const cited = citedIn(terms, ground)
  const day = dayIn(document.locale)
  return {
    name: oneLine(comment.authorName),
    words: quoted(facts),
    title: firstWords(oneLine(facts.articleTitle), LONGEST_TITLE),
    date: day(comment.postedAt),
    rule: rulesIn(facts).join(', '),
    definition: cited && 'definition' in cited ? cited.definition : '',
    terms: terms.version,
    decided: day(facts.decidedAt),
    reason: facts.reason === null || facts.reason.trim() === '' ? undefined : oneLine(facts.reason),
    standing: facts.standing ? document.standing : '',
    reference: referenceOf(caseId),
    review: document.review,
  }
}

/** What somebody who writes back can name it by: short, the same on every desk, of nobody's name. */
function referenceOf(caseId: string): string {
  const letters = caseId
    .replace(/^case_/, '')
    .slice(0, 8)
    .toUpperCase()
  return letters.replace(/^(.{4})(.+)$/, '$1-$2')
}

const dayIn = (locale: string) => {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/London' })
  return (at: string | number) => format.format(new Date(at))
}

/** The titles of the rules that the cuts are under, the gravest first; of any other, of the ground. */
function rulesIn({ terms, ground, cuts }: NoticeFacts): readonly string[] {
  const codes = new Set(cuts.map(({ rule }) => rule))
  const rules = terms.rules
    .filter(({ code }) => codes.has(code))
    .toSorted((a, b) => a.severity - b.severity)
  if (rules.length > 0) return rules.map(({ title }) => title)
  return [citedIn(terms, ground)?.title ?? ground.code]
}

/** The author's words that it is about: what was cut, or how the comment begins. */
function quoted({ comment: { body }, cuts }: NoticeFacts): string {
  const about =
    cuts.length > 0 ? cuts.map(({ span: [a, b] }) => body.slice(a, b)).join(' … ') : body
  const line = oneLine(about)
  return line.length > LONGEST_QUOTE ? `${firstWords(line, LONGEST_QUOTE)} …` : line
}

/** Characters that steer a line without being seen in it: control, and those that turn its direction. */
const STEERING = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu

/** A text in one line that cannot break out of it or turn what stands around it. */
function oneLine(text: string): string {
  return text.toWellFormed().replace(STEERING, ' ').replace(/\s+/gu, ' ').trim()
}
