/** Searches the cache by a query that was read. */
import { z } from 'zod'
import { CaseItem } from '../../../shared/desk/feed.ts'
import { problem, ProblemError } from '../../../shared/domain/problem.ts'
import { parseSearch } from '../../../shared/domain/search-query.ts'
import { rulesCalled } from '../../../shared/domain/search-rules.ts'
import { Terms } from '../../../shared/domain/terms.ts'
import { CaseSummary } from './case-summary.ts'
import type { Prepared } from './prepared.ts'
import { dayOf } from './received-spans.ts'
import { type Asked, askedOf, type KnownNames } from './search-match.ts'
import type { Found, SearchAsk } from './search-messages.ts'
import type { searchListSql, searchSql } from './search-sql.ts'
import { excerptOf } from './search-text.ts'

export type SearchStatements = Readonly<
  Record<keyof typeof searchSql | keyof typeof searchListSql, Prepared>
>

const HitRow = z.object({
  summary: z.string(),
  state: CaseItem.shape.state,
  body: z.string(),
  title: z.string().nullable(),
})
const Bound = z.object({ no: z.int().nullable() })
const ArticleKeys = z.array(z.object({ siteId: z.string(), articleId: z.string() }))
const TermsRows = z.array(z.object({ item: z.string() }))

/** Finds the newest. Throws a `bad-input` problem where an operator cannot be meant. */
export function findComments(sql: SearchStatements, ask: SearchAsk): Found {
  const query = parseSearch(ask.text)
  if (query.fault !== undefined) throw new ProblemError(problem('bad-input', query.fault))
  const asked = askedOf(query, namesIn(sql, ask.staffId))
  if (!asked) return { hits: [], more: false }
  const values = findValues(asked, boundsOf(sql, asked, ask.before))
  const found = sql.find.all(...values, ask.limit + 1)
  const hits = z.array(HitRow).parse(found.slice(0, ask.limit))
  return {
    hits: hits.map(({ summary, state, body, title }) => ({
      row: { ...CaseSummary.parse(JSON.parse(summary)), article: title ?? '' },
      state,
      ...excerptOf(body, asked.words),
    })),
    more: found.length > ask.limit,
  }
}

/** What `find` is given before its limit. */
export function findValues(
  { match, from, until }: Asked,
  { low, before }: { readonly low: number; readonly before: number },
): readonly (string | number)[] {
  return [match, before, low, from ?? 0, until ?? Number.MAX_SAFE_INTEGER]
}

/** Between which numbers to look. */
function boundsOf(sql: SearchStatements, { from, until }: Asked, before: number | null) {
  const newest = before ?? Number.MAX_SAFE_INTEGER
  const low = from === null ? 0 : Bound.parse(sql.lowFrom.get(dayOf(from))).no
  const high = until === null ? newest : Bound.parse(sql.highUntil.get(dayOf(until))).no
  // Of days on which nothing came there are no bounds, and nothing is found.
  return { low: low ?? Number.MAX_SAFE_INTEGER, before: Math.min(newest, (high ?? 0) + 1) }
}

function namesIn(sql: SearchStatements, staffId: string): KnownNames {
  return {
    staffId,
    rules: (name) => {
      const rows = TermsRows.parse(sql.terms.all())
      return rulesCalled(
        rows.map(({ item }) => Terms.parse(JSON.parse(item))),
        name,
      )
    },
    articles: (match) => ArticleKeys.parse(sql.articles.all(match)),
  }
}
