import { describe, expect, it } from 'vitest'
import { importWordList } from '../../src/desk/services/word-list.ts'
import { WordList } from '../../src/shared/domain/word-list.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, openConsole, portsFor, tempFolder } from './kit.ts'

const words = WordList.parse([{ word: 'bampot', kind: 'slur' }])

/** A console over one reported comment that its author has edited twice. */
async function edited(who: 'mor' | 'lee') {
  const desk = await aDesk(1)
  const console = await openConsole(portsFor(desk.url, tempFolder()))
  await console.call('session.sign-in', { name: who, password: PASSWORD })
  await console.queueOf(1)
  for (const body of ['The second text.', 'The third text.']) {
    desk.platform.edit('c1', body)
    await eventually(async () => {
      const [view] = await console.call('case.get', { nos: await console.nos() })
      return view?.case.comment.body === body ? true : undefined
    })
  }
  const [no = 0] = await console.nos()
  return { desk, console, no }
}

describe('an author’s texts', { timeout: 60_000 }, () => {
  it('are fetched by a lead, proved, one by one', async () => {
    const { console, no } = await edited('lee')
    expect(await console.call('case.text', { no, bodyRev: 3 })).toEqual({
      ...{ bodyRev: 3, body: 'The third text.' },
    })
    expect(await console.call('case.text', { no, bodyRev: 2 })).toEqual({
      ...{ bodyRev: 2, body: 'The second text.' },
    })
    expect(await console.refusal('case.text', { no, bodyRev: 4 })).toBe('not-found')
    expect(await console.refusal('case.text', { no: no + 9, bodyRev: 1 })).toBe('not-found')
  })

  it('say to a moderator that a lead can fetch what is not here', async () => {
    const { console, no } = await edited('mor')
    expect(await console.refusal('case.text', { no, bodyRev: 2 })).toBe('not-permitted')
    expect(await console.call('case.text', { no, bodyRev: 3 })).toMatchObject({ bodyRev: 3 })
  })

  it('say where the desk cannot be reached', async () => {
    const { desk, console, no } = await edited('lee')
    desk.line.cut()
    expect(await console.refusal('case.text', { no, bodyRev: 2 })).toBe('desk-unreachable')
  })
})

describe('a title’s word list', { timeout: 60_000 }, () => {
  it('is here at the next sync, told of, and still here after a new round', async () => {
    const desk = await aDesk(1)
    const console = await openConsole(portsFor(desk.url, tempFolder()))
    await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
    await console.queueOf(1)
    expect(await console.call('words.list', {})).toEqual([])
    let told = 0
    console.client.on('words.changed', () => told++)
    const [view] = await console.call('case.get', { nos: await console.nos() })
    const siteId = view?.case.siteId ?? ''

    await importWordList(desk.store, siteId, words)

    const here = await eventually(async () => {
      const lists = await console.call('words.list', {})
      return lists.length > 0 ? lists : undefined
    })
    expect(here).toEqual([{ siteId, words }])
    expect(told).toBe(1)
  })
})
