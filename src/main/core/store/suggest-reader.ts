import type Database from 'better-sqlite3'
import { z } from 'zod'
import { SUGGESTIONS, type SuggestAsk } from '../../../shared/contract/search.ts'
import { type Prepared, prepareAll } from './prepared.ts'
import { inARow, wordsOf } from './search-text.ts'

/** Every statement that finds names by their beginning, by name: a few along an index. */
export const suggestSql = {
  authors: `SELECT name AS value FROM author
    WHERE name COLLATE NOCASE >= ? AND name COLLATE NOCASE < ?
    GROUP BY name COLLATE NOCASE ORDER BY name COLLATE NOCASE LIMIT ?`,
  articles: `SELECT article.title AS value
    FROM article_index CROSS JOIN article ON article.rowid = article_index.rowid
    WHERE article_index MATCH ? ORDER BY article_index.rowid DESC LIMIT ?`,
} as const

const Values = z.array(z.object({ value: z.string() }))
/** After whatever else may follow. */
const LAST = '\u{10FFFF}'

/** Names of authors and titles of articles for a search that is being typed. */
export class SuggestReader {
  readonly #sql: Readonly<Record<keyof typeof suggestSql, Prepared>>

  constructor(db: Database.Database) {
    this.#sql = prepareAll(db, suggestSql)
  }

  /** A few that begin with what is typed; of titles, those of which a word does, the newest first. */
  values({ of, typed }: SuggestAsk): string[] {
    const rows = of === 'author' ? this.#authors(typed.trim()) : this.#articles(typed)
    return [...new Set(Values.parse(rows).map(({ value }) => value))]
  }

  #authors(typed: string): unknown[] {
    return typed === '' ? [] : this.#sql.authors.all(typed, typed + LAST, SUGGESTIONS)
  }

  #articles(typed: string): unknown[] {
    const match = inARow(wordsOf(typed), 'unfinished')
    return match === undefined ? [] : this.#sql.articles.all(match, SUGGESTIONS)
  }
}
