import { describe, expect, it } from 'vitest'
import { type QueueView, WHOLE_QUEUE } from '../../src/shared/contract/models.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { type Console, eventually, keepOf, openConsole, portsFor, tempFolder } from './kit.ts'

const listed = async (console: Console, view: Partial<QueueView>) =>
  (await console.call('queue.index', { ...WHOLE_QUEUE, ...view })).nos

/** A moderator's console over three reported comments: `c1` and `c2` abusive, `c3` a threat. */
async function aConsole() {
  const desk = await aDesk(2)
  desk.platform.comment('c3')
  desk.platform.report('c3', { rule: 'SAF-THR' })
  desk.platform.report('c2', { rule: null })
  const console = await openConsole(portsFor(desk.url, tempFolder()))
  await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
  await console.queueOf(3)
  const noOf = (id: string) =>
    eventually(async () => {
      const views = await console.call('case.get', { nos: await console.nos() })
      return views.find((view) => view.case.comment.id === id)?.no
    })
  await eventually(async () => {
    const { rules } = await console.call('queue.counts', {})
    return rules.some(({ rule }) => rule === 'none') ? true : undefined
  })
  return { desk, console, c1: await noOf('c1'), c2: await noOf('c2'), c3: await noOf('c3') }
}

describe('a view of the queue', { timeout: 60_000 }, () => {
  it('is narrowed by severity, rule, article and author, each with the rest', async () => {
    const { console, c1, c2, c3 } = await aConsole()

    expect(await listed(console, { severity: 1 })).toEqual([c3])
    // The second has been reported by two readers: where both came in one minute, it is first.
    expect(new Set(await listed(console, { rule: 'CON-ABU' }))).toEqual(new Set([c1, c2]))
    expect(await listed(console, { rule: 'none' })).toEqual([c2])
    expect(await listed(console, { articleId: 'harbour' })).toHaveLength(3)
    expect(await listed(console, { articleId: 'other' })).toEqual([])
    expect(await listed(console, { authorId: 'author-of-c1' })).toEqual([c1])
    expect(await listed(console, { authorId: 'author-of-c1', rule: 'none' })).toEqual([])
    expect(await console.call('queue.counts', {})).toEqual({
      ...{ queue: 3, escalated: 0, contested: 0, batch: 0, mine: 0, severities: [1, 0, 2, 0] },
      rules: [
        { rule: 'CON-ABU', count: 2 },
        { rule: 'SAF-THR', count: 1 },
        { rule: 'none', count: 1 },
      ],
    })
  })

  it('names a case by its gravest reason, which is why it is where it is', async () => {
    const { desk, console, c1 } = await aConsole()
    desk.platform.report('c1', { rule: 'CON-ABU' })
    desk.platform.report('c1', { rule: 'LEG-DEF' })

    const row = await eventually(async () => {
      const [first] = await console.call('queue.rows', { nos: [c1] })
      return first?.reports === 3 ? first : undefined
    })

    expect(row).toMatchObject({ severity: 1, rule: 'LEG-DEF' })
  })

  it('is what changes are told of: a case outside it comes and goes unheard', async () => {
    const { console, c1, c3 } = await aConsole()
    const { rev } = await console.call('queue.index', { ...WHOLE_QUEUE, severity: 1 })
    const heard: unknown[] = []
    console.client.on('queue.changed', (change) => heard.push(change))

    await console.keep(c1)
    await console.keep(c3)

    expect(heard).toEqual([{ base: rev, rev: rev + 1, removed: [c3], inserted: [] }])
    expect(await console.call('queue.counts', {})).toMatchObject({
      ...{ queue: 1, severities: [0, 0, 1, 0] },
    })
  })

  it('under contested has what was decided otherwise first, though that closed it', async () => {
    const { desk, console, c1 } = await aConsole()
    const seen = await console.case(c1)
    await console.call('decision.record', keepOf(seen))
    const other = await desk.lead()
    const ground = { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' }
    await other.applied(other.decision(seen.case, { verb: 'delete', ground }))
    await eventually(async () => {
      const { state } = (await console.case(c1)).case
      return state === 'closed' ? true : undefined
    })
    expect(await console.call('queue.counts', {})).toMatchObject({ queue: 2, contested: 0 })
    await console.call('sync.now', { release: true })
    await console.syncs(({ contested, waiting }) => contested === 1 && waiting === 0)

    expect(await listed(console, { place: 'contested' })).toEqual([c1])
    expect(await console.call('queue.counts', {})).toMatchObject({ queue: 2, contested: 1 })
  })
})
