import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { disableStaff } from '../../src/desk/services/staff.ts'
import { openJournal } from '../../src/main/core/store/journal.ts'
import { type CaseRow, WHOLE_QUEUE } from '../../src/shared/contract/models.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, HandClock, openConsole, portsFor, tempFolder } from './kit.ts'

const MINUTE = 60_000
const inMs = (ms: number) => instant(Date.now() + ms)
type Opened = Awaited<ReturnType<typeof openConsole>>

async function signedIn(url: string, name: string, count: number) {
  const folder = tempFolder()
  const console = await openConsole(portsFor(url, folder))
  await console.call('session.sign-in', { name, password: PASSWORD })
  return { console, nos: await console.queueOf(count), folder }
}

const mine = async (console: Opened) =>
  (await console.call('queue.index', { ...WHOLE_QUEUE, place: 'mine' })).nos
const rowOf = async (console: Opened, no: number) => {
  const [row] = await console.call('queue.rows', { nos: [no] })
  return row
}
/** The row of a case once it is as wanted. */
const seen = (console: Opened, no: number, as: (row: CaseRow) => boolean) =>
  eventually(async () => {
    const row = await rowOf(console, no)
    return row && as(row) ? row : undefined
  })

describe('handing a case on', { timeout: 60_000 }, () => {
  it('takes it out of one’s queue at once, and puts it under the colleague’s own', async () => {
    const desk = await aDesk(3)
    const { console: mor, nos } = await signedIn(desk.url, 'mor', 3)
    const { console: lee } = await signedIn(desk.url, 'lee', 3)
    const no = nos[1] ?? 0
    const people = await eventually(async () => {
      const found = await mor.call('hand.people', { no })
      return found.length > 0 ? found : undefined
    })
    expect(people.map(({ name }) => name)).toEqual(['Lee Strang'])
    const to = people[0]?.id ?? ''
    desk.line.cut()

    const errand = await mor.call('case.hand', { no, to, words: 'You know her.' })
    expect(errand).toMatchObject({ kind: 'hand', state: 'held', canUndo: true })
    expect(await mor.nos()).toEqual(nos.filter((one) => one !== no))
    expect(await mine(mor)).toEqual([no])
    expect(await mor.call('queue.counts', {})).toMatchObject({ queue: 2, mine: 0 })
    expect((await rowOf(mor, no))?.handed).toMatchObject({ to: 'Lee Strang', mine: 'by' })
    desk.line.mend()
    await mor.call('sync.now', { release: true })

    const row = await seen(lee, no, ({ handed }) => handed?.mine === 'to')
    expect(row.handed).toMatchObject({ by: 'Mor Innes', words: 'You know her.' })
    expect(await mine(lee)).toEqual([no])
    expect(await lee.call('queue.counts', {})).toMatchObject({ queue: 3, mine: 1 })
    await mor.syncs(({ waiting }) => waiting === 0)
    expect(await mor.nos()).toEqual(nos.filter((one) => one !== no))
    expect(await mor.call('decision.undo', { opId: errand.opId })).toMatchObject({
      ...{ result: 'errand', errand: { state: 'settled', canUndo: false } },
    })
    // Handed back, it is in the queue again, and whoever had it comes first among those to ask.
    const gave = await eventually(async () => {
      const [first] = await lee.call('hand.people', { no })
      return first?.why === 'gave' ? first : undefined
    })
    const back = gave.id
    await lee.call('case.hand', { no, to: back, words: null })
    await lee.call('sync.now', { release: true })
    await seen(mor, no, ({ handed }) => handed?.mine === 'to')
    expect(await mor.nos()).toEqual(nos)
  })

  it('is undone until it has left, and refused where the colleague has left', async () => {
    const desk = await aDesk(2)
    const { console: mor, nos } = await signedIn(desk.url, 'mor', 2)
    const no = nos[0] ?? 0
    const { opId } = await mor.call('case.hand', { no, to: null, words: null })
    expect(await mor.nos()).toEqual(nos.slice(1))
    await mor.call('decision.undo', { opId })
    expect(await mor.nos()).toEqual(nos)
    expect(await mine(mor)).toEqual([])

    const people = await eventually(async () => {
      const found = await mor.call('hand.people', { no })
      return found.length > 0 ? found : undefined
    })
    await disableStaff(desk.store, 'lee')
    await mor.call('case.hand', { no, to: people[0]?.id ?? '', words: null })
    await mor.call('sync.now', { release: true })
    await mor.syncs(({ waiting }) => waiting === 0)
    expect(await mor.nos()).toEqual(nos)
    expect(await mor.call('session.get', {})).toMatchObject({ state: 'signed-in' })
    const self = (await mor.call('session.get', {})).staff?.id ?? ''
    expect(await mor.refusal('case.hand', { no, to: self, words: null })).toBe('bad-input')
  })
})

describe('putting a case aside', { timeout: 60_000 }, () => {
  it('takes it out of the queue and brings it back on top when its time is up', async () => {
    const desk = await aDesk(3)
    const folder = tempFolder()
    const clock = new HandClock()
    clock.wall = Date.now()
    const console = await openConsole(portsFor(desk.url, folder, { clock }))
    await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
    const nos = await console.queueOf(3)
    const no = nos[2] ?? 0
    const until = instant(clock.now() + 30 * MINUTE)

    expect(await console.call('case.aside', { no, until })).toMatchObject({
      ...{ aside: { back: null }, former: null },
    })
    expect(await console.nos()).toEqual(nos.slice(0, 2))
    expect(await mine(console)).toEqual([no])
    expect(await console.call('queue.counts', {})).toMatchObject({ queue: 2, mine: 1 })
    for (let minute = 0; minute < 29; minute++) clock.advance(MINUTE)
    expect(await console.nos()).toEqual(nos.slice(0, 2))
    for (let i = 0; i < 8; i++) clock.advance(15_000)

    expect(await console.nos()).toEqual([no, ...nos.slice(0, 2)])
    expect(await rowOf(console, no)).toMatchObject({ aside: { back: 'time' } })
    expect((await console.case(no)).aside).toMatchObject({ back: 'time' })
    await console.call('case.aside-end', { no })
    expect(await console.nos()).toEqual(nos)
    expect(await mine(console)).toEqual([])
  })

  it('brings it back at once when somebody reports it again, or its author edits it', async () => {
    const desk = await aDesk(3)
    const { console, nos } = await signedIn(desk.url, 'mor', 3)
    const views = await console.call('case.get', { nos })
    const noOf = (id: string) => views.find((view) => view.case.comment.id === id)?.no ?? 0
    const until = inMs(60 * MINUTE)
    await console.call('case.aside', { no: noOf('c2'), until })
    await console.call('case.aside', { no: noOf('c3'), until })
    expect(await console.nos()).toEqual([noOf('c1')])

    desk.platform.report('c2', { words: 'And again.' })
    await seen(console, noOf('c2'), ({ aside }) => aside?.back === 'report')
    expect(await console.nos()).toEqual([noOf('c2'), noOf('c1')])
    desk.platform.edit('c3', 'Something else by now.')
    await seen(console, noOf('c3'), ({ aside }) => aside?.back === 'edit')
    expect((await console.nos()).slice(0, 2).toSorted()).toEqual(
      [noOf('c2'), noOf('c3')].toSorted(),
    )
    // What is decided is aside no more, whatever becomes of it later.
    await console.keep(noOf('c2'))
    await console.call('sync.now', { release: true })
    await seen(console, noOf('c2'), ({ aside, standing }) => aside === null && standing === 'keep')
  })

  it('survives a restart, is this device’s alone, and refuses a time that has passed', async () => {
    const desk = await aDesk(2)
    const { console, nos, folder } = await signedIn(desk.url, 'mor', 2)
    const no = nos[0] ?? 0
    const until = inMs(60 * MINUTE)
    await console.call('case.aside', { no, until })
    await console.close()

    const again = await openConsole(portsFor(desk.url, folder))
    expect(await again.queueOf(1)).toEqual([nos[1]])
    expect((await again.case(no)).aside).toEqual({ until, back: null })
    const { former } = await again.call('case.aside', { no, until: inMs(90 * MINUTE) })
    expect(former).toBe(until)
    expect(await again.refusal('case.aside', { no, until: inMs(-MINUTE) })).toBe('bad-input')
    expect(await again.refusal('case.aside', { no, until: inMs(8 * 24 * 60 * MINUTE) })).toBe(
      'bad-input',
    )
    const { console: lee } = await signedIn(desk.url, 'lee', 2)
    expect((await lee.case(no)).aside).toBeNull()
  })
})

describe('a journal of before', () => {
  it('keeps its errands, and takes cases that are put aside', () => {
    const journal = openJournal(path.join(tempFolder(), 'journal.db'), () => inMs(0))
    journal.write(() => {
      journal.asides.put({ caseId: 'case_1', caseNo: 7, until: 'later', bodyRev: 1, reports: 2 }, 3)
      journal.asides.put(
        { caseId: 'case_1', caseNo: 7, until: 'sooner', bodyRev: 2, reports: 2 },
        4,
      )
    })
    expect(journal.asides.all()).toEqual([
      { caseId: 'case_1', caseNo: 7, until: 'sooner', bodyRev: 2, reports: 2 },
    ])
    journal.close()
  })
})
