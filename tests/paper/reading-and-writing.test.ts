import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commentIn, commentOn, Reader, wordsIn } from './browser.ts'
import { anItem, openPaper, SLUG, type OpenPaper } from './open-paper.ts'

let open: OpenPaper
let isla: Reader

beforeAll(async () => {
  open = await openPaper({ limits: { comments: 1000, registrations: 1000 } })
  await open.load(anItem({ externalId: 'first' }))
  isla = await open.subscriber('isla_b')
})
afterAll(() => open.close())

const page = async (reader: Reader) => (await reader.get(`/news/${SLUG}`)).text

describe('a subscriber', () => {
  it('posts a comment and is taken to it', async () => {
    const id = await open.post(isla, 'The tolls were\n\nbound to come.')

    expect(id).toMatch(/^c\d+$/)
    expect(wordsIn(commentOn(await page(isla), id))).toBe('The tolls were\n\nbound to come.')
  })

  it('replies, and the reply stands under what it answers however deep', async () => {
    let id = await open.post(isla, 'Level 0')
    for (let level = 1; level <= 6; level++) {
      const sent = await isla.fill(`/comments/${id}/reply`, { body: `Level ${level}` })
      id = commentIn(sent.url)
    }

    const text = await page(isla)
    expect(text).toContain(`class="comment depth-4" id="comment-${id}"`)
    expect(text).not.toContain('depth-5')
    expect(commentOn(text, id)).toContain('in reply to')
    const places = [0, 1, 2, 3, 4, 5, 6].map((level) => text.indexOf(`Level ${level}<`))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it('changes a comment for five minutes and no longer, keeping what was typed', async () => {
    const id = await open.post(isla, 'Frist')
    const edited = await isla.fill(`/comments/${id}/edit`, { body: 'First' })
    expect(wordsIn(commentOn(edited.text, id))).toBe('First')
    expect(commentOn(edited.text, id)).toContain('changed by its author')
    const shown = await isla.get(`/comments/${id}/edit`)

    open.clock.ms += 5 * 60_000 + 1
    const token = /name="token"\s+value="([^"]*)"[^]*Save/.exec(shown.text)?.[1] ?? ''
    const late = await isla.post(`/comments/${id}/edit`, { token, body: 'Second' })

    expect(late.status).toBe(409)
    expect(late.text).toContain('five minutes')
    expect(late.text).toContain('Second</textarea>')
    expect(wordsIn(commentOn(await page(isla), id))).toBe('First')
  })

  it('deletes an own comment, and the text of an unreported one is gone', async () => {
    const id = await open.post(isla, 'I regret this one')
    const after = await isla.fill(`/comments/${id}/delete`, {})

    expect(commentOn(after.text, id)).toContain('Its author deleted this comment')
    const { body } = await open.api('GET', `/platform/v1/comments/${id}`)
    expect(body).toMatchObject({ comment: { body: '', deletedByAuthor: true } })
  })

  it('touches nobody else’s comment', async () => {
    const id = await open.post(isla, 'Mine alone')
    const other = await open.subscriber('not_isla')
    const token = /name="token"\s+value="([^"]*)"/.exec((await other.get('/')).text)?.[1] ?? ''

    for (const what of ['edit', 'delete']) {
      expect((await other.get(`/comments/${id}/${what}`)).status).toBe(409)
      const sent = await other.post(`/comments/${id}/${what}`, { token, body: 'Taken over' })
      expect(sent.status).toBe(403)
    }
    expect(wordsIn(commentOn(await page(isla), id))).toBe('Mine alone')
  })

  it('signs out and in again', async () => {
    const reader = await open.subscriber('comes_and_goes')
    await reader.fill('/', {}, '/sign-out')
    expect((await reader.get('/')).text).not.toContain('comes_and_goes')

    const wrong = await reader.fill('/sign-in', { name: 'comes_and_goes', password: 'wrong one' })
    expect(wrong.status).toBe(401)
    const right = await reader.fill('/sign-in', {
      name: 'COMES_and_goes@readers.example',
      password: 'a long password',
      next: '/your-comments',
    })
    expect(right.url).toBe('/your-comments')
    expect(right.text).toContain('comes_and_goes')
  })

  it.each(['//elsewhere.example/', 'https://elsewhere.example', '/\\elsewhere.example'])(
    'is not sent to another site after signing in: %s',
    async (next) => {
      const reader = new Reader(open.paper.url)
      const sent = await reader.fill('/sign-in', {
        name: 'isla_b',
        password: 'a long password',
        next,
      })
      expect(sent.url).toBe('/')
    },
  )
})

describe('the door', () => {
  it('lets nobody comment without signing in, and keeps what they typed', async () => {
    const stranger = new Reader(open.paper.url)
    const sent = await stranger.post(`/news/${SLUG}/comments`, { body: 'Let me in' })

    expect(sent.status).toBe(401)
    expect(sent.text).toContain('Let me in</textarea>')
    expect(await page(isla)).not.toContain('Let me in')
  })

  it('refuses a form that another site sent', async () => {
    const { text } = await isla.get(`/news/${SLUG}`)
    const token = /name="token"\s+value="([^"]*)"/.exec(text)?.[1] ?? ''
    const fields = { token, body: 'From elsewhere' }
    const sent = await isla.post(`/news/${SLUG}/comments`, fields, {
      origin: 'http://evil.example',
    })

    expect(sent.status).toBe(403)
    expect(await page(isla)).not.toContain('From elsewhere')
  })

  it.each(['', 'nonsense', '1747060320000.AAAAAAAAAAAAAAAAAAAAAAAA'])(
    'refuses a form without this browser’s token (%s) and keeps what was typed',
    async (token) => {
      const sent = await isla.post(`/news/${SLUG}/comments`, { token, body: 'No token of mine' })

      expect(sent.status).toBe(403)
      expect(sent.text).toContain('No token of mine</textarea>')
      expect(wordsIn(await page(isla))).not.toContain('No token of mine')
    },
  )

  it('refuses another reader’s token', async () => {
    const other = await open.subscriber('other_token')
    const { text } = await other.get(`/news/${SLUG}`)
    const token = /name="token"\s+value="([^"]*)"/.exec(text)?.[1] ?? ''
    expect((await isla.post(`/news/${SLUG}/comments`, { token, body: 'x' })).status).toBe(403)
  })

  it('takes 128 kB of UTF-8 and no more, and keeps what was typed', async () => {
    const most = '€'.repeat(43_690) + 'aa' // 131,072 bytes
    expect(await open.post(isla, most)).toMatch(/^c\d+$/)

    const action = `/news/${SLUG}/comments`
    const sent = await isla.fill(`/news/${SLUG}`, { body: `${most}a` }, action)
    expect(sent.status).toBe(413)
    expect(sent.text).toContain('the most is 128 kB')
    expect(sent.text).toContain(`${most}a</textarea>`)
  })

  it('refuses an empty comment', async () => {
    const sent = await isla.fill(`/news/${SLUG}`, { body: ' \n ' }, `/news/${SLUG}/comments`)
    expect(sent.status).toBe(400)
    expect(sent.text).toContain('the comment is empty')
  })

  it('counts how often one address posts', async () => {
    const strict = await openPaper({ limits: { comments: 2 } })
    await strict.load(anItem({ externalId: 'first' }))
    const reader = await strict.subscriber('quick_one')
    await strict.post(reader, 'one')
    await strict.post(reader, 'two')
    const third = await reader.fill(`/news/${SLUG}`, { body: 'three' }, `/news/${SLUG}/comments`)

    expect(third.status).toBe(429)
    expect(third.text).toContain('three</textarea>')
    await strict.close()
  })
})

describe('hostile text', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</div></article></textarea><style>*{display:none}</style>',
    '&lt;b&gt; &amp; &#39;',
    '\u202Egnp.exe \u2066 left open',
    'x'.repeat(5000),
    '\n\nleading newlines, \ttabs',
    'שלום, מה שלומך?',
  ]

  it.each(hostile)('is shown as it was typed and runs nowhere: %j', async (text) => {
    const id = await open.post(isla, text)
    const shown = await page(isla)

    expect(wordsIn(commentOn(shown, id))).toBe(text)
    expect(shown).not.toContain('<script>alert')
    expect(shown).not.toContain('<img')
    expect(shown).not.toContain('<style')
    const form = await isla.get(`/comments/${id}/edit`)
    expect(form.text).not.toContain('<script>alert')
    const { body } = await open.api('GET', `/platform/v1/comments/${id}`)
    expect(body).toMatchObject({ comment: { body: text } })
  })

  it('is mended once at the door: NUL becomes U+FFFD', async () => {
    const id = await open.post(isla, 'a\u0000b')
    expect(wordsIn(commentOn(await page(isla), id))).toBe('a\uFFFDb')
  })

  it('meets a policy that runs no inline script and loads nothing from elsewhere', async () => {
    const { headers, text } = await isla.get(`/news/${SLUG}`)
    const policy = headers.get('content-security-policy') ?? ''

    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(text).not.toMatch(/<script(?![^>]*src=)/)
    expect(text).not.toMatch(/ on\w+="| style="/)
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//)
  })
})

describe('what readers are told', () => {
  it('says under every thread who is liable and when moderators are there', async () => {
    const text = (await page(isla)).replace(/\s+/g, ' ')
    expect(text).toContain('Readers are personally liable for what they post here.')
    expect(text).toContain('do not moderate comments before they appear and we do not monitor them')
    expect(text).toContain('full-time from 9am to 6pm on weekdays and part-time outwith')
  })

  it('prints the rules with their version and when they were updated', async () => {
    const { text } = await isla.get('/rules')
    expect(text.replace(/\s+/g, ' ')).toContain('Version 1.0.0 · Last updated')
    expect(text).toContain('1 January 2026')
    expect(text).toContain('Insensitivity about a death or tragedy')
  })

  it('says what is not there', async () => {
    for (const path of ['/news/none', '/comments/c999999', '/comments/x/report', '/sections/None'])
      expect((await isla.get(path)).status).toBe(404)
  })

  it('spreads a long thread over pages and finds each comment’s own', async () => {
    const items = Array.from({ length: 120 }, (_, i) =>
      anItem({ externalId: `many-${i}`, article: { ...article, slug: 'long-thread' } }),
    )
    await open.load(...items)
    const first = await isla.get('/news/long-thread')
    expect(first.text).toContain('Page 1 of 2')
    const ids = (text: string) => [...text.matchAll(/id="comment-(c\d+)"/g)].map(([, id]) => id)
    const second = ids((await isla.get('/news/long-thread?page=2')).text)

    expect(ids(first.text)).toHaveLength(100)
    expect(second).toHaveLength(20)
    const found = await isla.get(`/comments/${second[0] ?? ''}`)
    expect(found.url).toBe(`/news/long-thread?page=2#comment-${second[0] ?? ''}`)
  })
})

const article = {
  title: 'A long thread',
  section: 'News',
  paragraph: 'Everybody had something to say.',
  publishedAt: '2026-05-12T08:00:00.000Z',
}
