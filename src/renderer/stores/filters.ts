/** What can narrow a list, as choices in words: values, and what can be asked of them. */
import type { Word } from '../text/word.ts'
import { type QueueCounts, type QueueView, WHOLE_QUEUE } from '../../shared/contract/models.ts'
import { type LogFilter } from '../../shared/contract/log-views.ts'
import type { CaseView } from '../../shared/contract/models.ts'
import type { Staff } from '../../shared/desk/desk.ts'
import { type Terms, Verb } from '../../shared/domain/terms.ts'
import { dayAfter, longDay, past } from './sentences.ts'
import { ruleTitle } from './terms-store.ts'

/** One way to narrow a list. Taking it sets `part`. */
export interface Narrowing<Filter> {
  readonly id: string
  /** What it narrows: *Severity*, *Rule*. */
  readonly kind: string
  readonly title: string
  readonly count?: number
  readonly part: Partial<Filter>
}

export const sameView = (a: QueueView, b: QueueView): boolean =>
  a.place === b.place &&
  a.severity === b.severity &&
  a.rule === b.rule &&
  a.articleId === b.articleId &&
  a.authorId === b.authorId

const codeTitle = (terms: readonly Terms[], code: string) =>
  ruleTitle(terms, code === 'none' ? null : code)

/** What can narrow the queue now: what occurs in it, and what the shown case has. */
export function queueNarrowings(
  counts: QueueCounts | undefined,
  terms: readonly Terms[],
  shown: CaseView | undefined,
): readonly Narrowing<QueueView>[] {
  const severities = (counts?.severities ?? []).map((count, i) => ({
    ...{ id: `s${i + 1}`, kind: 'Severity', title: `S${i + 1}`, count },
    part: { severity: i + 1 },
  }))
  const rules = (counts?.rules ?? []).map(({ rule, count }) => ({
    ...{ id: `r${rule}`, kind: 'Rule', title: codeTitle(terms, rule), count, part: { rule } },
  }))
  const here = shown
    ? [
        {
          ...{ id: 'article', kind: 'This article' },
          title: shown.article?.title ?? 'The article of this comment',
          part: { articleId: shown.case.comment.articleId },
        },
        {
          ...{ id: 'author', kind: 'This author', title: shown.case.comment.authorName },
          part: { authorId: shown.case.comment.authorId },
        },
      ]
    : []
  return [...severities.filter(({ count }) => count > 0), ...rules, ...here]
}

/** What the queue is narrowed to, in words. */
export function queueWords(
  view: QueueView,
  terms: readonly Terms[],
  names: { readonly article: string; readonly author: string },
): readonly Word<QueueView>[] {
  const { severity, rule, articleId, authorId } = view
  return [
    ...(severity === null
      ? []
      : [{ id: 's', kind: 'Severity', title: `S${severity}`, off: { severity: null } }]),
    ...(rule === null
      ? []
      : [{ id: 'r', kind: 'Rule', title: codeTitle(terms, rule), off: { rule: null } }]),
    ...(articleId === null
      ? []
      : [{ id: 'a', kind: 'Article', title: names.article, off: { articleId: null } }]),
    ...(authorId === null
      ? []
      : [{ id: 'u', kind: 'Author', title: names.author, off: { authorId: null } }]),
  ]
}

export const isNarrowed = (view: QueueView) =>
  !sameView(view, { ...WHOLE_QUEUE, place: view.place })

/** What the log can be narrowed by. */
export interface LogSources {
  readonly staff: readonly Staff[]
  readonly terms: readonly Terms[]
  /** The article of the entry that is open, or undefined. */
  readonly article: { readonly id: string; readonly title: string } | undefined
  readonly now: number
  /** What was typed: a day as 2026-05-12 is a choice too. */
  readonly typed: string
}

/** What can narrow the log now. */
export function logNarrowings(sources: LogSources): readonly Narrowing<LogFilter>[] {
  const { staff, terms, article } = sources
  const people = staff.map(({ id, name }) => ({
    ...{ id, kind: 'Person', title: name, part: { actor: id } },
  }))
  const rules = terms[0]
    ? [...terms[0].rules, ...terms[0].outcomes].map(({ code, shortTitle }) => ({
        ...{ id: code, kind: 'Rule', title: shortTitle, part: { rule: code } },
      }))
    : []
  const verbs = Verb.options.map((verb) => ({
    ...{ id: verb, kind: 'Action', title: past[verb], part: { verb } },
  }))
  const here = article
    ? [
        {
          id: 'article',
          kind: 'This article',
          title: article.title,
          part: { articleId: article.id },
        },
      ]
    : []
  return [...people, { ...DESK }, ...verbs, ...days(sources), ...here, ...rules]
}

const DESK = { id: 'desk', kind: 'Person', title: 'The desk itself', part: { actor: 'desk' } }

function days({ now, typed }: LogSources): readonly Narrowing<LogFilter>[] {
  const today = new Date(now).setHours(0, 0, 0, 0)
  const day = (id: string, title: string, [from, to]: readonly [number, number]) => ({
    ...{ id, kind: 'When', title },
    part: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
  })
  const wanted = /^\d{4}-\d{2}-\d{2}$/.test(typed.trim())
    ? Date.parse(`${typed.trim()}T00:00`)
    : NaN
  const asked = Number.isNaN(wanted)
    ? []
    : [day('day', `${typed.trim()}, that is ${longDay(wanted)}`, [wanted, dayAfter(wanted, 1)])]
  return [
    ...asked,
    day('today', 'Today', [today, dayAfter(today, 1)]),
    day('yesterday', 'Yesterday', [dayAfter(today, -1), today]),
    day('week', 'The last seven days', [dayAfter(today, -6), dayAfter(today, 1)]),
  ]
}

/** What the log is narrowed to, in words. */
export function logWords(
  filter: LogFilter,
  { staff, terms, article }: Pick<LogSources, 'staff' | 'terms' | 'article'>,
): readonly Word<LogFilter>[] {
  const { actor, rule, verb, articleId, from, to } = filter
  const person = staff.find(({ id }) => id === actor)?.name ?? 'The desk itself'
  const outcome = terms[0]?.outcomes.find(({ code }) => code === rule)?.shortTitle
  const word = <V>(
    value: V | null,
    kind: string,
    of: (value: V) => Omit<Word<LogFilter>, 'id' | 'kind'>,
  ) => (value === null ? [] : [{ id: kind, kind, ...of(value) }])
  return [
    ...word(actor, 'Person', () => ({ title: person, off: { actor: null } })),
    ...word(verb, 'Action', (one) => ({ title: past[one], off: { verb: null } })),
    ...word(rule, 'Rule', (code) => ({
      title: outcome ?? codeTitle(terms, code),
      off: { rule: null },
    })),
    ...word(articleId, 'Article', () => ({
      title: article?.title ?? 'one article',
      off: { articleId: null },
    })),
    ...word(from, 'When', (start) => ({
      title: between(start, to ?? start),
      off: { from: null, to: null },
    })),
  ]
}

function between(from: string, to: string): string {
  const last = dayAfter(Date.parse(to), -1)
  const [first, end] = [longDay(from), longDay(last)]
  return first === end ? first : `${first} to ${end}`
}
