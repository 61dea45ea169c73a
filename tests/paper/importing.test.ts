import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EventPage } from '../../src/shared/platform/platform.ts'
import { anItem, aReport, at, openPaper, type OpenPaper } from './open-paper.ts'

let open: OpenPaper

beforeAll(async () => {
  open = await openPaper()
})
afterAll(() => open.close())

const events = async () =>
  EventPage.parse((await open.api('GET', '/platform/v1/events?limit=500')).body).events

describe('the operator’s import', () => {
  it('adds comments with their authors, articles and reports, each once', async () => {
    const before = await events()
    const reports = [aReport('1', { spans: [[4, 11]] }), aReport('2', { rule: null })]
    const item = anItem({ externalId: 'once', reports: reports })

    expect(await open.load(item)).toEqual({
      results: [{ externalId: 'once', status: 'added', reportsAdded: 2 }],
    })
    const after = await events()
    expect(after.slice(before.length)).toMatchObject([
      { type: 'report', rule: 'CON-ABU', spans: [[4, 11]], at: at(-30), reporter: 'reader-1' },
      { type: 'report', rule: null },
    ])
    expect(await open.load(item)).toEqual({
      results: [{ externalId: 'once', status: 'exists', reportsAdded: 0 }],
    })
    expect(await events()).toEqual(after)
  })

  it('adds the reports that are new to a comment that is there', async () => {
    await open.load(anItem({ externalId: 'x2', reports: [aReport('1')] }))
    const more = anItem({ externalId: 'x2', reports: [aReport('1'), aReport('2')] })
    expect(await open.load(more)).toMatchObject({
      results: [{ status: 'exists', reportsAdded: 1 }],
    })
  })

  it('keeps sources apart', async () => {
    await open.load(anItem({ externalId: 'x1' }))
    const body = { source: 'elsewhere', items: [anItem({ externalId: 'x1' })] }
    const answer = await open.api('POST', '/operator/v1/comments', { body })
    expect(answer).toMatchObject({ body: { results: [{ status: 'added' }] } })
  })

  it('refuses bad items by name, and the rest of the batch is added', async () => {
    await open.load(anItem({ externalId: 'used' }))
    const bad: readonly [unknown, RegExp][] = [
      [anItem({ externalId: 'b1', body: '' }), /body/],
      [anItem({ externalId: 'b2', body: '€'.repeat(43_691) }), /128 kB/],
      [anItem({ externalId: 'b3', postedAt: at(5) }), /postedAt is in the future/],
      [anItem({ externalId: 'b4', postedAt: '2026-05-12' }), /postedAt/],
      [
        anItem({ externalId: 'b5', reports: [aReport('1', { at: at(-61) })] }),
        /reports\.0\.at is before/,
      ],
      [
        anItem({ externalId: 'b6', reports: [aReport('1', { spans: [[0, 900]] })] }),
        /reports\.0\.spans ends at 900/,
      ],
      [
        anItem({
          externalId: 'b7',
          body: 'a😀b',
          reports: [aReport('1', { spans: [[0, 2]] })],
        }),
        /inside a character/,
      ],
      [anItem({ externalId: 'b8', author: { handle: 'a\u0000b' } }), /author\.handle/],
      [anItem({ externalId: 'b9', reports: [aReport('1', { words: 'w'.repeat(2001) })] }), /2000/],
      [anItem({ externalId: 'b10', articleId: 'a999' }), /articleId/],
      [anItem({ externalId: 'used', body: 'Another text under a used id.' }), /another text/],
      ['not an item', /item/i],
      [null, /item/i],
    ]
    const items = [
      anItem({ externalId: 'good-1' }),
      ...bad.map(([item]) => item),
      anItem({ externalId: 'good-2' }),
    ]
    const before = await events()
    const answer = (await open.load(...items)) as { results: Record<string, unknown>[] }

    expect(answer.results).toHaveLength(items.length)
    expect(answer.results[0]).toMatchObject({ externalId: 'good-1', status: 'added' })
    expect(answer.results.at(-1)).toMatchObject({ externalId: 'good-2', status: 'added' })
    bad.forEach(([item, reason], i) => {
      const externalId = (item as { externalId?: string } | null)?.externalId ?? null
      expect(answer.results[i + 1]).toMatchObject({
        ...{ externalId, status: 'refused', reportsAdded: 0 },
        reason: expect.stringMatching(reason) as string,
      })
    })
    expect(await events()).toEqual(before)
  })

  it('takes an article by its id, and lists them', async () => {
    await open.load(anItem({ externalId: 'in-it' }))
    const { body } = await open.api('GET', '/operator/v1/articles')
    const article = (body as { articles: { id: string; comments: number }[] }).articles[0]
    const item = anItem({ externalId: 'by-id', articleId: article?.id ?? '' })
    expect(await open.load(item)).toMatchObject({ results: [{ status: 'added' }] })
    const after = await open.api('GET', '/operator/v1/articles')
    expect(after.body).toMatchObject({ articles: [{ comments: (article?.comments ?? 0) + 1 }] })
  })

  it('refuses a batch that is none, too many items, and the desk’s key', async () => {
    const post = (body: unknown, key?: string) =>
      open.api('POST', '/operator/v1/comments', key === undefined ? { body } : { body, key })
    expect(await post({ items: [] })).toMatchObject({ status: 400 })
    const items = Array.from({ length: 201 }, (_, i) => anItem({ externalId: `many-${i}` }))
    expect(await post({ source: 'test', items })).toMatchObject({
      status: 400,
      body: { problem: { fields: [{ field: 'items' }] } },
    })
    const key = open.paper.keys.platform
    expect((await post({ source: 'test', items: [] }, key)).status).toBe(401)
  })

  it('takes 8,000 comments with 18,324 reports, and the feed has every report', async () => {
    const big = await openPaper()
    let reports = 0
    for (let batch = 0; batch < 40; batch++) {
      const items = Array.from({ length: 200 }, (_, i) => {
        const no = batch * 200 + i
        const count = Math.floor(((no + 1) * 18_324) / 8000) - Math.floor((no * 18_324) / 8000)
        reports += count
        const own = Array.from({ length: count }, (_, k) => aReport(String(k)))
        return anItem({ externalId: String(no), reports: own })
      })
      await big.load(...items)
    }
    expect(reports).toBe(18_324)
    let found = 0
    let after = ''
    for (let more = true; more;) {
      const answer = await big.api('GET', `/platform/v1/events?limit=500&after=${after}`)
      const page = EventPage.parse(answer.body)
      found += page.events.length
      after = page.next
      more = page.more
    }
    expect(found).toBe(18_324)
    await big.close()
  }, 60_000)
})
