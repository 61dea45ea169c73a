import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidV7 } from '../../src/shared/domain/ids.ts'
import type { PublishedDecision, Receipt } from '../../src/shared/platform/platform.ts'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { commentOn, Reader, wordsIn } from './browser.ts'
import { anItem, at, NOW, openPaper, SLUG, type OpenPaper } from './open-paper.ts'

let open: OpenPaper
let author: Reader

beforeAll(async () => {
  open = await openPaper({ limits: { comments: 1000 } })
  await open.load(anItem({ externalId: 'first' }))
  author = await open.subscriber('the_author')
})
afterAll(() => open.close())

const newId = () => uuidV7(NOW, randomBytes(10))

const decision = (commentId: string, change: Partial<PublishedDecision> = {}) => ({
  commentId,
  verb: 'delete',
  expectRev: 1,
  cuts: [],
  ground: { code: 'CON-ABU', title: 'Personal abuse', terms: '1.0.0' },
  decidedAt: at(1),
  notice: 'We removed your comment.',
  ...change,
})

const amend = (commentId: string) =>
  decision(commentId, {
    verb: 'amend',
    cuts: [{ span: [4, 18], rule: 'CON-ABU', token: '[personal abuse removed by a moderator]' }],
  })
const ABUSE = 'You daft wee clown, the tolls are fair.'

const put = (id: string, body: unknown) => open.api('PUT', `/platform/v1/decisions/${id}`, { body })
const publicly = async (id: string) =>
  commentOn((await new Reader(open.paper.url).get(`/news/${SLUG}`)).text, id).replace(/\s+/g, ' ')

describe('a published decision', () => {
  it('delete leaves a tombstone with the rule and the date, and no words', async () => {
    const id = await open.post(author, ABUSE)
    expect((await put(newId(), decision(id))).status).toBe(200)

    const shown = await publicly(id)
    expect(shown).toContain('removed by a moderator on 12 May 2026. Rule: Personal abuse.')
    expect(shown).not.toContain('clown')
    expect(shown).not.toContain('Report this post')
  })

  it('amend shows the tokens in place and the mark at the end', async () => {
    const id = await open.post(author, ABUSE)
    expect((await put(newId(), amend(id))).status).toBe(200)

    const shown = await publicly(id)
    expect(wordsIn(shown).replace(/<[^>]*>/g, '')).toBe(
      'You [personal abuse removed by a moderator], the tolls are fair.',
    )
    expect(shown).toContain(
      '[This comment was edited by a moderator on 12 May 2026. Rule: Personal abuse.]',
    )
    expect(shown).not.toContain('clown')
  })

  it('amend with words shows them as the paper’s own, and the same id takes no others', async () => {
    const id = await open.post(author, ABUSE)
    const key = newId()
    const putIn = (words: string, token = words) =>
      decision(id, { verb: 'amend', cuts: [{ span: [4, 18], rule: 'CON-ABU', words, token }] })
    expect((await put(key, putIn('<b>man</b>'))).status).toBe(200)
    expect((await put(key, putIn('woman'))).status).toBe(422)
    expect((await put(newId(), putIn('man', '[removed]'))).status).toBe(400)

    const shown = await publicly(id)
    expect(shown).toContain('<ins class="put-in">&lt;b&gt;man&lt;/b&gt;</ins>')
    expect(shown).toContain('[This comment was amended by the paper on 12 May 2026.')
    expect(shown).toContain('Rule: Personal abuse.]')
    expect(shown).not.toContain('clown')
    const own = (await author.get('/your-comments')).text.replace(/\s+/g, ' ')
    expect(own).toContain('put words of the paper’s own in it')
  })

  it('restore shows the comment as its author wrote it', async () => {
    const id = await open.post(author, ABUSE)
    await put(newId(), amend(id))
    await put(newId(), decision(id, { verb: 'restore' }))

    const shown = await publicly(id)
    expect(wordsIn(shown)).toBe(ABUSE)
    expect(shown).not.toContain('moderator')
  })

  it('keep changes nothing that readers see', async () => {
    const id = await open.post(author, ABUSE)
    const before = await publicly(id)
    expect((await put(newId(), decision(id, { verb: 'keep', notice: '' }))).status).toBe(200)
    expect(await publicly(id)).toBe(before)
  })

  it('a later amend replaces the earlier one, and one over a delete brings the rest back', async () => {
    const id = await open.post(author, ABUSE)
    await put(newId(), amend(id))
    await put(newId(), decision(id))
    expect(await publicly(id)).toContain('removed by a moderator')
    const other = [{ span: [20, 38], rule: 'TOP-DIS', token: '[off topic]' }]
    await put(newId(), { ...amend(id), cuts: other })
    expect(wordsIn(await publicly(id)).replace(/<[^>]*>/g, '')).toBe(
      'You daft wee clown, [off topic].',
    )
  })

  it('is shown to the author with their own words, the rule, the notice and the way to a review', async () => {
    const id = await open.post(author, ABUSE)
    const opId = newId()
    await put(opId, decision(id, { notice: 'We removed <b>your</b> comment.' }))

    const { text } = await author.get('/your-comments')
    const entry = text.slice(text.indexOf(`id="own-${id}"`)).split('</article>')[0] ?? ''
    const own = entry.replace(/\s+/g, ' ')
    expect(own).toContain(ABUSE)
    expect(own).toContain('A moderator removed this comment')
    expect(own).toContain('Rule: Personal abuse (terms 1.0.0)')
    expect(own).toContain('We removed &lt;b&gt;your&lt;/b&gt; comment.')
    expect(own).toContain('To ask for a review, write within 30 days')
    expect(own).toContain(opId)
    expect((await new Reader(open.paper.url).get('/your-comments')).url).toContain('/sign-in')
  })

  it.each(['amend', 'delete'])(
    'closes the comment to its author’s changes after %s',
    async (verb) => {
      const id = await open.post(author, ABUSE)
      const form = await author.get(`/comments/${id}/edit`)
      const token =
        /action="[^"]*edit"[^]*?name="token"\s+value="([^"]*)"/.exec(form.text)?.[1] ?? ''
      await put(newId(), verb === 'amend' ? amend(id) : decision(id))
      const sent = await author.post(`/comments/${id}/edit`, { token, body: 'Sneaky' })

      expect(sent.status).toBe(409)
      expect(sent.text).toContain('takes no changes')
      const { body } = await open.api('GET', `/platform/v1/comments/${id}`)
      expect(body).toMatchObject({ comment: { body: ABUSE, bodyRev: 1 } })
    },
  )
})

describe('the receipt', () => {
  it('is the same for the same decision whatever happened in between', async () => {
    const id = await open.post(author, ABUSE)
    const opId = newId()
    const first = await put(opId, decision(id))
    await put(newId(), decision(id, { verb: 'restore' }))
    await author.fill(`/comments/${id}/edit`, { body: 'Changed since' })
    open.clock.ms += 1000
    const again = await put(opId, decision(id))

    expect(again).toEqual(first)
    expect(wordsIn(await publicly(id))).toBe('Changed since')
  })

  it('is another one for every decision', async () => {
    const id = await open.post(author, ABUSE)
    const receipts = [await put(newId(), decision(id)), await put(newId(), decision(id))]
    const [a, b] = receipts.map(({ body }) => (body as Receipt).receipt)
    expect(a).not.toBe(b)
  })

  it('is refused to another decision under a used id', async () => {
    const id = await open.post(author, ABUSE)
    const opId = newId()
    await put(opId, decision(id))
    expect(await put(opId, decision(id, { verb: 'restore' }))).toMatchObject({
      status: 422,
      body: { problem: { code: 'op-reused' } },
    })
    expect(await publicly(id)).toContain('removed by a moderator')
  })
})

describe('overtaken', () => {
  it.each(['keep', 'delete', 'restore', 'amend'])(
    'answers 409 and applies nothing when the author edited: %s',
    async (verb) => {
      const id = await open.post(author, ABUSE)
      await author.fill(`/comments/${id}/edit`, { body: 'I take it back, sorry about that.' })
      const body = verb === 'amend' ? amend(id) : { ...decision(id), verb }

      expect(await put(newId(), body)).toEqual({ status: 409, body: { overtaken: { bodyRev: 2 } } })
      expect(wordsIn(await publicly(id))).toBe('I take it back, sorry about that.')
      expect((await put(newId(), { ...decision(id), expectRev: 2 })).status).toBe(200)
    },
  )

  it('answers 409 when the author deleted it', async () => {
    const id = await open.post(author, ABUSE)
    await author.fill(`/comments/${id}/delete`, {})
    expect(await put(newId(), decision(id))).toEqual({
      status: 409,
      body: { overtaken: { bodyRev: 1 } },
    })
  })
})

describe('bad decisions', () => {
  it.each([
    ['an amend without cuts', { verb: 'amend', cuts: [] }, /cuts must not be empty/],
    [
      'cuts past the end',
      { verb: 'amend', cuts: [{ span: [0, 99], rule: 'R', token: '[x]' }] },
      /after the text/,
    ],
    ['a delete with cuts', { cuts: [{ span: [0, 1], rule: 'R', token: '[x]' }] }, /must be empty/],
    ['an unknown verb', { verb: 'approve' }, /verb/],
    ['no revision', { expectRev: 0 }, /expectRev/],
  ])('refuses %s', async (_what, change, message) => {
    const id = await open.post(author, ABUSE)
    const answer = await put(newId(), { ...decision(id), ...change })
    expect(answer).toMatchObject({
      status: 400,
      body: { problem: { code: 'bad-input', message: expect.stringMatching(message) as string } },
    })
    expect(wordsIn(await publicly(id))).toBe(ABUSE)
  })

  it('refuses an id that is no UUIDv7, a comment that is not there, and a body that is no JSON', async () => {
    expect((await put('not-an-id', decision('c1'))).status).toBe(400)
    expect((await put(newId(), decision('c99999'))).status).toBe(404)
    const answer = await fetch(`${open.paper.url}/platform/v1/decisions/${newId()}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${open.paper.keys.platform}`,
        'content-type': 'application/json',
      },
      body: '{',
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ problem: { code: 'bad-input' } })
  })
})

describe('the platform’s door', () => {
  it.each(['', 'wrong', 'operator'])('is shut to the key "%s"', async (name) => {
    const key = name === 'operator' ? open.paper.keys.operator : name
    for (const address of ['/hello', '/events', '/comments/c1', '/nowhere'])
      expect(await open.api('GET', `/platform/v1${address}`, { key })).toMatchObject({
        status: 401,
        body: { problem: { code: 'signed-out' } },
      })
  })

  it('says hello', async () => {
    expect((await open.api('GET', '/platform/v1/hello')).body).toMatchObject({
      platform: 'paper',
      site: { id: 'strathlinn', title: 'The Strathlinn Gazette', origin: open.paper.url },
    })
  })

  it('gives a comment with its thread, and of its neighbours only what readers see', async () => {
    const parent = await open.post(author, ABUSE)
    const reply = await author.fill(`/comments/${parent}/reply`, { body: 'Away ye go' })
    const id = /c\d+$/.exec(reply.url)?.[0] ?? ''
    const below = await author.fill(`/comments/${id}/reply`, { body: 'Och' })
    await put(newId(), amend(parent))
    await put(newId(), decision(/c\d+$/.exec(below.url)?.[0] ?? ''))

    const { body } = await open.api('GET', `/platform/v1/comments/${id}`)
    expect(body).toMatchObject({
      comment: {
        id,
        author: { name: 'the_author' },
        body: 'Away ye go',
        bodyRev: 1,
        editedAt: null,
        url: `${open.paper.url}/news/${SLUG}#comment-${id}`,
      },
      article: { slug: SLUG, paragraph: 'The trust will charge day boats from April.' },
    })
    const neighbours = new Map(
      (body as { neighbours: { where: string; shown: string; body: string }[] }).neighbours.map(
        (neighbour) => [neighbour.where, neighbour],
      ),
    )
    expect(neighbours.get('parent')).toMatchObject({
      shown: 'amended',
      body: 'You [personal abuse removed by a moderator], the tolls are fair.',
    })
    expect(neighbours.get('reply')).toMatchObject({ shown: 'removed', body: '' })
  })
})

describe('terms, threads and suspensions', () => {
  it('shows the terms it was given, once they are in force', async () => {
    const rules = defaultTerms.rules.map((rule) =>
      rule.code === 'CON-ABU' ? { ...rule, title: 'Insults' } : rule,
    )
    const terms = { ...defaultTerms, rules, version: '1.1.0', lastUpdated: at(0) }
    const put = (effectiveFrom: string) =>
      open.api('PUT', '/platform/v1/terms', { body: { ...terms, effectiveFrom } })

    expect((await put(at(60))).status).toBe(204)
    expect((await author.get('/rules')).text).toContain('Version 1.0.0')
    expect((await put(at(-1))).status).toBe(204)
    const { text } = await author.get('/rules')
    expect(text).toContain('Version 1.1.0')
    expect(text).toContain('Insults')
    expect((await author.get('/comments/c1/report')).text).toContain('Insults')
    expect((await open.api('PUT', '/platform/v1/terms', { body: {} })).status).toBe(400)
  })

  it('closes a thread and opens it again', async () => {
    const id = await open.post(author, 'Before the end')
    const { body } = await open.api('GET', '/operator/v1/articles')
    const articleId = (body as { articles: { id: string }[] }).articles[0]?.id ?? ''
    const close = (closed: boolean) =>
      open.api('PUT', `/platform/v1/articles/${articleId}/thread`, { body: { closed } })
    const form = await author.get(`/comments/${id}/reply`)
    const token = /reply"[^]*?name="token"\s+value="([^"]*)"/.exec(form.text)?.[1] ?? ''

    expect((await close(true)).status).toBe(204)
    expect((await author.get(`/news/${SLUG}`)).text).toContain('This thread is closed.')
    const sent = await author.post(`/comments/${id}/reply`, { token, body: 'One more' })
    expect(sent.status).toBe(403)
    expect(sent.text).toContain('One more</textarea>')
    expect((await close(false)).status).toBe(204)
    expect((await author.post(`/comments/${id}/reply`, { token, body: 'One more' })).status).toBe(
      200,
    )
    expect(
      (await open.api('PUT', '/platform/v1/articles/a99/thread', { body: { closed: true } }))
        .status,
    ).toBe(404)
  })

  it('suspends an author until a date and tells them so', async () => {
    const reader = await open.subscriber('suspended_one')
    const id = await open.post(reader, 'While I can')
    const { body } = await open.api('GET', `/platform/v1/comments/${id}`)
    const authorId = (body as { comment: { author: { id: string } } }).comment.author.id
    const address = `/platform/v1/authors/${authorId}/suspension`
    const why = 'Three removed comments in a week.'
    await open.api('PUT', address, { body: { until: at(24 * 60), why } })

    const sent = await reader.fill(`/news/${SLUG}`, { body: 'Again' }, `/news/${SLUG}/comments`)
    expect(sent.status).toBe(403)
    expect(sent.text).toContain('You cannot comment until 13 May 2026, 15:32.')
    expect(sent.text).toContain(why)
    expect((await reader.get('/your-comments')).text).toContain('You cannot comment until')
    await open.api('PUT', address, { body: { until: null, why: '' } })
    expect(await open.post(reader, 'Back again')).toMatch(/^c\d+$/)
    expect((await open.api('PUT', address, { body: { until: 'soon', why } })).status).toBe(400)
  })
})
