import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filePost } from '../../src/desk/post/file-post.ts'
import { letterBytes } from '../../src/desk/post/letter-bytes.ts'
import { isAddress, type Letter } from '../../src/desk/post/post.ts'
import { smtpPost } from '../../src/desk/post/smtp-post.ts'
import { ProblemError } from '../../src/shared/domain/problem.ts'
import { tempFolder } from './kit.ts'
import { aMailServer, readLetter } from './mail-server.ts'

const letter: Letter = {
  id: 'dlv_0123456789abcdef',
  from: { name: 'The Glenorran Courier', address: 'comments@courier.example' },
  to: 'senga@reader.example',
  subject: 'Your report of a comment under “Harbour plan”',
  text: 'You reported a comment.\n\nA moderator removed it.',
  at: new Date('2026-05-12T10:00:00.000Z'),
}

describe('a letter', () => {
  it('is one message of plain text with a name of its own that never changes', async () => {
    const once = (await letterBytes(letter)).toString('utf8')
    const again = (await letterBytes(letter)).toString('utf8')
    const { head, body } = readLetter(once)

    expect(again).toBe(once)
    expect(head).toContain('Message-ID: <dlv_0123456789abcdef@courier.example>')
    expect(head).toContain('To: senga@reader.example')
    expect(head).toContain('Auto-Submitted: auto-generated')
    expect(head).toMatch(/Content-Type: text\/plain; charset=utf-8/)
    expect(body.replaceAll('\r\n', '\n').trim()).toBe(letter.text)
  })

  it('keeps any script, and text that runs the other way, exactly', async () => {
    const words = 'شكرا للمجلس על לא דבר 😂 – “Rents”, Ł, \u200f!'
    const raw = (await letterBytes({ ...letter, subject: words, text: words })).toString('utf8')
    const { head, body } = readLetter(raw)

    expect(body.trim()).toBe(words)
    // Every byte of a header is ASCII: what is not stands encoded.
    expect(head).toMatch(/^[\x20-\x7e\r\n\t]+$/)
    expect(head).toMatch(/Subject: =\?UTF-8\?/)
  })

  it.each([
    ['a subject', { subject: 'Hello\r\nBcc: everybody@reader.example\r\n\r\nBuy this' }],
    ['the paper’s name', { from: { ...letter.from, name: 'Courier\r\nBcc: e@reader.example' } }],
    ['a name in quotes', { from: { ...letter.from, name: '"><x@y.example>, "e' } }],
  ])('takes no header from %s', async (_what, change) => {
    const raw = (await letterBytes({ ...letter, ...change })).toString('utf8')
    const names = readLetter(raw).head.match(/^[\w-]+(?=:)/gm)

    expect(names?.toSorted()).toEqual(
      [
        ...['Auto-Submitted', 'Content-Transfer-Encoding', 'Content-Type', 'Date', 'From'],
        ...['MIME-Version', 'Message-ID', 'Subject', 'To'],
      ].toSorted(),
    )
    expect(raw.match(/^From:.*(\r\n[ \t].*)*/m)?.[0]).toContain('comments@courier.example')
  })

  it.each([
    ['senga@reader.example', true],
    ['séan+news@reader.example', true],
    ['senga', false],
    ['a@b.example, c@d.example', false],
    ['a@b.example\r\nRCPT TO:<c@d.example>', false],
    ['<a@b.example>', false],
    ['', false],
  ])('goes to %j only where that is one address', (address, is) => {
    expect(isAddress(address)).toBe(is)
  })
})

describe('the file outbox', () => {
  it('holds each letter once, whole, however often it is sent', async () => {
    const folder = path.join(tempFolder(), 'outbox')
    const post = filePost(folder)

    expect(await post.send(letter)).toEqual({ kind: 'sent' })
    expect(await post.send(letter)).toEqual({ kind: 'sent' })
    expect(readdirSync(folder)).toEqual(['dlv_0123456789abcdef.eml'])
    const file = path.join(folder, 'dlv_0123456789abcdef.eml')
    expect(readFileSync(file)).toEqual(await letterBytes(letter))
  })

  it('says that no letter leaves where the folder cannot be made', async () => {
    const file = path.join(tempFolder(), 'a-file')
    await filePost(path.dirname(file)).send({ ...letter, id: 'a-file' })
    const posted = await filePost(`${file}.eml`.replace('a-file.eml', 'a-file.eml/outbox')).send(
      letter,
    )

    expect(posted).toMatchObject({ kind: 'down' })
    expect(JSON.stringify(posted)).not.toContain('senga')
  })
})

describe('the mail server', () => {
  it('gets the letter for that one address, from the paper', async () => {
    const { url, received } = await aMailServer()

    expect(await smtpPost(url).send(letter)).toEqual({ kind: 'sent' })
    expect(received).toHaveLength(1)
    expect(received[0]).toMatchObject({ from: 'comments@courier.example', to: [letter.to] })
    expect(readLetter(received[0]?.raw ?? '').head).toContain('Message-ID: <dlv_0123456789abcdef@')
  })

  it.each([
    [450, 'later'],
    [452, 'later'],
    [421, 'down'],
    [550, 'refused'],
    [552, 'refused'],
  ])('that answers %i means %s, and nobody’s address is in the reason', async (code, kind) => {
    const { url, state } = await aMailServer()
    state.recipients = [code]

    const posted = await smtpPost(url).send(letter)

    expect(posted).toMatchObject({ kind })
    expect(JSON.stringify(posted)).not.toContain('senga')
  })

  it('that cuts the line half-way is asked again later', async () => {
    const { url, state, received } = await aMailServer()
    state.cuts = 1
    const post = smtpPost(url)

    expect(await post.send({ ...letter, text: 'x'.repeat(200_000) })).toMatchObject({
      kind: 'later',
    })
    expect(received).toEqual([])
    expect(await post.send(letter)).toEqual({ kind: 'sent' })
  })

  it('that is not there means that no letter leaves', async () => {
    const { url, close } = await aMailServer()
    await close()

    expect(await smtpPost(url).send(letter)).toMatchObject({ kind: 'down' })
  })

  it.each(['http://mail.example', 'mail.example:25', 'smtp:', ''])(
    'is refused where its address is %j, and the address is not repeated',
    (url) => {
      const refused = () => smtpPost(url)

      expect(refused).toThrow(ProblemError)
      expect(refused).toThrow('must be an address like smtp://desk@mail.example:587')
    },
  )
})
