import { hash } from 'node:crypto'
import { ImportArticle, type ArticleList } from '../../src/shared/platform/operator.ts'
import { seededArticle } from './seeded-details.ts'

const HOUR_MS = 3_600_000

/** The articles that the paper has, by id and by slug. */
export type KnownArticles = ReadonlyMap<string, string>

/** What a row's article may be looked up by: ids and slugs, each with the article's id. */
export function knownArticles({ articles }: ArticleList): KnownArticles {
  return new Map(articles.flatMap(({ id, slug }) => [[slug, id] as const, [id, id] as const]))
}

/** A slug of the title that no other title shares, however alike they begin. */
function slugOf(title: string): string {
  const words = title
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
  const start = words.slice(0, 48).replaceAll(/^-+|-+$/g, '')
  return `${start === '' ? 'article' : start}-${hash('sha256', title).slice(0, 8)}`
}

function titled(title: string, postedAt: number): ImportArticle {
  return {
    slug: slugOf(title),
    title,
    section: 'Archive',
    paragraph: title,
    publishedAt: new Date(postedAt - HOUR_MS).toISOString(),
  }
}

/** Where a comment stands: under an article of the paper, or one that is made if it is not there. */
export function placeOf(
  row: { readonly id: string; readonly article: string | ImportArticle | undefined },
  { known, postedAt, untilMs }: { known: KnownArticles; postedAt: number; untilMs: number },
): { readonly articleId: string } | { readonly article: ImportArticle } {
  if (typeof row.article === 'object') return { article: row.article }
  const name = row.article?.trim() ?? ''
  if (name === '') return { article: seededArticle(row.id, untilMs) }
  const articleId = known.get(name)
  return articleId === undefined ? { article: titled(name, postedAt) } : { articleId }
}
