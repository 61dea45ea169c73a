import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { burstReadSql } from '../../src/main/core/store/burst-rows.ts'
import { togetherSql } from '../../src/main/core/store/made-together.ts'
import { cachePageSql } from '../../src/main/core/store/cache-page-sql.ts'
import { cacheReadSql } from '../../src/main/core/store/cache-reader.ts'
import { caseCheckSql } from '../../src/main/core/store/case-check.ts'
import { contestSql } from '../../src/main/core/store/contest-rows.ts'
import { claimSql } from '../../src/main/core/store/claim-rows.ts'
import { asideSql } from '../../src/main/core/store/asides.ts'
import { errandSql } from '../../src/main/core/store/errands.ts'
import { handSql } from '../../src/main/core/store/hand-rows.ts'
import { placeSql } from '../../src/main/core/store/place-reader.ts'
import { deliverySql } from '../../src/main/core/store/delivery-sql.ts'
import { logCopySql } from '../../src/main/core/store/log-copy.ts'
import { logPageSql, logReadSql } from '../../src/main/core/store/log-reader.ts'
import { deviceSql, Journal } from '../../src/main/core/store/journal.ts'
import { openCacheToWrite } from '../../src/main/core/store/open-cache.ts'
import { draftSql } from '../../src/main/core/store/drafts.ts'
import { putAwaySql } from '../../src/main/core/store/put-away.ts'
import { seenSql } from '../../src/main/core/store/seen.ts'
import { spellSql } from '../../src/main/core/store/spells.ts'
import { searchSql } from '../../src/main/core/store/search-sql.ts'
import { suggestSql } from '../../src/main/core/store/suggest-reader.ts'
import { siteSumSql } from '../../src/main/core/store/site-sums.ts'
import type { LogFilter } from '../../src/shared/contract/log-views.ts'
import { tempFolder } from './kit.ts'

const NO_FILTER: LogFilter = {
  ...{ actor: null, rule: null, verb: null, articleId: null, caseId: null, from: null, to: null },
}

/** Run once after the cache was fetched anew or the terms have changed, never while one waits. */
const RARE = [
  ...['leftOver', 'leftArticles', 'leftAuthors', 'leftTerms', 'leftWords', 'forgetSettled'],
  'severities',
]
/** Of the sums there is one row a title. */
const FEW = ['sums', 'dropSums', 'passNone']
/** An index in its own order, up to a limit or of just what is wanted. */
const BOUNDED = [
  'recent',
  'newestMade',
  'largestBursts',
  'queue',
  'waiting',
  'waitingCount',
  'listDrafts',
  'pruneDrafts',
]

const NARROWED = ['actor', 'rule', 'verb', 'articleId', 'caseId'] as const

/** A page of the log for every way in which it can be narrowed. */
const logPages = Array.from({ length: 2 ** NARROWED.length }, (_, bits) => {
  const parts = NARROWED.filter((_part, i) => (bits & (1 << i)) > 0)
  const filter = { ...NO_FILTER, ...Object.fromEntries(parts.map((part) => [part, 'a'])) }
  return [`log page by ${parts.join(', ') || 'number'}`, logPageSql(filter)] as const
})

function scans(db: Database.Database, sql: string): string[] {
  const named = Array.from(sql.matchAll(/@(\w+)/g), ([, name = '']) => [name, null] as const)
  const nulls: unknown[] = Array.from({ length: (sql.match(/\?/g) ?? []).length }, () => null)
  if (named.length > 0) nulls.push(Object.fromEntries(named))
  const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
  return plan
    .all(...nulls)
    .map(({ detail }) => detail)
    .filter(
      (detail) =>
        detail.startsWith('SCAN') &&
        !/json_each|CONSTANT ROW|VIRTUAL TABLE INDEX (0:=|\d+:M)/.test(detail),
    )
}

describe('what is asked of the files while one waits', () => {
  const cache = () => openCacheToWrite(path.join(tempFolder(), 'cache.db'))
  const journal = () => {
    const db = new Database(path.join(tempFolder(), 'journal.db'))
    new Journal(db, () => '')
    return db
  }
  const all = [
    ...Object.entries({
      ...cacheReadSql,
      ...placeSql,
      ...claimSql,
      ...contestSql,
      ...handSql,
      ...suggestSql,
      ...burstReadSql,
    }).map(([name, sql]) => ({
      name,
      sql,
      open: cache,
    })),
    ...Object.entries(searchSql).map(([name, sql]) => ({ name, sql, open: cache })),
    ...Object.entries({ ...errandSql, ...asideSql }).map(([name, sql]) => ({
      ...{ name, sql, open: journal },
    })),
    ...Object.entries({ ...cachePageSql, ...siteSumSql, ...caseCheckSql }).map(([name, sql]) => ({
      ...{ name, sql, open: cache },
    })),
    ...[...Object.entries({ ...logReadSql, ...logCopySql }), ...logPages].map(([name, sql]) => ({
      ...{ name, sql, open: cache },
    })),
    ...Object.entries({
      ...deliverySql,
      ...seenSql,
      ...putAwaySql,
      ...deviceSql,
      ...spellSql,
      ...togetherSql,
      ...draftSql,
    }).map(([name, sql]) => ({
      ...{ name, sql, open: journal },
    })),
  ].filter(({ name }) => !RARE.includes(name) && !FEW.includes(name))

  it.each(all)('$name looks things up, and walks through no table', ({ name, sql, open }) => {
    const db = open()
    const found = scans(db, sql)
    db.close()
    if (BOUNDED.includes(name)) expect(found.every((plan) => plan.includes('USING'))).toBe(true)
    else expect(found).toEqual([])
  })
})
