import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EventPage, type PlatformEvent } from '../../src/shared/platform/platform.ts'
import { Reader, tokenIn } from './browser.ts'
import { anItem, openPaper, SLUG, type OpenPaper } from './open-paper.ts'

let open: OpenPaper
let author: Reader

beforeAll(async () => {
  open = await openPaper({ limits: { reports: 1000 } })
  await open.load(anItem({ externalId: 'first' }))
  author = await open.subscriber('the_author')
})
afterAll(() => open.close())

const reports = async (commentId: string): Promise<PlatformEvent[]> => {
  const { body } = await open.api('GET', '/platform/v1/events?limit=500')
  return EventPage.parse(body).events.filter((event) => event.commentId === commentId)
}

const stranger = () => new Reader(open.paper.url)

describe('report this post', () => {
  it('is for anybody and reaches the desk with the rule, the words and the address', async () => {
    const id = await open.post(author, 'You daft wee clown')
    const page = await stranger().get(`/comments/${id}/report`)
    expect(page.text).toContain('Personal abuse')
    expect(page.text).toContain('Something else')
    expect(page.text).toContain('>Cancel</button>')

    const sent = await stranger().fill(`/comments/${id}/report`, {
      rule: 'CON-ABU',
      words: 'Rude to a\r\nneighbour',
      email: 'a@readers.example',
    })

    expect(sent.status).toBe(200)
    expect(sent.text).toContain('Your report has reached the moderators')
    expect(await reports(id)).toMatchObject([
      {
        type: 'report',
        bodyRev: 1,
        rule: 'CON-ABU',
        words: 'Rude to a\nneighbour',
        email: 'a@readers.example',
        spans: [],
      },
    ])
  })

  it('takes something else as no rule, if there are words', async () => {
    const id = await open.post(author, 'Something odd')
    const reader = stranger()
    const empty = await reader.fill(`/comments/${id}/report`, { rule: 'other', words: '  ' })
    expect(empty.status).toBe(400)
    expect(empty.text).toContain('Say in a few words what is wrong')

    await reader.fill(`/comments/${id}/report`, { rule: 'other', words: 'It is odd' })
    expect(await reports(id)).toMatchObject([{ rule: null, words: 'It is odd', email: null }])
  })

  it('is stored once a reader and comment, and the second one is answered kindly', async () => {
    const id = await open.post(author, 'Reported twice')
    const reader = stranger()
    await reader.fill(`/comments/${id}/report`, { rule: 'CON-ABU', words: 'once' })
    const again = await reader.fill(`/comments/${id}/report`, { rule: 'CON-OBS', words: 'twice' })

    expect(again.status).toBe(200)
    expect(again.text).toContain('You have reported this already')
    await stranger().fill(`/comments/${id}/report`, { rule: 'CON-ABU', words: 'another' })
    const found = await reports(id)
    expect(found).toHaveLength(2)
    expect(new Set(found.map((event) => 'reporter' in event && event.reporter)).size).toBe(2)
  })

  it('knows a signed-in reader by account in whatever browser, under a pseudonym', async () => {
    const id = await open.post(author, 'Seen on two machines')
    const first = await open.subscriber('reporter_one')
    await first.fill(`/comments/${id}/report`, { rule: 'CON-ABU', words: 'from home' })
    const second = stranger()
    await second.fill('/sign-in', { name: 'reporter_one', password: 'a long password' })
    await second.fill(`/comments/${id}/report`, { rule: 'CON-ABU', words: 'from work' })

    const found = await reports(id)
    expect(found).toMatchObject([{ words: 'from home' }])
    expect(JSON.stringify(found)).not.toContain('reporter_one')
  })

  it('stores nothing on Cancel', async () => {
    const id = await open.post(author, 'Left alone')
    const sent = await stranger().fill(`/comments/${id}/report`, { words: 'no', cancel: 'yes' })
    expect(sent.url).toBe(`/news/${SLUG}#comment-${id}`)
    expect(await reports(id)).toEqual([])
  })

  it('refuses more than 2,000 characters and keeps them', async () => {
    const id = await open.post(author, 'Long complaint')
    const words = 'w'.repeat(2001)
    const fields = { rule: 'CON-GRF', words, email: 'b@readers.example' }
    const sent = await stranger().fill(`/comments/${id}/report`, fields)

    expect(sent.status).toBe(413)
    expect(sent.text).toContain('2001 characters long; the most is 2000')
    expect(sent.text).toContain(`${words}</textarea>`)
    expect(sent.text).toMatch(/value="CON-GRF"\s+checked/)
    expect(sent.text).toContain('value="b@readers.example"')
    expect(await reports(id)).toEqual([])
  })

  it.each([
    [{ rule: 'NO-SUCH', words: 'x' }, 'Choose one of the rules'],
    [{ rule: 'CON-ABU', words: '', email: 'not an address' }, 'The e-mail address is not complete'],
  ])('refuses %j by name', async (fields, message) => {
    const id = await open.post(author, 'Reported wrongly')
    const sent = await stranger().fill(`/comments/${id}/report`, fields)
    expect(sent.status).toBe(400)
    expect(sent.text).toContain(message)
    expect(await reports(id)).toEqual([])
  })

  it('traps a machine that fills in every field', async () => {
    const id = await open.post(author, 'Bait')
    const fields = { rule: 'SPM-ADV', words: 'cheap', website: 'http://spam.example' }
    const sent = await stranger().fill(`/comments/${id}/report`, fields)
    expect(sent.status).toBe(400)
    expect(sent.text).toContain('Nothing was sent')
    expect(await reports(id)).toEqual([])
  })

  it('counts how often one address reports', async () => {
    const strict = await openPaper({ limits: { reports: 1 } })
    await strict.load(anItem({ externalId: 'first' }))
    const one = new Reader(strict.paper.url)
    await one.fill('/comments/c1/report', { rule: 'CON-ABU', words: 'x' })
    const more = await new Reader(strict.paper.url).fill('/comments/c1/report', {
      rule: 'CON-ABU',
      words: 'kept words',
    })
    expect(more.status).toBe(429)
    expect(more.text).toContain('kept words</textarea>')
    const elsewhere = new Reader(strict.paper.url, { 'x-forwarded-for': '192.0.2.7' })
    const other = await elsewhere.fill('/comments/c1/report', { rule: 'CON-ABU', words: 'y' })
    expect(other.status).toBe(200)
    await strict.close()
  })
})

describe('the time trap', () => {
  it('refuses what came back quicker than a person types, and takes it afterwards', async () => {
    const slow = await openPaper({ limits: { minFormMs: 1000 } })
    await slow.load(anItem({ externalId: 'first' }))
    const reader = new Reader(slow.paper.url)
    const path = '/comments/c1/report'
    const page = await reader.get(path)
    const fields = { token: tokenIn(page.text, path), rule: 'CON-ABU', words: 'quick' }
    expect((await reader.post(path, fields)).status).toBe(400)

    slow.clock.ms += 1000
    expect((await reader.post(path, fields)).status).toBe(200)
    await slow.close()
  })

  it('refuses a form that lay open for more than a day', async () => {
    const old = await openPaper()
    await old.load(anItem({ externalId: 'first' }))
    const reader = new Reader(old.paper.url)
    const path = '/comments/c1/report'
    const token = tokenIn((await reader.get(path)).text, path)
    old.clock.ms += 24 * 3_600_000 + 1
    const sent = await reader.post(path, { token, rule: 'CON-ABU', words: 'still here' })
    expect(sent.status).toBe(403)
    expect(sent.text).toContain('still here</textarea>')
    await old.close()
  })
})

describe('events', () => {
  it('tell of changes to reported comments alone', async () => {
    const reported = await open.post(author, 'Reported, then changed')
    const quiet = await open.post(author, 'Never reported')
    await stranger().fill(`/comments/${reported}/report`, { rule: 'CON-ABU', words: 'x' })
    for (const id of [reported, quiet]) {
      await author.fill(`/comments/${id}/edit`, { body: 'Changed' })
      await author.fill(`/comments/${id}/delete`, {})
    }

    expect((await reports(reported)).map(({ type, bodyRev }) => [type, bodyRev])).toEqual([
      ['report', 1],
      ['edited', 2],
      ['author-deleted', 2],
    ])
    expect(await reports(quiet)).toEqual([])
    const { body } = await open.api('GET', `/platform/v1/comments/${reported}`)
    expect(body).toMatchObject({ comment: { body: 'Changed', deletedByAuthor: true } })
  })

  it('come page by page in the order of their commits, none twice and none left out', async () => {
    const id = await open.post(author, 'Reported by many')
    for (const words of ['1', '2', '3', '4', '5', '6', '7', '8'])
      await stranger().fill(`/comments/${id}/report`, { rule: 'CON-ABU', words })
    const { body } = await open.api('GET', '/platform/v1/events?limit=500')
    const all = EventPage.parse(body)
    const found: PlatformEvent[] = []
    let after = ''
    let pages = 0
    for (let more = true; more;) {
      const address = `/platform/v1/events?limit=2&after=${encodeURIComponent(after)}`
      const page = EventPage.parse((await open.api('GET', address)).body)
      expect(page.events.length).toBeLessThanOrEqual(2)
      pages++
      found.push(...page.events)
      after = page.next
      more = page.more
    }
    expect(all.events.length).toBeGreaterThanOrEqual(8)
    expect(found).toEqual(all.events)
    expect(pages).toBe(Math.ceil(all.events.length / 2))
    expect(after).toBe(all.next)
  })

  it('wake whoever waits for them', async () => {
    const id = await open.post(author, 'Waited for')
    const { next } = EventPage.parse((await open.api('GET', '/platform/v1/events?limit=500')).body)
    const waiting = open.api('GET', `/platform/v1/events?after=${next}&wait=25`)
    await stranger().fill(`/comments/${id}/report`, { rule: 'CON-ABU', words: 'now' })

    const page = EventPage.parse((await waiting).body)
    expect(page.events).toMatchObject([{ commentId: id, words: 'now' }])
    expect(page.next).not.toBe(next)
  })

  it('answer with nothing when nothing came, and with the same cursor', async () => {
    const { next } = EventPage.parse((await open.api('GET', '/platform/v1/events?limit=500')).body)
    const page = EventPage.parse(
      (await open.api('GET', `/platform/v1/events?after=${next}&wait=0.01`)).body,
    )
    expect(page).toEqual({ events: [], next, more: false })
  })

  it('refuse a cursor that is not theirs', async () => {
    const other = Buffer.from('0123456789ab:5').toString('base64url')
    expect(await open.api('GET', `/platform/v1/events?after=${other}`)).toMatchObject({
      status: 410,
      body: { problem: { code: 'gone' } },
    })
    expect(await open.api('GET', '/platform/v1/events?after=whatever')).toMatchObject({
      status: 400,
      body: { problem: { code: 'bad-input' } },
    })
    expect(await open.api('GET', '/platform/v1/events?limit=0')).toMatchObject({
      status: 400,
      body: { problem: { fields: [{ field: 'limit' }] } },
    })
  })

  it('do not hold up a paper that closes', async () => {
    const closing = await openPaper()
    const waiting = closing.api('GET', '/platform/v1/events?wait=25')
    await closing.api('GET', '/platform/v1/hello')
    await closing.close()
    expect(await waiting).toMatchObject({ status: 200, body: { events: [] } })
  })
})
