import { describe, expect, it } from 'vitest'
import { defaultNotices } from '../../src/shared/domain/default-notices.ts'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import {
  filledNotice,
  noticeFor,
  type NoticeFacts,
  wantsReason,
} from '../../src/shared/domain/notice.ts'
import {
  NoticeTemplates,
  type NoticeTemplate,
  piecesOf,
} from '../../src/shared/domain/notice-templates.ts'
import { badInput } from '../../src/shared/domain/problem.ts'

const facts: NoticeFacts = {
  verb: 'delete',
  how: 'decided',
  ground: { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' },
  cuts: [],
  terms: defaultTerms,
  caseId: 'case_3f9a11c2d4e5f60718293a4b5c6d7e8f',
  articleTitle: 'Ferry refit slips to August',
  comment: {
    authorName: 'kelvin_sider',
    body: 'You absolute rocket.',
    postedAt: '2026-05-12T23:30:00.000Z',
  },
  decidedAt: '2026-05-13T09:00:00.000Z',
  reason: null,
  standing: false,
}

/** The default set with one template changed. */
function withTemplate(id: string, change: Partial<NoticeTemplate>) {
  const templates = defaultNotices.templates.map((each) =>
    each.id === id ? { ...each, ...change } : each,
  )
  return { ...defaultNotices, templates }
}

function refusal(document: unknown): string {
  const parsed = NoticeTemplates.safeParse(document)
  return parsed.success ? 'taken' : badInput(parsed.error, 'The file').message
}

describe('a notice', () => {
  it('says what was done, when, under which rule, by a person, and how to ask for a review', () => {
    const { subject, body, missing, template } = filledNotice(defaultNotices, 'author', facts)

    expect(subject).toBe('Your comment under “Ferry refit slips to August”')
    expect(body).toContain('A moderator removed your comment.')
    expect(body).toContain('13 May 2026 under “Ferry refit slips to August”') // London, not UTC
    expect(body).toContain('The rule: Personal abuse. Insults a commenter')
    expect(body).toContain('No decision was made by a machine.')
    expect(body).toContain('within 30 days')
    expect(body).toContain('Your reference is 3F9A-11C2.')
    expect([missing, template]).toEqual([[], 'author.delete'])
  })

  it('tells whoever reported it neither the words nor the name', () => {
    const { body, subject } = filledNotice(defaultNotices, 'complainant', facts)

    expect(`${subject} ${body}`).not.toMatch(/rocket|kelvin_sider/)
    expect(body).toContain('A moderator removed it.')
  })

  it('waits for the line that its rule wants, and is sent by the general template without it', () => {
    const wanting: NoticeFacts = {
      ...facts,
      ground: { kind: 'rule', terms: '1.0.0', code: 'FAC-ERR' },
    }

    expect(wantsReason(defaultNotices, facts)).toBe(false)
    expect(wantsReason(defaultNotices, wanting)).toBe(true)
    const empty = noticeFor(defaultNotices, 'author', wanting)
    expect(empty).toMatchObject({ missing: ['reason'], template: 'author.delete.fac-err' })
    expect(empty.body).toContain('What is wrong in it: {reason}')
    expect(filledNotice(defaultNotices, 'author', wanting)).toMatchObject({
      ...{ missing: [], template: 'author.delete' },
    })
    const full = filledNotice(defaultNotices, 'author', {
      ...wanting,
      reason: 'No rent cap\never.',
    })
    expect(full).toMatchObject({ missing: [], template: 'author.delete.fac-err' })
    expect(full.body).toContain('What is wrong in it: No rent cap ever.')
  })

  it('leaves no empty paragraph, and says so where what was cut before stays cut', () => {
    const restore: NoticeFacts = {
      ...facts,
      ...{ verb: 'restore', ground: { kind: 'outcome', terms: '1.0.0', code: 'RST-ERROR' } },
    }

    expect(filledNotice(defaultNotices, 'author', restore).body).not.toMatch(/\n{3}|\n\s*\n\s*\n/)
    expect(filledNotice(defaultNotices, 'author', { ...restore, standing: true }).body).toContain(
      'was removed before stays removed',
    )
  })

  it('names every rule of the cuts and quotes what was cut, in one line that nothing breaks out of', () => {
    const document = withTemplate('author.amend', { body: '{rule}\n\n“{words}”\n\n{name}' })
    const body = 'Ye daft\r\nclown, call 01632 960123.'
    const amend: NoticeFacts = {
      ...facts,
      verb: 'amend',
      cuts: [
        { span: [3, 14], rule: 'CON-ABU' },
        { span: [21, 33], rule: 'PRV-DATA' },
      ],
      comment: { ...facts.comment, authorName: 'a\u202Eb\r\nBcc: all', body },
    }

    expect(filledNotice(document, 'author', amend).body).toBe(
      'Private information, Personal abuse\n\n“daft clown … 01632 960123”\n\na b Bcc: all',
    )
  })

  it('stays within what the platform takes, however long its parts are', () => {
    const long = 'w'.repeat(5000)
    const places = '{name}{words}{title}{date}{rule}{definition}{terms}{decided}{reason}{review}'
    const first = defaultNotices.templates.find(({ id }) => id === 'author.delete')
    const one = { ...first, id: 'author.long', rule: 'CON-ABU', body: places.padEnd(1600, 'x') }
    const templates = [...defaultNotices.templates, one]
    const all = { ...defaultNotices, templates, review: 'r'.repeat(500) }
    const { body } = filledNotice(NoticeTemplates.parse(all), 'author', {
      ...facts,
      articleTitle: long,
      reason: 'y'.repeat(300),
      comment: { ...facts.comment, authorName: 'n'.repeat(80), body: long },
    })

    expect(body.length).toBeLessThanOrEqual(4000)
  })
})

describe('the templates', () => {
  it('are taken where every case there can be has one that can always be filled', () => {
    expect(refusal(defaultNotices)).toBe('taken')
    const id = 'complainant.keep'
    const without = defaultNotices.templates.filter((each) => each.id !== id)
    expect(refusal({ ...defaultNotices, templates: without })).toContain(
      'one for the complainant of a keep (decided) with rule null and without {reason}',
    )
  })

  it.each([
    ['holds {nmae} at character 4, which is no placeholder', 'Hi {nmae}'],
    ['has a { at character 4 that has no other half', 'Hi {name'],
    ['has a } at character 4 that has no other half', 'Hi }name'],
    ['holds {} at character 1, which is no placeholder', '{}'],
    ['holds {constructor} at character 1, which is no placeholder', '{constructor}'],
    ['holds {title} twice', '{title} {title}'],
  ])('are refused where one %s', (why, body) => {
    const message = refusal(withTemplate('author.keep', { body }))

    expect(message).toContain('templates.0.body of author.keep ')
    expect(message).toContain(why)
  })

  it('are refused where one would tell a reader of the other, or wants a line nobody is asked for', () => {
    expect(refusal(withTemplate('complainant.keep', { body: 'By {name}' }))).toContain(
      'holds {name}, which a complainant is not told',
    )
    expect(refusal(withTemplate('author.keep.ruled', { body: '{reason}' }))).toContain(
      'holds {reason}, which nobody is asked for',
    )
    expect(refusal(withTemplate('author.keep', { subject: 'Hi {name}' }))).toContain(
      'a subject takes {title}, {rule} and {date}',
    )
    expect(refusal(withTemplate('author.keep', { subject: 'one\ntwo' }))).toContain('one line')
    expect(refusal({ ...defaultNotices, review: 'write to {title}' })).toContain(
      'takes no placeholder',
    )
    expect(refusal(withTemplate('author.keep', { id: 'author.amend' }))).toContain('is there twice')
  })

  it('come apart into words and places, and nothing is lost', () => {
    expect(piecesOf('a{title}b')).toEqual([{ text: 'a' }, { place: 'title' }, { text: 'b' }])
    for (const { body } of defaultNotices.templates) {
      const pieces = piecesOf(body)
      if (typeof pieces === 'string') throw new Error(pieces)
      const again = pieces.map((each) => ('text' in each ? each.text : `{${each.place}}`)).join('')
      expect(again).toBe(body)
    }
  })
})
