import Database from 'better-sqlite3'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { quietLogger, startDesk } from '../../src/desk/desk.ts'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { addStaff } from '../../src/desk/services/staff.ts'
import { backUp } from '../../src/desk/store/backup.ts'
import { httpDesk } from '../../src/main/adapters/http-desk.ts'
import type { Desk } from '../../src/main/core/ports.ts'
import { WHOLE_QUEUE } from '../../src/shared/contract/models.ts'
import { Entry } from '../../src/shared/domain/log-entry.ts'
import { PASSWORD, signInAgain } from '../desk/kit.ts'
import { PLATFORM_KEY, startPeerPlatform } from '../desk/peer-platform.ts'
import { type Console, eventually, keepOf, openConsole, portsFor, tempFolder } from './kit.ts'
import { layLine } from './line.ts'

/** A desk whose data can be copied and put back, at the end of a line that stays the same. */
async function aDeskToRestore(comments: number) {
  const platform = await startPeerPlatform()
  onTestFinished(() => platform.close())
  for (let i = 1; i <= comments; i++) {
    platform.comment(`c${i}`)
    platform.report(`c${i}`)
  }
  const start = async (dataDir: string) => {
    const desk = await startDesk({
      ...{ dataDir, logger: quietLogger('silent') },
      platform: { url: platform.url, key: PLATFORM_KEY },
    })
    onTestFinished(() => desk.close())
    return desk
  }
  const dataDir = tempFolder()
  let desk = await start(dataDir)
  let lead: ReturnType<typeof signInAgain> | undefined
  await addStaff(desk.store, { login: 'mor', name: 'Mor Innes', role: 'moderator' }, PASSWORD)
  await addStaff(desk.store, { login: 'lee', name: 'Lee Strang', role: 'lead' }, PASSWORD)
  const line = await layLine(desk.url)
  onTestFinished(() => line.close())
  return {
    platform,
    line,
    dataDir,
    get store() {
      return desk.store
    },
    /** Looks straight at the desk, and has been at none before. */
    lead: () => (lead ??= signInAgain(desk.url, 'lee')),
    /** Ends the desk and starts one on other data, which the line leads to once it is mended. */
    restore: async (folder: string) => {
      await desk.close()
      desk = await start(folder)
      lead = undefined
      line.lead(desk.url)
    },
  }
}

type World = Awaited<ReturnType<typeof aDeskToRestore>>

/** A copy that says that it is one, as `backup` makes it. */
const marked = async ({ dataDir }: World) => {
  const folder = path.join(tempFolder(), 'backup')
  await backUp(dataDir, folder)
  return folder
}

/** A copy that does not know that it is one, as a file system’s snapshot is. */
const unmarked = ({ dataDir }: World) => {
  const folder = tempFolder()
  const db = new Database(path.join(dataDir, 'desk.db'), { readonly: true })
  db.prepare('VACUUM INTO ?').run(path.join(folder, 'desk.db'))
  db.close()
  return Promise.resolve(folder)
}

async function consoleOf({ line }: World, name: string, change: Partial<Desk> = {}) {
  const folder = tempFolder()
  const desk = { ...httpDesk(line.url), ...change }
  const console = await openConsole(portsFor(line.url, folder, { desk }))
  const said = new Set<string>()
  console.client.on('sync.changed', ({ problem }) => {
    if (problem) said.add(problem.code)
  })
  await console.call('session.sign-in', { name, password: PASSWORD })
  return { console, folder, said }
}

const decideAll = async (console: Console, ids: readonly string[]) => {
  const { nos } = await console.call('queue.index', WHOLE_QUEUE)
  for (const no of nos) {
    const view = await console.case(no)
    if (ids.includes(view.case.comment.id)) await console.keep(no)
  }
  await console.call('sync.now', { release: true })
}

const atRest = (console: Console) =>
  console.syncs(
    ({ state, waiting, unpublished }) => state === 'synced' && waiting === 0 && unpublished === 0,
  )

const statesOf = async (console: Console) =>
  (await console.call('decision.recent', { limit: 100 })).map(({ state }) => state)

/** Every entry of the log, read straight from the desk. */
async function entriesOf(world: World) {
  const { entries } = await (await world.lead()).log()
  return entries.map(({ text }) => Entry.parse(JSON.parse(text)))
}

const opIdIn = ({ data }: Entry) => z.string().parse(data['opId'])

/** Each decision of these is applied once, shown once, and stands alone on its case. */
async function expectNothingLostOrDoubled(world: World, opIds: readonly string[]) {
  const entries = await entriesOf(world)
  const applied = entries.filter(({ kind }) => kind === 'decision.applied').map(opIdIn)
  expect(applied.sort()).toEqual([...opIds].sort())
  expect([...world.platform.shown.keys()].sort()).toEqual([...opIds].sort())
  expect(entries.filter(({ kind }) => kind === 'decision.refused')).toEqual([])
  for (const { decisions, revisions } of (await (await world.lead()).cases()).values())
    expect(decisions).toHaveLength(revisions.decRev)
  expect(await world.store.read(verifyLog)).toMatchObject({ whole: true })
}

const seqOf = async (world: World) =>
  Math.max(...(await (await world.lead()).changes({ limit: 1000 })).items.map(({ seq }) => seq))

/** The desk takes complaints in and lets people sign in until it is further than it ever was. */
async function runPast(world: World, size: number, seq: number) {
  for (let i = 0; ; i++) {
    const lead = await world.lead()
    if ((await lead.log()).log.size > size && (await seqOf(world)) > seq) return
    world.platform.report('c1', { id: `later-${i}` })
    await lead.caseOf('c1', ({ reports }) => reports.length > 1 + i)
  }
}

describe('a desk that is put back from a backup', { timeout: 90_000 }, () => {
  it.each([
    ['made by backup', marked, false],
    ['that does not know it is one', unmarked, false],
    ['that does not know it is one, long ago', unmarked, true],
  ] as const)(
    'loses and doubles nothing that consoles have: a copy %s',
    async (_name, copy, runsPast) => {
      const world = await aDeskToRestore(7)
      const mor = await consoleOf(world, 'mor')
      const lee = await consoleOf(world, 'lee')
      await mor.console.queueOf(7)
      await lee.console.queueOf(7)
      await decideAll(mor.console, ['c2'])
      await atRest(mor.console)
      const backup = await copy(world)
      await decideAll(mor.console, ['c3', 'c4'])
      await decideAll(lee.console, ['c5'])
      await atRest(mor.console)
      await atRest(lee.console)
      const before = await (await world.lead()).log()
      const far = await seqOf(world)
      world.line.cut()
      await mor.console.syncs(({ state }) => state === 'offline')
      await decideAll(mor.console, ['c6'])
      await decideAll(lee.console, ['c7'])

      await world.restore(backup)
      if (runsPast) await runPast(world, before.log.size, far)
      world.line.mend()
      for (const { console } of [mor, lee]) await console.call('sync.now', { release: true })
      await mor.console.queueOf(1)
      await lee.console.queueOf(1)
      await atRest(mor.console)
      await atRest(lee.console)

      const own = await Promise.all(
        [mor, lee].map(({ console }) => console.call('decision.recent', { limit: 100 })),
      )
      expect(await statesOf(mor.console)).toEqual(Array(4).fill('settled'))
      expect(await mor.console.call('reconnect.get', {})).toMatchObject({
        ...{ again: 2, sent: 1 },
        groups: [{ outcome: 'settled', count: 1 }],
      })
      expect(await statesOf(lee.console)).toEqual(Array(2).fill('settled'))
      await expectNothingLostOrDoubled(
        world,
        own.flat().map(({ opId }) => opId),
      )
      const epochs = (await entriesOf(world)).filter(({ kind }) => kind === 'epoch.began')
      expect(epochs.map(({ data }) => data['why'])).toEqual(['first', 'restored'])
      expect(mor.said).toContain('desk-restored')
      expect(lee.said).toContain('history-lost')
      expect([...mor.said, ...lee.said]).not.toContain('desk-nonsense')
    },
  )

  it('is told again of what was contested, which would be nowhere any more', async () => {
    const world = await aDeskToRestore(1)
    const mor = await consoleOf(world, 'mor')
    const lee = await consoleOf(world, 'lee')
    const [no = 0] = await mor.console.queueOf(1)
    await lee.console.queueOf(1)
    const backup = await unmarked(world)
    const ground = { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' } as const
    const asked = { ...keepOf(await mor.console.case(no)), verb: 'delete', ground } as const
    const second = await mor.console.call('decision.record', asked)
    await decideAll(lee.console, ['c1'])
    await atRest(lee.console)
    await mor.console.call('sync.now', { release: true })
    await mor.console.syncs(({ state, contested }) => state === 'synced' && contested === 1)

    world.line.cut()
    for (const { console } of [lee, mor]) await console.syncs(({ state }) => state === 'offline')
    await world.restore(backup)
    world.line.mend()
    for (const { console } of [lee, mor]) {
      await console.call('sync.now', { release: true })
      await console.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)
    }

    const [first] = await lee.console.call('decision.recent', { limit: 1 })
    const entries = await entriesOf(world)
    const about = (kind: string) => entries.filter((entry) => entry.kind === kind).map(opIdIn)
    expect([...about('decision.applied'), ...about('decision.refused')].sort()).toEqual(
      [first?.opId, second.opId].sort(),
    )
    expect(about('contest.began')).toEqual(about('decision.refused'))
    expect((await (await world.lead()).caseOf('c1')).contests).toHaveLength(1)
  })

  it('leaves a lead with the entries it lost, and a log that follows the new history', async () => {
    const world = await aDeskToRestore(3)
    const lee = await consoleOf(world, 'lee')
    await lee.console.queueOf(3)
    const backup = await unmarked(world)
    await decideAll(lee.console, ['c1', 'c2'])
    await atRest(lee.console)
    const old = await eventually(async () => {
      await lee.console.call('sync.now', { release: false })
      const { log, entries } = await (await world.lead()).log()
      const { lines } = await page(lee.console)
      return lines[0] && lines[0].n >= log.size - 1 ? entries : undefined
    })
    await world.restore(backup)
    await lee.console.call('sync.now', { release: true })
    const fork = await eventually(async () => {
      const began = (await entriesOf(world)).find(({ data }) => data['why'] === 'restored')
      return began && began.n - 1
    })
    await atRest(lee.console)

    const file = await eventually(() =>
      readdirSync(lee.folder, { recursive: true, encoding: 'utf8' }).find(
        (name) => path.basename(name).startsWith('lost-log-') && name.endsWith('.jsonl'),
      ),
    )
    const kept = readFileSync(path.join(lee.folder, file), 'utf8').trimEnd().split('\n')
    const held = kept.map((text) =>
      z.object({ n: z.int(), text: z.string() }).parse(JSON.parse(text)),
    )
    expect(held.map(({ text }) => text)).toEqual(
      old.slice((held[0]?.n ?? 0) - 1, held.at(-1)?.n).map(({ text }) => text),
    )
    expect(held[0]?.n).toBeLessThanOrEqual(fork + 1)
    expect(held.filter(({ text }) => text.includes('decision.applied'))).toHaveLength(2)
    await eventually(async () => {
      const { lines } = await page(lee.console)
      return lines.some(({ n }) => n > fork) || undefined
    })
    await lee.console.call('log.verify', {})
    const check = await eventually(async () => {
      const now = await lee.console.call('log.check', {})
      return now.state === 'checking' ? undefined : now
    })
    expect(check).toMatchObject({ state: 'unbroken', whole: true, wrong: null })
  })

  it('finds each case again under the number it has now', async () => {
    const world = await aDeskToRestore(1)
    world.platform.comment('beside')
    world.platform.comment('c2', 'Beside it stands worse.', [
      {
        ...{ commentId: 'beside', authorName: 'Senga Tweedie', body: 'Worse.' },
        ...{ postedAt: '2026-05-12T08:00:00.000Z', where: 'before', shown: 'as-written' },
      },
    ])
    world.platform.report('c2')
    const mor = await consoleOf(world, 'mor')
    const lee = await consoleOf(world, 'lee')
    await mor.console.queueOf(2)
    const backup = await unmarked(world)
    const raised = { commentId: 'beside', rule: 'SAF-THR', words: 'A threat, unreported.' }
    await mor.console.call('case.raise', { no: await numberOf(mor.console, 'c2'), ...raised })
    await mor.console.call('sync.now', { release: true })
    await mor.console.queueOf(3)
    for (const id of ['c3', 'c4']) {
      world.platform.comment(id)
      world.platform.report(id)
    }
    await mor.console.queueOf(5)
    await decideAll(mor.console, ['c3'])
    await lee.console.queueOf(4)
    await atRest(mor.console)
    const before = await Promise.all(['beside', 'c4'].map((id) => numberOf(mor.console, id)))
    world.line.cut()
    await decideAll(lee.console, ['beside'])

    await world.restore(backup)
    await (await world.lead()).caseOf('c4')
    world.line.mend()
    await mor.console.call('sync.now', { release: true })
    await lee.console.call('sync.now', { release: true })

    for (const { console } of [mor, lee]) {
      await atRest(console)
      const ids = await eventually(async () => {
        const { nos } = await console.call('queue.index', WHOLE_QUEUE)
        const views = await console.call('case.get', { nos })
        return views.length === 3 ? views.map((view) => view.case.comment.id).sort() : undefined
      })
      expect(ids).toEqual(['c1', 'c2', 'c4'])
    }
    const [kept] = await mor.console.call('decision.recent', { limit: 1 })
    expect((await mor.console.case(kept?.no ?? 0)).case.comment.id).toBe('c3')
    const now = (await (await world.lead()).cases()).get('c4')?.no
    expect(now).not.toBe(before[1])
  })

  it('is not believed in an answer that comes late from before', async () => {
    const world = await aDeskToRestore(2)
    const real = httpDesk(world.line.url)
    const answers: Awaited<ReturnType<Desk['push']>>[] = []
    const mor = await consoleOf(world, 'mor', {
      // What answers the second push, the first after the restore, is the old desk's answer.
      push: async (...given) => {
        const now = await real.push(...given)
        answers.push(now)
        return answers.length === 2 ? (answers[0] ?? now) : now
      },
    })
    await mor.console.queueOf(2)
    const backup = await unmarked(world)
    await decideAll(mor.console, ['c1'])
    await atRest(mor.console)
    await world.restore(backup)
    await mor.console.call('sync.now', { release: true })
    await eventually(async () => (await entriesOf(world)).some(opens) || undefined)
    await atRest(mor.console)

    expect(answers.length).toBeGreaterThan(2)
    expect(await statesOf(mor.console)).toEqual(['settled'])
    const own = await mor.console.call('decision.recent', { limit: 9 })
    await expectNothingLostOrDoubled(
      world,
      own.map(({ opId }) => opId),
    )
  })
})

const opens = ({ data }: Entry) => data['why'] === 'restored'

const page = (console: Console) =>
  console.call('log.page', {
    filter: {
      ...{
        actor: null,
        rule: null,
        verb: null,
        articleId: null,
        caseId: null,
        from: null,
        to: null,
      },
    },
    before: null,
    limit: 200,
  })

async function numberOf(console: Console, id: string): Promise<number> {
  const { nos } = await console.call('queue.index', WHOLE_QUEUE)
  const views = await console.call('case.get', { nos })
  const found = views.find((view) => view.case.comment.id === id)
  if (!found) throw new Error(`no case of ${id}`)
  return found.no
}
