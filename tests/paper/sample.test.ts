import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { spanFault } from '../../src/shared/domain/text.ts'
import {
  CommentInPlace,
  EventPage,
  type PlatformEvent,
} from '../../src/shared/platform/platform.ts'
import { Reader } from './browser.ts'
import { at, openPaper, type OpenPaper } from './open-paper.ts'

let open: OpenPaper
let events: readonly PlatformEvent[]

beforeAll(async () => {
  open = await openPaper({ sample: true })
  events = EventPage.parse((await open.api('GET', '/platform/v1/events?limit=500')).body).events
})
afterAll(async () => {
  await open.close()
  rmSync(open.folder, { recursive: true, force: true })
})

const reports = () => events.filter((event) => event.type === 'report')

describe('the sample', () => {
  it('is a day’s work: reports over every severity, some on one comment in a burst', () => {
    const severities = new Map(defaultTerms.rules.map(({ code, severity }) => [code, severity]))
    const found = new Set(reports().map(({ rule }) => (rule === null ? 3 : severities.get(rule))))
    const perComment = Map.groupBy(reports(), ({ commentId }) => commentId)

    expect([...found].sort()).toEqual([1, 2, 3, 4])
    expect(reports().length).toBeGreaterThan(80)
    expect(perComment.size).toBeGreaterThan(40)
    expect(Math.max(...[...perComment.values()].map((list) => list.length))).toBeGreaterThan(4)
    expect(new Set(reports().map(({ rule }) => rule)).size).toBe(defaultTerms.rules.length + 1)
  })

  it('lies in the last twenty hours, each report after its comment and in the order of time', async () => {
    const times = reports().map((report) => report.at)
    expect(times).toEqual([...times].sort())
    for (const report of reports()) {
      const answer = await open.api('GET', `/platform/v1/comments/${report.commentId}`)
      const { comment, article } = CommentInPlace.parse(answer.body)
      expect(report.at > comment.postedAt).toBe(true)
      expect(report.at < at(0)).toBe(true)
      expect(comment.postedAt >= at(-20 * 60)).toBe(true)
      expect(article.publishedAt < comment.postedAt).toBe(true)
      for (const span of report.spans) expect(spanFault(comment.body, span)).toBeUndefined()
    }
  })

  it('fills an empty site once', async () => {
    const list = await open.api('GET', '/operator/v1/articles')
    const { folder, paper } = open
    await paper.close()
    open = await openPaper({ data: folder, sample: true })
    expect((await open.api('GET', '/operator/v1/articles')).body).toEqual(list.body)
    expect(open.paper.accounts).toEqual(paper.accounts)
  })

  it('has a front page with every section', async () => {
    const { text } = await new Reader(open.paper.url).get('/')
    for (const section of ['News', 'Business', 'Sport', 'Life'])
      expect(text).toContain(`href="/sections/${section}"`)
  })
})
