import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTemplates } from '../../src/desk/services/templates.ts'
import { defaultNotices } from '../../src/shared/domain/default-notices.ts'
import { runDesk } from './cli.ts'
import { aDeskWithPlatform, eventually, signedIn, tempFolder } from './kit.ts'

/** The folder of a desk that has served once, with a title in it. */
async function aFolder(): Promise<string> {
  const dataDir = tempFolder()
  const { desk } = await aDeskWithPlatform({ dataDir })
  const mor = await signedIn(desk, 'moderator', 'mor')
  await eventually(async () => {
    const { items } = await mor.changes()
    return items.some((item) => item.t === 'notices')
  })
  await desk.close()
  return dataDir
}

describe('the commands that keep notice templates', () => {
  it('write the ones in use, and take in a higher version, which consoles are sent', async () => {
    const dataDir = await aFolder()
    const out = await runDesk(['templates', 'export', '--data', dataDir])
    expect(readTemplates(out.out)).toEqual(defaultNotices)

    const file = path.join(dataDir, 'mine.json')
    writeFileSync(file, `\uFEFF${JSON.stringify({ ...defaultNotices, version: '1.2.0' })}`)
    const taken = await runDesk(['templates', 'import', file, '--data', dataDir])
    expect(taken).toMatchObject({ code: 0, err: '' })
    expect(taken.out).toContain('Notices 1.2.0 taken in: 26 templates.')
    expect((await runDesk(['templates', 'import', file, '--data', dataDir])).out).toContain(
      'were there already',
    )
    const { desk } = await aDeskWithPlatform({ dataDir })
    const lead = await signedIn(desk, 'lead', 'una')
    const { items } = await lead.changes()
    const versions = items.flatMap((item) => (item.t === 'notices' ? item.notices.version : []))
    expect(versions).toEqual(['1.0.0', '1.2.0'])
  })

  it('refuse a broken placeholder by name and place, and change nothing', async () => {
    const dataDir = await aFolder()
    const broken = JSON.stringify({ ...defaultNotices, version: '2.0.0' })
      .replace('“{title}”.', '“{titel}”.')
      .replace('left it up.', 'left it up {now.')
    const file = path.join(dataDir, 'broken.json')
    writeFileSync(file, broken)

    const { code, err, out } = await runDesk(['templates', 'import', file, '--data', dataDir])

    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/templates\.0\.body of author\.keep has a \{ at character \d+/)
    const after = await runDesk(['templates', 'export', '--data', dataDir])
    expect(readTemplates(after.out).version).toBe('1.0.0')
  })

  it.each([
    ['{"version": "1.0', 'The file is no JSON'],
    ['[]', 'The file was refused'],
    [JSON.stringify({ ...defaultNotices, version: '0.9.0' }), 'is not higher than 1.0.0'],
    [JSON.stringify({ ...defaultNotices, review: 'Other.' }), 'says something else'],
  ])('say in a sentence what is wrong with %.20s', async (text, why) => {
    const dataDir = await aFolder()
    const file = path.join(dataDir, 'wrong.json')
    writeFileSync(file, text)

    const { code, err } = await runDesk(['templates', 'import', file, '--data', dataDir])

    expect(code).toBe(2)
    expect(err).toContain(why)
  })
})
