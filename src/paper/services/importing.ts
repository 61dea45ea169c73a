import { instant } from '../../shared/domain/instant.ts'
import { badInput } from '../../shared/domain/problem.ts'
import { spanFault } from '../../shared/domain/text.ts'
import {
  ImportItem,
  type ImportArticle,
  type ImportBatch,
  type ImportReport,
  type ImportResult,
} from '../../shared/platform/operator.ts'
import { numberIn } from '../public-ids.ts'
import type { Site } from '../site.ts'

/** How far another machine's clock may be ahead of this one's. */
const CLOCK_SLACK_MS = 60_000

const externalIdIn = (item: unknown): string | null =>
  typeof item === 'object' &&
  item !== null &&
  'externalId' in item &&
  typeof item.externalId === 'string'
    ? item.externalId
    : null

/** Loads comments and their reports from elsewhere, each once. */
export class Importing {
  readonly #site: Site

  constructor(site: Site) {
    this.#site = site
  }

  /** Loads a batch as one transaction; each item is added, found or refused on its own. */
  load({ source, items }: ImportBatch): ImportResult[] {
    const { store, bell } = this.#site
    const results = store.transaction(() => items.map((item) => this.#load(source, item)))
    bell.ring()
    return results
  }

  #load(source: string, raw: unknown): ImportResult {
    const externalId = externalIdIn(raw)
    const refused = (reason: string): ImportResult => ({
      externalId,
      status: 'refused',
      reportsAdded: 0,
      reason,
    })
    const parsed = ImportItem.safeParse(raw)
    if (!parsed.success) return refused(badInput(parsed.error, 'The item').message)
    const item = parsed.data
    const fault = this.#itemFault(item)
    if (fault !== undefined) return refused(fault)
    const { store } = this.#site
    const known = store.comments.idOf(source, item.externalId)
    const id = known ?? this.#add(source, item)
    if (id === undefined) return refused('articleId names no article here.')
    const other = this.#otherText(id, item.body)
    if (other !== undefined) return refused(other)
    const reportsAdded = item.reports.filter((report) => this.#addReport(id, report)).length
    return {
      externalId: item.externalId,
      status: known === undefined ? 'added' : 'exists',
      reportsAdded,
    }
  }

  #itemFault({ body, postedAt, reports }: ImportItem): string | undefined {
    const latest = instant(this.#site.now() + CLOCK_SLACK_MS)
    if (postedAt > latest) return 'postedAt is in the future.'
    for (const [i, { at, spans }] of reports.entries()) {
      if (at > latest) return `reports.${i}.at is in the future.`
      if (at < postedAt) return `reports.${i}.at is before postedAt.`
      for (const span of spans) {
        const fault = spanFault(body, span)
        if (fault !== undefined) return `reports.${i}.spans ${fault}.`
      }
    }
    return undefined
  }

  #add(source: string, item: ImportItem): number | undefined {
    const { store } = this.#site
    const articleId =
      'article' in item ? this.#article(item.article) : this.#articleNo(item.articleId)
    if (articleId === undefined) return undefined
    return store.comments.add({
      articleId,
      authorId: this.#author(item.author.handle, item.postedAt),
      parent: undefined,
      body: item.body,
      at: item.postedAt,
      origin: { source, externalId: item.externalId },
    })
  }

  /** Spans refer to a text: under the name of another one they would point at nothing. */
  #otherText(id: number, body: string): string | undefined {
    const stored = this.#site.store.comments.byId(id)
    if (stored?.bodyRev === 1 && stored.deletedAt === null && stored.body === body) return undefined
    return 'externalId names a comment that now has another text; give the new text an id of its own.'
  }

  #articleNo(name: string): number | undefined {
    const id = numberIn('article', name)
    return id === undefined ? undefined : this.#site.store.articles.byId(id)?.id
  }

  #article({ slug, title, section, paragraph, publishedAt }: ImportArticle): number {
    const { articles } = this.#site.store
    return (
      articles.bySlug(slug)?.id ??
      articles.add({
        ...{ slug, title, section, publishedAt },
        standfirst: '',
        byline: '',
        paragraphs: [paragraph],
      })
    )
  }

  #author(name: string, since: string): number {
    const { subscribers } = this.#site.store
    return (
      subscribers.byName(name)?.id ?? subscribers.add({ name, email: null, password: null, since })
    )
  }

  #addReport(commentId: number, report: ImportReport): boolean {
    const { store } = this.#site
    const { key, rule, words, spans, at, reporter } = report
    return store.reports.add({
      ...{ commentId, rule, words, spans, at, reporter },
      key: `import:${key}`,
      bodyRev: 1,
      email: null,
    })
  }
}
