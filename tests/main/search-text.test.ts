import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openCacheToWrite } from '../../src/main/core/store/open-cache.ts'
import { searchSql } from '../../src/main/core/store/search-sql.ts'
import { parseSearch } from '../../src/shared/domain/search-query.ts'
import { askedOf, type KnownNames } from '../../src/main/core/store/search-match.ts'
import { findValues } from '../../src/main/core/store/search-find.ts'
import { excerptOf } from '../../src/main/core/store/search-text.ts'
import { spanFault } from '../../src/shared/domain/text.ts'
import { tempFolder } from './kit.ts'

const KNOWN: KnownNames = { staffId: 'stf_mor1', rules: () => ['x" OR '], articles: () => [] }

function cache() {
  const db = openCacheToWrite(path.join(tempFolder(), 'cache.db'))
  onTestFinished(() => {
    db.close()
  })
  return db
}

describe('what a person types into the search', () => {
  it('is never syntax to the index', () => {
    const find = cache().prepare(searchSql.find)
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(
        fc.constantFrom(
          ...[
            '"',
            '*',
            'NEAR(',
            'AND',
            'NOT',
            'author:',
            'rule:',
            '-',
            '^',
            '\u0000',
            'a',
            '\ud800',
          ],
        ),
      ),
    )
    fc.assert(
      fc.property(hostile, (typed) => {
        const asked = askedOf(
          parseSearch(typeof typed === 'string' ? typed : typed.join(' ')),
          KNOWN,
        )
        if (asked) find.all(...findValues(asked, { low: 0, before: 1 }), 10)
      }),
      { verbose: true },
    )
    const matchOf = (text: string) => askedOf(parseSearch(text), KNOWN)?.match
    expect(matchOf('" * ( ) -')).toBeUndefined()
    expect(matchOf('Harbour NEAR vo')).toBe('body : ("harbour" "near" "vo"*)')
    expect(matchOf('-rule:x author:"a\u0000) OR b"')).toBe(
      'author : ("a or b"*) NOT tags : ("r7822204f5220")',
    )
  })

  it('is looked up in the index, and in no table from end to end', () => {
    const db = cache()
    for (const sql of Object.values(searchSql)) {
      const values = Array.from({ length: sql.split('?').length - 1 }, () => 'a')
      const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      const scans = plan.all(...values).filter(({ detail }) => detail.startsWith('SCAN'))
      const walked = scans.filter(
        ({ detail }) => !/^SCAN (body|article)_index VIRTUAL.*:M/.test(detail),
      )
      expect(walked).toEqual([])
    }
  })
})

describe('the excerpt', () => {
  it('marks the matches, and never cuts a character in two', () => {
    const piece = fc.constantFrom('😀', 'harbour', 'HARBOURS', 'ha', ' ', '\n', 'é', 'vote', '👩‍🚒')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
        const { excerpt, marks } = excerptOf(pieces.join(''), 'vote harbour')
        expect(excerpt.isWellFormed()).toBe(true)
        expect(excerpt).not.toContain('\n')
        expect(excerpt.length).toBeLessThan(2100)
        for (const mark of marks) {
          expect(spanFault(excerpt, mark)).toBeUndefined()
          expect(excerpt.slice(...mark)).toMatch(/^(vote|harbour)/i)
        }
      }),
      { verbose: true },
    )
  })

  it('goes around the first match, wherever that stands', () => {
    const body = `${'Nothing to see. '.repeat(40)}The Café by the pier. ${'And more. '.repeat(40)}`
    const { excerpt, marks } = excerptOf(body, 'cafe')
    expect(excerpt.startsWith('…')).toBe(true)
    expect(excerpt.endsWith('…')).toBe(true)
    expect(excerpt.length).toBeLessThanOrEqual(162)
    expect(marks.map((mark) => excerpt.slice(...mark))).toEqual(['Café'])
  })
})
