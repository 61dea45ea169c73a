/** A cache in this process that takes items as a desk would send them, a page each. */
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { CachePages } from '../../src/main/core/store/cache-page.ts'
import { type PageOutcome } from '../../src/main/core/store/page-outcome.ts'
import { CacheReader } from '../../src/main/core/store/cache-reader.ts'
import { openCacheToWrite } from '../../src/main/core/store/open-cache.ts'
import { prepareAll } from '../../src/main/core/store/prepared.ts'
import { findComments } from '../../src/main/core/store/search-find.ts'
import { searchListSql, searchSql } from '../../src/main/core/store/search-sql.ts'
import { sha256 } from '../../src/main/core/sha256.ts'
import { ArticleItem, AuthorItem, CaseItem } from '../../src/shared/desk/feed.ts'
import { bodyCommit } from '../../src/shared/domain/commitment.ts'
import { tempFolder } from './kit.ts'

const AT = '2026-05-12T08:00:00.000Z'
const SALT = 'a'.repeat(64)

/** A case in the fewest words; `seq` is put in when it is taken. */
export interface CaseParts extends Partial<Omit<CaseItem, 'comment'>> {
  readonly comment?: Partial<CaseItem['comment']>
  readonly body?: string
}

export function caseItem(no: number, { body = 'Words.', comment, ...parts }: CaseParts = {}) {
  return CaseItem.parse({
    ...{ t: 'case', seq: 1, no, caseId: `case_one${no}`, siteId: 'glenorran', state: 'open' },
    ...{ severity: 3, receivedAt: AT, firstSeenAt: null, revisions: { bodyRev: 1, decRev: 0 } },
    comment: {
      ...{ id: `c${no}`, articleId: 'harbour', authorId: 'a1', authorName: 'Senga Tweedie' },
      ...{ body, salt: SALT, bodyCommit: bodyCommit(sha256, SALT, body), postedAt: AT },
      ...{ editedAt: null, url: 'https://x.example/', deletedByAuthor: false },
      ...{ position: 1, total: 1, ...comment },
    },
    ...{ reportCount: 1, openReportCount: 1, readers: 1, reports: [], neighbours: [] },
    ...{ decisions: [], reopened: null, ...parts },
  })
}

export function authorItem(authorId: string, name: string, removed: number): AuthorItem {
  return AuthorItem.parse({
    ...{ t: 'author', seq: 1, siteId: 'glenorran', authorId, name, since: null, decisions: [] },
    counts: { keep: 7, amend: 0, delete: removed, restore: 0 },
  })
}

export function articleItem(articleId: string, title: string): ArticleItem {
  return ArticleItem.parse({
    ...{ t: 'article', seq: 1, siteId: 'glenorran', articleId, title, slug: articleId },
    ...{ url: 'https://x.example/', publishedAt: AT, paragraph: 'A paragraph.' },
  })
}

export function aCache() {
  const db = openCacheToWrite(path.join(tempFolder(), 'cache.db'))
  onTestFinished(() => {
    db.close()
  })
  const pages = new CachePages(db)
  const sql = prepareAll(db, { ...searchSql, ...searchListSql })
  let cursor: string | null = null
  let seq = 0
  return {
    read: new CacheReader(db),
    /** Takes these in one page. */
    take: (...items: readonly object[]): Extract<PageOutcome, { kind: 'applied' }> => {
      const numbered = items.map((item) => ({ ...item, seq: ++seq }))
      const next = `after ${seq}`
      const page = { from: cursor, next, items: numbered, more: false, left: 0 }
      const outcome = pages.apply(
        JSON.stringify({ ...page, epoch: 'e_first', serverTime: '2026-05-12T09:00:00.000Z' }),
      )
      if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome))
      cursor = next
      return outcome
    },
    /** The numbers of what a search finds, the newest first. */
    find: (text: string, staffId = 'stf_mor1'): number[] =>
      findComments(sql, { text, before: null, limit: 50, staffId }).hits.map(({ row }) => row.no),
  }
}
