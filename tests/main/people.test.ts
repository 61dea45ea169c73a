import { describe, expect, it } from 'vitest'
import { instant } from '../../src/shared/domain/instant.ts'
import { DELETE } from '../desk/kit.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, keepOf, openConsole, portsFor, tempFolder } from './kit.ts'

async function signedIn(deskUrl: string, name: string, count: number) {
  const folder = tempFolder()
  const console = await openConsole(portsFor(deskUrl, folder))
  await console.call('session.sign-in', { name, password: PASSWORD })
  const nos = await console.queueOf(count)
  return { console, folder, nos, no: nos[0] ?? 0 }
}

type Opened = Awaited<ReturnType<typeof signedIn>>['console']

const send = (console: Opened) => console.call('sync.now', { release: true })
const notesOf = async (console: Opened, no: number) => {
  const { author, ownNotes } = await console.case(no)
  return { here: author?.record?.notes.map(({ text }) => text), own: ownNotes.map((n) => n.text) }
}

describe('a note about an author', { timeout: 60_000 }, () => {
  it('is seen at once, leaves its case where it is, and reaches colleagues', async () => {
    const desk = await aDesk(2)
    const { console: mor, nos, no } = await signedIn(desk.url, 'mor', 2)
    const words = 'Two accounts, one hand.'
    expect(await mor.call('author.note', { no, words })).toMatchObject({
      ...{ kind: 'note', state: 'held', canUndo: true },
    })
    expect(await mor.nos()).toEqual(nos)
    expect(await notesOf(mor, no)).toEqual({ here: [], own: [words] })

    const { console: lee } = await signedIn(desk.url, 'lee', 2)
    await send(mor)

    const other = await eventually(async () => {
      const found = await notesOf(lee, no)
      return found.here?.length === 1 ? found : undefined
    })
    expect(other).toEqual({ here: [words], own: [] })
    const after = await eventually(async () => {
      const found = await notesOf(mor, no)
      return found.here?.length === 1 ? found : undefined
    })
    expect(after).toEqual({ here: [words], own: [] })
    expect(await desk.log('author.noted')).toHaveLength(1)
  })

  it('is written offline, survives a restart, and is taken back while it waits', async () => {
    const desk = await aDesk(1)
    const { console: mor, folder, no } = await signedIn(desk.url, 'mor', 1)
    desk.line.cut()
    await mor.syncs(({ state }) => state === 'offline')
    await mor.call('author.note', { no, words: 'To stay.' })
    const { opId } = await mor.call('author.note', { no, words: 'To go.' })
    expect(await mor.call('decision.undo', { opId })).toMatchObject({
      errand: { kind: 'note', state: 'withdrawn' },
    })
    await mor.close()

    const again = await openConsole(portsFor(desk.url, folder))
    expect(await notesOf(again, no)).toEqual({ here: [], own: ['To stay.'] })
    const outbox = await again.call('outbox.get', {})
    expect(outbox.items).toMatchObject([{ kind: 'note', no }])
    desk.line.mend()
    await send(again)
    await again.syncs(({ waiting, refused }) => waiting === 0 && refused === 0)
    await eventually(async () => ((await notesOf(again, no)).here?.length === 1 ? true : undefined))
  })
})

describe('an author’s other comments', { timeout: 60_000 }, () => {
  it('are beside a case, the newest first, with what became of them', async () => {
    const desk = await aDesk(0)
    for (const id of ['a1', 'a2', 'a3', 'a4', 'a5']) desk.platform.commentBy('senga', id)
    for (const id of ['a1', 'a2', 'a3', 'a4', 'a5']) desk.platform.report(id)
    const { console: mor, nos } = await signedIn(desk.url, 'mor', 5)
    const views = await mor.call('case.get', { nos })
    const named = (id: string) => {
      const view = views.find((one) => one.case.comment.id === id)
      if (!view) throw new Error(`no case of ${id}`)
      return view
    }
    const a2 = named('a2').case
    await mor.call('decision.record', { ...keepOf(named('a2')), ...DELETE })
    await send(mor)
    const { no } = named('a4')

    const view = await eventually(async () => {
      const found = await mor.case(no)
      return found.authorCases.some(({ newest }) => newest === 'delete') ? found : undefined
    })

    expect(view.authorCases).toMatchObject([
      { no: named('a5').no, open: true, newest: null },
      { no: named('a3').no, open: true, newest: null },
      { no: a2.no, open: false, newest: 'delete', words: 'The words of a2, at some length.' },
    ])
    expect(view.author?.record?.strikes).toMatchObject([{ caseId: a2.caseId, strikes: 1 }])
  })
})

describe('those who report', { timeout: 60_000 }, () => {
  it('are asked of the desk, muted once whatever happens to the answer, and ended', async () => {
    const desk = await aDesk(1)
    const { console: lee, no } = await signedIn(desk.url, 'lee', 1)
    const { reporters } = await lee.call('reporters.get', { no, named: true })
    const [one] = reporters
    expect(one).toMatchObject({ made: 1, decided: 0, identity: { reporter: 'reader-1' } })
    const until = instant(Date.now() + 3_600_000)
    const wish = { no, reader: one?.reader ?? '', until, reason: 'Reports everything.' }
    const { muteId } = await lee.call('reader.mute', wish)
    expect(await lee.refusal('reader.mute', wish)).toBe('illegal-step')
    const muted = await lee.call('reporters.get', { no, named: false })
    expect(muted.reporters).toMatchObject([{ identity: null, mute: { muteId, until } }])
    await lee.call('reader.end-mute', { muteId })
    expect(await desk.log('reader.unmuted')).toHaveLength(1)
  })

  it('are not known here where there is no line, and to a moderator only afterwards', async () => {
    const desk = await aDesk(1)
    const { console: mor, no } = await signedIn(desk.url, 'mor', 1)
    expect(await mor.refusal('reporters.get', { no, named: false })).toBe('not-permitted')
    await mor.keep(no)
    await send(mor)
    await mor.syncs(({ waiting }) => waiting === 0)
    expect((await mor.call('reporters.get', { no, named: false })).reporters).toHaveLength(1)
    desk.line.cut()
    expect(await mor.refusal('reporters.get', { no, named: false })).toBe('desk-unreachable')
  })
})
