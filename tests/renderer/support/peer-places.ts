import type { Handlers } from '../../../src/shared/contract/contract.ts'
import type { CaseView, QueueCounts, QueueView } from '../../../src/shared/contract/models.ts'
import type { LogCheck, LogDetail, LogLine } from '../../../src/shared/contract/log-views.ts'
import { ProblemError } from '../../../src/shared/domain/problem.ts'
import { rowOf } from './cases.ts'

/** What the peer keeps of the log. */
export interface PeerLog {
  readonly details: Map<number, LogDetail>
  check: LogCheck
}

export const NEVER_CHECKED: LogCheck = {
  ...{ state: 'never', checked: 0, of: 0, head: null, at: null, wrong: null, whole: true },
}

const asks = ({ case: { escalations } }: CaseView) =>
  escalations.length > 0 && escalations.at(-1)?.answer === null

const places: Readonly<Record<QueueView['place'], (view: CaseView) => boolean>> = {
  queue: () => true,
  escalated: asks,
  contested: ({ delivery, case: { contests } }) =>
    contests.length > 0 || delivery?.state === 'contested' || delivery?.state === 'refused',
  batch: ({ claim }) => claim?.mine === true,
  mine: ({ claim, aside, handed }) =>
    claim?.mine === true || aside !== null || handed?.mine === 'to',
}

const codeOf = (rule: string | null) => rule ?? 'none'
const rulesOf = (view: CaseView) => new Set(view.case.reports.map(({ rule }) => codeOf(rule)))

/** Whether a case belongs to a view; one of which only the number is known is in the queue. */
export function inView(view: CaseView | undefined, wanted: QueueView): boolean {
  if (!view) return wanted.place === 'queue'
  const { comment, severity } = view.case
  return (
    places[wanted.place](view) &&
    (wanted.severity === null || wanted.severity === severity) &&
    (wanted.rule === null || rulesOf(view).has(wanted.rule)) &&
    (wanted.articleId === null || wanted.articleId === comment.articleId) &&
    (wanted.authorId === null || wanted.authorId === comment.authorId)
  )
}

/** How many of these cases are where. */
export function countsOf(views: readonly CaseView[]): QueueCounts {
  const rules = new Map<string, number>()
  const severities: QueueCounts['severities'] = [0, 0, 0, 0]
  for (const view of views) {
    severities[view.case.severity - 1] = (severities[view.case.severity - 1] ?? 0) + 1
    for (const rule of rulesOf(view)) rules.set(rule, (rules.get(rule) ?? 0) + 1)
  }
  return {
    queue: views.length,
    escalated: views.filter(places.escalated).length,
    contested: views.filter(places.contested).length,
    batch: views.filter(places.batch).length,
    mine: views.filter(places.mine).length,
    severities,
    rules: [...rules].map(([rule, count]) => ({ rule, count })).sort((a, b) => b.count - a.count),
  }
}

/** Searches these cases by plain inclusion, the newest first. */
export function searchIn(views: () => readonly CaseView[]): Handlers['search.comments'] {
  return ({ text, before, limit }) => {
    const wanted = text.toLowerCase()
    const found = views()
      .filter(({ no, case: { comment } }) => {
        return (before === null || no < before) && comment.body.toLowerCase().includes(wanted)
      })
      .sort((a, b) => b.no - a.no)
    const hits = found.slice(0, limit).map((view) => {
      const at = view.case.comment.body.toLowerCase().indexOf(wanted)
      const marks: [number, number][] = [[at, at + wanted.length]]
      return { row: rowOf(view), state: view.case.state, excerpt: view.case.comment.body, marks }
    })
    return { hits, more: found.length > limit }
  }
}

/** Offers the authors of these cases, or their articles, that begin so. */
export function suggestIn(views: () => readonly CaseView[]): Handlers['search.suggest'] {
  return ({ of, typed }) => {
    const names = views().map(({ case: { comment }, article }) =>
      of === 'author' ? comment.authorName : (article?.title ?? ''),
    )
    return { values: [...new Set(names)].filter((name) => name.startsWith(typed)).slice(0, 8) }
  }
}

type LogHandlers = Pick<Handlers, 'log.page' | 'log.entry' | 'log.check'>

/** Reads a log that is kept in memory. */
export function logHandlers(log: PeerLog): LogHandlers {
  const lines = () => [...log.details.values()].map(({ line }) => line).sort((a, b) => b.n - a.n)
  return {
    'log.page': ({ filter, before, limit }) => {
      const fits = lines().filter((line) => matches(line, filter) && (!before || line.n < before))
      return { lines: fits.slice(0, limit), more: fits.length > limit, size: log.details.size }
    },
    'log.entry': ({ n }) => {
      const detail = log.details.get(n)
      if (!detail) throw new ProblemError({ code: 'not-found', message: 'No such entry.' })
      return detail
    },
    'log.check': () => log.check,
  }
}

function matches(
  { entry }: LogLine,
  filter: Parameters<Handlers['log.page']>[0]['filter'],
): boolean {
  const { ground } = entry.data
  const code = ground !== null && typeof ground === 'object' && 'code' in ground && ground['code']
  const wanted = [
    [filter.actor, entry.actor],
    [filter.verb, entry.data['verb']],
    [filter.rule, code],
    [filter.caseId, entry.data['caseId']],
  ] as const
  return (
    wanted.every(([asked, is]) => asked === null || asked === is) &&
    entry.at >= (filter.from ?? '') &&
    entry.at < (filter.to ?? '9999')
  )
}
