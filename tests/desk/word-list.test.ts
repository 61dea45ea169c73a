import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { importWordList, readWordList } from '../../src/desk/services/word-list.ts'
import { WordList } from '../../src/shared/domain/word-list.ts'
import { runDesk } from './cli.ts'
import { aDesk, aDeskWithPlatform, onEachDatabase, signedIn, tempFolder } from './kit.ts'

const list = (...words: readonly string[]) =>
  WordList.parse(words.map((word) => ({ word, kind: 'slur' })))

onEachDatabase('a title’s word list', () => {
  it('comes by the feed as it is now, once, and is in the log by its length and hash', async () => {
    const { desk, platform } = await aDeskWithPlatform()
    platform.comment('c1')
    platform.report('c1')
    const mor = await signedIn(desk, 'moderator', 'mor')
    const lee = await signedIn(desk, 'lead', 'lee')
    const { siteId } = await mor.caseOf('c1')
    const { next } = await mor.changes({})

    expect(await importWordList(desk.store, siteId, list('numpty'))).toBe(true)
    expect(await importWordList(desk.store, siteId, list('numpty', 'bampot'))).toBe(true)
    expect(await importWordList(desk.store, siteId, list('numpty', 'bampot'))).toBe(false)

    const later = await mor.changes({ cursor: next })
    expect(later.items).toEqual([
      expect.objectContaining({ t: 'words', siteId, words: list('numpty', 'bampot') }),
    ])
    const whole = await mor.changes({})
    expect(whole.items.filter(({ t }) => t === 'words')).toHaveLength(1)
    const { entries } = await lee.log()
    const imported = entries.filter(({ text }) => text.includes('words.imported'))
    expect(imported).toHaveLength(2)
    expect(imported.map(({ text }) => text).join('')).not.toContain('numpty')
  })
})

const refused = { code: 2, out: '', err: expect.stringMatching(/^[^\n]+\n$/) as string }

it('is imported and shown by the command line, and refused in one sentence', async () => {
  const data = tempFolder()
  const file = (name: string, text: string) => {
    const at = path.join(data, name)
    writeFileSync(at, text)
    return at
  }
  const words = (...args: readonly string[]) => runDesk(['words', ...args, '--data', data])
  const good = file('good.json', '{"words": [{"word": "bampot", "kind": "slur", "stem": true}]}')
  expect(await words('import', good)).toEqual(refused)
  const desk = await aDesk({ dataDir: data })
  await desk.store.write((tx) =>
    tx.db
      .insertInto('site')
      .values({
        site_id: 'courier',
        title: 'The Courier',
        origin: 'http://127.0.0.1',
        platform_cursor: null,
      })
      .execute()
      .then(() => undefined),
  )

  expect(await words('import', good)).toMatchObject({
    code: 0,
    out: expect.stringContaining('courier: 1 entries. Imported.') as string,
  })
  expect(JSON.parse((await words('show')).out)).toEqual({
    words: [{ word: 'bampot', kind: 'slur', stem: true }],
  })

  const twice = file(
    'twice.json',
    '{"words": [{"word": "Ned", "kind": "slur"}, {"word": "n3d", "kind": "other"}]}',
  )
  expect(await words('import', twice)).toEqual(refused)
  expect((await words('import', good, '--site', 'other')).err).toContain('--site: courier')
})

it.each([
  ['not json', 'it is not JSON'],
  ['{"words": [{"word": "a", "kind": "rude"}]}', 'words.0.kind'],
  [
    '{"words": [{"word": "Ned", "kind": "slur"}, {"word": "n3d", "kind": "other"}]}',
    'words.1 looks like one above',
  ],
  ['{"words": [], "extra": 1}', 'extra'],
])('is refused by entry and fault: %s', (text, fault) => {
  expect(readWordList(text)).toContain(fault)
})
