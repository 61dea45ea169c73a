import { globSync, rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { addStaff } from '../../src/desk/services/staff.ts'
import type { Input } from '../../src/shared/contract/contract.ts'
import { WHOLE_QUEUE } from '../../src/shared/contract/models.ts'
import { signInAgain } from '../desk/kit.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { type Console, eventually, keepOf, openConsole, portsFor, tempFolder } from './kit.ts'

const ABUSE = { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' } as const

const contested = async (console: Console) =>
  (await console.call('queue.index', { ...WHOLE_QUEUE, place: 'contested' })).nos

const lists = (console: Console, nos: readonly number[]) =>
  eventually(async () => ((await contested(console)).join() === nos.join() ? true : undefined))

async function signedIn(url: string, name: string, folder = tempFolder()) {
  const console = await openConsole(portsFor(url, folder))
  await console.call('session.sign-in', { name, password: PASSWORD })
  return console
}

/** A decision as the case is shown, with what is different about it. */
async function record(console: Console, no: number, change: Partial<Input<'decision.record'>>) {
  const made = { ...keepOf(await console.case(no)), ...change }
  return (await console.call('decision.record', made)).opId
}

/** A case that Ros kept first and Mor, from this console, deleted: the desk’s own stands. */
async function aContestedCase() {
  const desk = await aDesk(2)
  await addStaff(desk.store, { login: 'ros', name: 'Ros Gilfillan', role: 'moderator' }, PASSWORD)
  const folder = tempFolder()
  const mor = await signedIn(desk.url, 'mor', folder)
  const [no = 0] = await mor.queueOf(2)
  const { case: item } = await mor.case(no)
  const opId = await record(mor, no, { verb: 'delete', ground: ABUSE })
  const ros = await signInAgain(desk.url, 'ros')
  await ros.applied(ros.decision(item))
  await mor.call('sync.now', { release: true })
  const lee = await signedIn(desk.url, 'lee')
  await lists(lee, [no])
  await lists(mor, [no])
  const rule = async (verb: 'keep' | 'delete') => {
    const rules = { contests: [opId], words: 'Rude, not a slur.' }
    const ground = verb === 'delete' ? { ground: ABUSE } : {}
    await record(lee, no, { verb, rules, ...ground })
  }
  const state = async () => {
    const made = await mor.call('decision.recent', { limit: 9 })
    return made.find((one) => one.opId === opId)?.state
  }
  return { desk, folder, no, opId, mor, lee, rule, state }
}

describe('decisions that differ', { timeout: 60_000 }, () => {
  it('wait under contested for a lead and for whoever made them, and cannot be put away', async () => {
    const { no, opId, mor, lee, rule } = await aContestedCase()

    const { contests, decisions } = (await lee.case(no)).case
    expect(contests).toMatchObject([{ decision: { opId, verb: 'delete' }, kinds: ['decided'] }])
    expect(decisions.map(({ by, verb }) => [by.id === 'desk', verb])).toEqual([
      [false, 'keep'],
      [true, 'delete'],
    ])
    for (const console of [mor, lee])
      expect(await console.call('queue.counts', {})).toMatchObject({ contested: 1 })
    const [row] = await lee.call('queue.rows', { nos: [no] })
    expect(row?.contest).toMatchObject({ state: 'waits', verbs: ['keep', 'delete'], ruled: null })
    expect(await mor.refusal('delivery.put-away', { opId })).toBe('illegal-step')
    const rules = { contests: [opId], words: 'Mine stands.' }
    const own = { ...keepOf(await mor.case(no)), rules }
    expect(await mor.refusal('decision.record', own)).toBe('not-permitted')
    const stray = { ...rules, contests: [opId.replace(/.$/, (c) => (c === '0' ? '1' : '0'))] }
    expect(await lee.refusal('decision.record', { ...own, rules: stray })).toBe('bad-input')

    await rule('keep')
    expect(await contested(lee)).toEqual([])
    expect(await lee.call('queue.counts', {})).toMatchObject({ contested: 0 })
  })

  it('are told how it ended, until that is put away: for good, and in a new cache too', async () => {
    const { desk, folder, no, opId, mor, lee, rule, state } = await aContestedCase()

    await rule('keep')
    await lee.call('sync.now', { release: true })
    await eventually(async () => ((await state()) === 'superseded' ? true : undefined))
    expect(await contested(mor)).toEqual([no])
    const { contests } = (await mor.case(no)).case
    expect(contests[0]?.ending).toMatchObject({ verb: 'keep', words: 'Rude, not a slur.' })

    await mor.call('delivery.put-away', { opId })
    await mor.call('delivery.put-away', { opId })
    expect(await contested(mor)).toEqual([])
    expect(await mor.call('queue.counts', {})).toMatchObject({ contested: 0 })
    await mor.close()
    for (const file of globSync(path.join(folder, 'desks', '*', '*', 'cache.db*'))) rmSync(file)
    const again = await openConsole(portsFor(desk.url, folder))
    await again.syncs(({ state: at }) => at === 'synced')
    expect((await again.case(no)).case.contests).toHaveLength(1)
    expect(await contested(again)).toEqual([])
  })

  it('settle the one that a ruling bears out, which is on the site as the ruling is', async () => {
    const { mor, lee, rule, state } = await aContestedCase()

    await rule('delete')
    await lee.call('sync.now', { release: true })
    await eventually(async () => ((await state()) === 'settled' ? true : undefined))

    await mor.syncs(({ unpublished, contested: open }) => unpublished === 0 && open === 0)
    const [made] = await mor.call('decision.recent', { limit: 1 })
    expect(made).toMatchObject({ publication: 'published', problem: null })
  })
})

describe('a decision on an older text', { timeout: 60_000 }, () => {
  it('is listed for its maker alone, who may put it away or decide anew', async () => {
    const desk = await aDesk(2)
    const mor = await signedIn(desk.url, 'mor')
    const lee = await signedIn(desk.url, 'lee')
    const nos = await mor.queueOf(2)
    await lee.queueOf(2)
    desk.line.cut()
    const opIds = [await record(mor, nos[0] ?? 0, {}), await record(mor, nos[1] ?? 0, {})]
    const views = await mor.call('case.get', { nos })
    for (const { case: item } of views) desk.platform.edit(item.comment.id, 'Something milder.')
    desk.line.mend()
    await eventually(async () => {
      const now = await lee.call('case.get', { nos })
      return now.every((view) => view.case.revisions.bodyRev === 2) ? true : undefined
    })
    await mor.call('sync.now', { release: true })
    await eventually(async () => {
      const now = await mor.call('case.get', { nos })
      return now.every((view) => view.case.contests.length === 1) ? true : undefined
    })
    await lists(mor, nos)

    expect(await contested(lee)).toEqual([])
    const [first = '', second = ''] = opIds
    const { olderTexts, contests } = (await mor.case(nos[0] ?? 0)).case
    expect(contests).toMatchObject([{ decision: { opId: first }, kinds: ['edited'] }])
    expect(olderTexts.map(({ bodyRev }) => bodyRev)).toEqual([1])
    await mor.call('delivery.put-away', { opId: second })
    expect(await contested(mor)).toEqual([nos[0]])
    await record(mor, nos[0] ?? 0, {})
    await mor.call('sync.now', { release: true })
    await mor.syncs(({ waiting, contested: open }) => waiting === 0 && open === 0)
    expect(await contested(mor)).toEqual([])
  })
})
