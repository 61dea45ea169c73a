import { describe, expect, it } from 'vitest'
import { readComment } from '../../scripts/import/comment-row.ts'
import { knownArticles } from '../../scripts/import/row-article.ts'

const until = '2026-05-12T14:32:00.000Z'
const articles = [
  {
    id: 'art-7',
    slug: 'ferry-levy',
    title: 'The ferry levy',
    section: 'News',
    publishedAt: until,
    comments: 0,
  },
]
const rules = {
  asked: new Map(),
  known: knownArticles({ articles }),
  untilMs: Date.parse(until),
}

const read = (columns: Record<string, unknown>, asked: [string, string][] = []) =>
  readComment(new Map(Object.entries(columns)), {
    ...rules,
    asked: new Map(asked) as typeof rules.asked,
  })

/** The item a row makes; a refused row fails the test with its reason. */
function itemOf(columns: Record<string, unknown>) {
  const comment = read({ id: '1', text: 'Aye', ...columns })
  if (!comment.ok) throw new Error(comment.reason)
  return comment.item
}

/** Why a row is refused. */
function reasonFor(columns: Record<string, unknown>) {
  const comment = read({ id: '1', text: 'Aye', ...columns })
  return comment.ok ? undefined : comment.reason
}

describe('a row of the labelled data set', () => {
  const row = {
    comment_id: '239612',
    text: '😀 you numpty',
    n_raters: '3',
    n_flagging: '2',
    insult: '2',
    profane: '1',
    identity_attack: '0',
    threat: '0',
    other: '0',
    majority_spans: '[[6,12]]',
  }

  it('files its reports with the ranges in UTF-16', () => {
    const comment = read(row)

    expect(comment).toMatchObject({ ok: true, id: '239612' })
    const reports = comment.ok ? comment.item.reports : []
    expect(reports.map(({ key, rule, spans }) => ({ key, rule, spans }))).toEqual([
      { key: '1', rule: 'CON-ABU', spans: [[7, 13]] },
      { key: '2', rule: 'CON-ABU', spans: [[7, 13]] },
    ])
    expect(row.text.slice(7, 13)).toBe('numpty')
  })

  it('makes the same item at every run until the same instant', () => {
    expect(read(row)).toEqual(read(row))
  })

  it('is loaded without a report where nobody flagged it', () => {
    expect(read({ ...row, n_flagging: '0' })).toMatchObject({ ok: true, item: { reports: [] } })
  })
})

describe('a row that says more', () => {
  it('stands under an article of the paper that it names by slug or id', () => {
    expect(itemOf({ article: 'ferry-levy' })).toMatchObject({ articleId: 'art-7' })
    expect(itemOf({ article: 'art-7' })).toMatchObject({ articleId: 'art-7' })
  })

  it('stands under an article made of its title, one for each title', () => {
    const first = itemOf({ article: 'Càrn Dearg bridge shut' })
    const second = itemOf({ id: '2', article: 'Càrn Dearg bridge shut' })
    const other = itemOf({ article: 'Мост' })

    expect(first).toMatchObject({ article: { title: 'Càrn Dearg bridge shut' } })
    expect(first).toHaveProperty('article.slug', expect.stringMatching(/^carn-dearg-bridge-shut-/))
    expect(second).toHaveProperty('article.slug', 'article' in first ? first.article.slug : '')
    expect(other).toHaveProperty('article.slug', expect.stringMatching(/^article-[0-9a-f]{8}$/))
  })

  it('keeps its author and its time, whatever the zone', () => {
    const item = itemOf({ author: ' Thrawn Whaup ', time: '2026-05-12 14:00+01:00' })

    expect(item).toMatchObject({
      author: { handle: 'Thrawn Whaup' },
      postedAt: '2026-05-12T13:00:00.000Z',
    })
    expect(itemOf({ posted_at: 1_778_594_400 }).postedAt).toBe('2026-05-12T14:00:00.000Z')
  })

  it('gives reports one by one, as JSON or as text', () => {
    const reports = [{ rule: 'SPM-ADV', words: 'an advert', spans: [[0, 3]] }, { key: 'letter' }]
    const typed = itemOf({ reports })

    expect(typed.reports).toMatchObject([
      { key: '1', rule: 'SPM-ADV', words: 'an advert', spans: [[0, 3]] },
      { key: 'letter', rule: null, words: '' },
    ])
    expect(itemOf({ reports: JSON.stringify(reports) })).toEqual(typed)
  })

  it('is read by the columns that --map names', () => {
    const comment = read({ nr: 5, id: 'not this', words: 'Naw' }, [
      ['id', 'nr'],
      ['text', 'words'],
    ])

    expect(comment).toMatchObject({ ok: true, item: { externalId: '5', body: 'Naw' } })
  })
})

describe('text', () => {
  it('is mended of lone surrogates and NUL, and of nothing else', () => {
    expect(itemOf({ text: ' a\uD800b\u0000\r\n😀 ' }).body).toBe(' a\uFFFDb\uFFFD\r\n😀 ')
  })

  it('may take 128 kB of UTF-8 and no byte more', () => {
    expect(itemOf({ text: 'é'.repeat(64 * 1024) }).body).toHaveLength(64 * 1024)
    expect(reasonFor({ text: `${'é'.repeat(64 * 1024)}x` })).toBe('text is longer than 128 kB')
  })
})

describe('a row that cannot be used says why, by the name of its column', () => {
  it.each([
    [{ id: '' }, 'id is missing'],
    [{ id: 'x'.repeat(121) }, 'id is longer than 120 characters'],
    [{ id: ['1'] }, 'id must be text'],
    [{ text: ' \n' }, 'text is empty'],
    [{ text: 7 }, 'text must be text'],
    [{ author: 'x'.repeat(81) }, /^author /],
    [{ time: 'yesterday' }, /^time must be an instant with its zone/],
    [{ time: '2026-05-12T14:32' }, /^time must be an instant with its zone/],
    [{ time: '2026-02-30T14:32Z' }, /^time must be an instant/],
    [{ time: '2026-05-12T14:33Z' }, 'time is after the end of the import (--until)'],
    [{ n_flagging: '-1' }, 'n_flagging must be a whole number'],
    [{ n_flagging: '1001' }, 'n_flagging must be from 0 to 1000'],
    [{ n_flagging: 'many' }, 'n_flagging must be a whole number'],
    [{ insult: 1.5 }, 'insult must be a whole number'],
    [{ majority_spans: '[[1,2' }, 'majority_spans must be a list of [start, end] pairs'],
    [{ majority_spans: '[[0,4]]' }, 'majority_spans has the range [0, 4], past the text (3)'],
    [{ majority_spans: '[[2,2]]' }, /^majority_spans has the range \[2, 2\], which ends/],
    [{ article: 'x'.repeat(301) }, /^article must be a title/],
    [{ reports: 'no' }, 'reports must be a list of reports'],
    [{ reports: [{ rule: 'rude' }] }, 'reports.0.rule must look like CON-ABU'],
    [{ reports: [{ at: '2026-05-12T14:33Z' }] }, /^reports 1: at is after the end/],
    [{ time: until, reports: [{ at: '2026-05-12T14:31Z' }] }, /^reports 1: at is before/],
    [{ reports: [{ key: 'a' }, { key: 'a' }] }, 'reports 2: key a is given to two reports'],
    [{ reports: [{ spans: [[0, 9]] }] }, /^reports 1: spans has the range \[0, 9\]/],
  ])('%j', (columns, reason) => {
    expect(reasonFor(columns)).toEqual(
      typeof reason === 'string' ? reason : expect.stringMatching(reason),
    )
  })

  it('names the columns it looked for where there is none', () => {
    expect(read({ text: 'Aye' })).toMatchObject({ reason: 'comment_id or id is missing', id: '' })
  })
})
