/**
 * What a desk would send: terms, articles, authors, then the cases, each a function of the seed and
 * its place alone, so that any page can be made at any time and a hundred thousand need no file.
 */
import { hash } from 'node:crypto'
import { bodyCommit } from '../../src/shared/domain/commitment.ts'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import type { Report } from '../../src/shared/domain/report.ts'
import type { ArticleItem, AuthorItem, CaseItem, FeedItem } from '../../src/shared/desk/feed.ts'
import { inventedOpId } from './invented-entries.ts'
import { inventedLength, inventedName, inventedText } from './invented-words.ts'
import { mixed, type Random, seededRandom } from './random.ts'

/** How much there is. The newest `open` cases are open, the rest were decided. */
export interface Corpus {
  readonly seed: number
  readonly cases: number
  readonly open: number
}

export const SITE = 'glenorran-herald'
const MINUTE = 60_000
const NEWEST = Date.UTC(2026, 4, 12, 9)
const RULES = defaultTerms.rules.map(({ code }) => code)

const articlesOf = ({ cases }: Corpus) => Math.max(1, Math.ceil(cases / 50))
const authorsOf = ({ cases }: Corpus) => Math.max(1, Math.ceil(cases / 20))

/** How many items the whole corpus is. */
export function corpusSize(corpus: Corpus): number {
  return 1 + articlesOf(corpus) + authorsOf(corpus) + corpus.cases
}

/** The item at a place of the feed, from 0. */
export function itemAt(corpus: Corpus, place: number): FeedItem {
  const seq = place + 1
  if (place === 0) return { t: 'terms', seq, siteId: SITE, terms: defaultTerms }
  const article = place - 1
  if (article < articlesOf(corpus)) return articleItem(corpus, article, seq)
  const author = article - articlesOf(corpus)
  if (author < authorsOf(corpus)) return authorItem(corpus, author, seq)
  return caseItem(corpus, author - authorsOf(corpus) + 1, { seq, edits: 0 })
}

function articleItem({ seed }: Corpus, index: number, seq: number): ArticleItem {
  const random = seededRandom(mixed(seed, 2 ** 26 + index))
  const articleId = `a${index}`
  return {
    ...{ t: 'article', seq, siteId: SITE, articleId, slug: articleId },
    title: inventedText(random, random.whole(5, 11)),
    url: `https://herald.example/a/${articleId}`,
    publishedAt: instant(NEWEST - random.whole(1, 500_000) * MINUTE),
    paragraph: inventedText(random, 60),
  }
}

function authorItem({ seed }: Corpus, index: number, seq: number): AuthorItem {
  return {
    ...{ t: 'author', seq, siteId: SITE, authorId: `u${index}`, name: nameOf(seed, index) },
    since: instant(NEWEST - index * MINUTE),
    counts: { keep: 2, amend: 0, delete: 1, restore: 0 },
    decisions: [],
  }
}

const nameOf = (seed: number, author: number) => inventedName(mixed(seed, 2 ** 27 + author))

/** A case by its running number, after so many edits by its author. */
function caseItem(
  corpus: Corpus,
  no: number,
  { seq, edits }: { readonly seq: number; readonly edits: number },
): CaseItem {
  const random = seededRandom(mixed(corpus.seed, no))
  const open = no > corpus.cases - corpus.open
  const receivedAt = NEWEST - (corpus.cases - no) * MINUTE
  const caseId = `case_${mixed(corpus.seed, no).toString(16).padStart(8, '0')}${no}`
  const bodyRev = 1 + edits
  const reports = inventedReports(random, { no, open, receivedAt })
  return {
    ...{ t: 'case', seq, no, caseId, siteId: SITE, state: open ? 'open' : 'closed' },
    ...{ severity: random.whole(1, 4), receivedAt: instant(receivedAt), firstSeenAt: null },
    revisions: { bodyRev, decRev: open ? 0 : 1 },
    comment: inventedComment(random, corpus, { no, edits, at: receivedAt - 30 * MINUTE }),
    reportCount: reports.length,
    openReportCount: open ? reports.length : 0,
    readers: open ? reports.length : 0,
    reports,
    neighbours: open ? inventedNeighbours(random, receivedAt) : [],
    decisions: open ? [] : [settled(random, reports, receivedAt)],
    escalations: [],
    reopened: null,
    contests: [],
    olderTexts: [],
    claim: null,
    handed: null,
  }
}

function inventedComment(
  random: Random,
  corpus: Corpus,
  { no, edits, at }: { readonly no: number; readonly edits: number; readonly at: number },
): CaseItem['comment'] {
  const author = random.whole(0, authorsOf(corpus) - 1)
  const written = inventedText(random, inventedLength(random))
  const body = edits === 0 ? written : `${written} Edit ${edits}.`
  const salt = random.hex(32)
  return {
    ...{ id: `c${no}`, articleId: `a${random.whole(0, articlesOf(corpus) - 1)}` },
    ...{ authorId: `u${author}`, authorName: nameOf(corpus.seed, author) },
    ...{ body, salt, bodyCommit: bodyCommit((bytes) => hash('sha256', bytes), salt, body) },
    ...{ postedAt: instant(at), editedAt: edits === 0 ? null : instant(at + MINUTE) },
    url: `https://herald.example/c/${no}`,
    deletedByAuthor: false,
    ...{ position: random.whole(1, 40), total: 40 },
  }
}

function inventedReports(
  random: Random,
  {
    no,
    open,
    receivedAt,
  }: { readonly no: number; readonly open: boolean; readonly receivedAt: number },
): Report[] {
  const count = open ? 1 + Math.floor(4 * random.unit() ** 3) : 1
  return Array.from({ length: count }, (_, i) => ({
    ...{ id: `rep_${no}-${i}00`, channel: 'report-link', bodyRev: 1, spans: [] },
    rule: random.unit() < 0.15 ? null : random.pick(RULES),
    words: random.unit() < 0.5 ? '' : inventedText(random, random.whole(3, 25)),
    receivedAt: instant(receivedAt + i * MINUTE),
    answeredBy: open ? null : 'earlier',
  }))
}

function inventedNeighbours(random: Random, at: number): CaseItem['neighbours'] {
  return Array.from({ length: random.whole(0, 3) }, (_, i) => ({
    commentId: `n${random.hex(4)}`,
    authorName: inventedName(random.whole(0, 1e9)),
    body: inventedText(random, random.whole(4, 40)),
    postedAt: instant(at - (40 - i) * MINUTE),
    where: random.pick(['before', 'after', 'reply'] as const),
    shown: 'as-written' as const,
  }))
}

function settled(
  random: Random,
  reports: readonly Report[],
  receivedAt: number,
): CaseItem['decisions'][number] {
  const at = instant(receivedAt + 20 * MINUTE)
  return {
    ...{ opId: inventedOpId(random), decRev: 1, verb: 'keep', bodyRev: 1 },
    ground: { kind: 'outcome', terms: defaultTerms.version, code: 'NB-KEEP' },
    ...{ cuts: [], restores: null, answers: reports.map(({ id }) => id) },
    by: { id: 'stf_bench1', name: 'Sheona Kirkhill' },
    ...{ at, publication: 'published', publishedAt: at },
  }
}

/**
 * The n-th change to a corpus that is already here: a report more on an open case, and every tenth
 * time another text.
 */
export function changeAt(corpus: Corpus, place: number, n: number): CaseItem {
  const random = seededRandom(mixed(corpus.seed ^ 0x5bd1e995, n))
  const no = corpus.cases - random.whole(0, corpus.open - 1)
  const edits = n % 10 === 0 ? n + 1 : 0
  const before = caseItem(corpus, no, { seq: place + 1, edits })
  const openReportCount = before.openReportCount + 1
  return { ...before, openReportCount, reportCount: openReportCount }
}
