import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fileLog } from '../../src/main/adapters/file-log.ts'
import { httpDesk } from '../../src/main/adapters/http-desk.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, HandClock, openConsole, portsFor, tempFolder } from './kit.ts'
import { layLyingLine, type Lie } from './lying-line.ts'

const MOST_BYTES = 4 * 1024 * 1024
const Page = z.looseObject({
  next: z.string(),
  items: z.array(z.looseObject({ t: z.string(), seq: z.int() })),
})
const Pushed = z.looseObject({ results: z.array(z.looseObject({ opId: z.string() })) })

/** Changes a page. */
const page =
  (change: (page: z.infer<typeof Page>) => object): Lie =>
  (truth) => {
    const told = Page.parse(JSON.parse(truth))
    return JSON.stringify({ ...told, ...change(told) })
  }
/** Changes an answer to a push. */
const pushed =
  (change: (answer: z.infer<typeof Pushed>) => object): Lie =>
  (truth) => {
    const told = Pushed.parse(JSON.parse(truth))
    return JSON.stringify({ ...told, ...change(told) })
  }
const garbage: readonly (readonly [string, Lie])[] = [
  ['no JSON', () => '<html>Sign in to the hotel’s network</html>'],
  ['nothing', () => ''],
  ['another shape', () => '[1, 2, 3]'],
  ['no end', () => null],
]

/** Every row of a console's file but the device's own, which says when the desk was last heard. */
function dump(folder: string, name: 'journal.db' | 'cache.db', tables: readonly string[]) {
  const [file = ''] = globSync(path.join(folder, 'desks', '*', '*', name))
  const db = new Database(file, { readonly: true })
  try {
    return tables.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all())
  } finally {
    db.close()
  }
}
const JOURNAL = ['decision', 'delivery', 'seen', 'errand', 'device_log']
const CACHE = ['cursor', 'case_item', 'article', 'author', 'terms', 'settled']

/** A console before a desk at the end of a line on which somebody may lie. */
async function aConsole() {
  const desk = await aDesk(3)
  const line = await layLyingLine(desk.url)
  const folder = tempFolder()
  const clock = new HandClock()
  const console = await openConsole(
    portsFor(line.url, folder, {
      desk: httpDesk(line.url, { mostBytes: MOST_BYTES }),
      ...{ clock, openLog: () => fileLog(folder) },
    }),
  )
  await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
  const nos = await console.queueOf(3)
  await console.keep(nos[0] ?? 0)
  await console.call('sync.now', { release: true })
  await console.syncs(({ state, unpublished }) => state === 'synced' && unpublished === 0)
  await console.keep(nos[1] ?? 0)
  const log = () => readFileSync(path.join(folder, 'console.log'), 'utf8')
  return { desk, line, folder, console, clock, log }
}

type World = Awaited<ReturnType<typeof aConsole>>

/** Lies are heard, the console says that it makes no sense, and its log says why. */
async function isRefused({ line, console, log }: World, what: string) {
  const [heard, logged] = [line.told.length, log().length]
  await eventually(async () => {
    await console.call('sync.now', { release: false })
    return line.told.length > heard + 1 ? true : undefined
  })
  const { problem } = await console.syncs((view) => view.problem?.code === 'desk-nonsense')
  expect(problem?.message, what).toMatch(/desk/)
  expect(log().slice(logged), what).toMatch(/desk-nonsense|another-epoch/)
}

/** The desk is itself again, and nothing is left to do. */
async function recovers({ line, console }: World) {
  line.truth()
  await eventually(async () => {
    await console.call('sync.now', { release: true })
    const { state, waiting, unpublished } = await console.call('sync.get', {})
    return state === 'synced' && waiting + unpublished === 0 ? true : undefined
  })
}

const files = ({ folder }: World) => [
  dump(folder, 'journal.db', JOURNAL),
  dump(folder, 'cache.db', CACHE),
]

const PAGES: readonly (readonly [string, Lie])[] = [
  ...garbage,
  ['a member missing', page(() => ({ epoch: undefined }))],
  ['an item that is none', page(({ items }) => ({ items: [...items, { t: 'case', seq: 1e6 }] }))],
  ['items out of order', page(({ items }) => ({ items: items.toReversed() }))],
  ['an item twice', page(({ items }) => ({ items: [...items, ...items.slice(-1)] }))],
  ['another text', (truth) => truth.replaceAll('"body":"The words', '"body":"No words')],
  ['more that leads nowhere', page(() => ({ more: true, items: [] }))],
  [
    'too many items',
    page(({ items }) => ({
      items: Array.from({ length: 1001 }, (_, i) => ({ ...items.at(-1), seq: i + 1 })),
    })),
  ],
  ['a page that follows another', page(() => ({ from: 'elsewhere' }))],
  ['the first page again', page(() => ({ from: null }))],
  ['a page of another history', page(() => ({ epoch: 'e_another' }))],
]

const ANSWERS: readonly (readonly [string, Lie])[] = [
  ...garbage,
  ['another answer', pushed(({ results }) => ({ results: results.map(strange) }))],
  ['one twice', pushed(({ results }) => ({ results: [...results, ...results] }))],
  ['none', pushed(() => ({ results: [] }))],
  ['a shape of its own', pushed(() => ({ results: [{ status: 'blessed' }] }))],
  ['another history’s', pushed(() => ({ epoch: 'e_another' }))],
]

const strange = (result: object) => ({ ...result, opId: '0199e0a0-0000-7000-8000-000000000000' })

describe('a desk that speaks nonsense', { timeout: 90_000 }, () => {
  it('changes nothing with a page', async () => {
    const world = await aConsole()
    const { desk, line, console } = world
    for (const [i, [what, lie]] of PAGES.entries()) {
      const before = files(world)
      line.lie('/v1/sync/changes', lie)
      desk.platform.comment(`late-${i}`)
      desk.platform.report(`late-${i}`)
      await (await desk.lead()).caseOf(`late-${i}`)

      await isRefused(world, what)

      expect(files(world), what).toEqual(before)
      await recovers(world)
      await console.queueOf(2 + i)
    }
  })

  it('is not believed in an answer', async () => {
    const world = await aConsole()
    const { desk, line, folder, console } = world
    await console.call('sync.now', { release: true })
    await recovers(world)
    for (const [i, [what, lie]] of ANSWERS.entries()) {
      desk.platform.comment(`late-${i}`)
      desk.platform.report(`late-${i}`)
      const [no = 0] = await console.queueOf(2)
      const { opId } = await console.keep(no)

      line.lie('/v1/sync/push', lie)
      await console.call('sync.now', { release: true })
      await isRefused(world, what)

      const [, deliveries] = dump(folder, 'journal.db', JOURNAL)
      const sent = z.array(z.looseObject({ op_id: z.string() })).parse(deliveries)
      const last = sent.find((row) => row.op_id === opId)
      expect(last, what).toMatchObject({ state: 'unsure', answer: null, problem: null })
      await recovers(world)
      expect(await desk.log('decision.applied'), what).toHaveLength(3 + i)
    }
  })

  it('is not greeted', async () => {
    const world = await aConsole()
    const shrunk: Lie = (truth) => truth.replace(/"size":\d+/, '"size":1')
    for (const [what, lie] of [...garbage, ['a log that has shrunk', shrunk] as const]) {
      const before = files(world)
      world.line.lie('/v1/sync/changes', () => '')
      await isRefused(world, what)
      world.line.truth()
      world.line.lie('/v1/hello', lie)
      await isRefused(world, what)

      expect(files(world), what).toEqual(before)
    }
    await recovers(world)
  })

  it('that asks to wait for ever is offered it again within the hour', async () => {
    const { line, console, clock } = await aConsole()
    const wait = (result: object) => ({ ...result, status: 'retry', afterMs: 1e15 })
    line.lie(
      '/v1/sync/push',
      pushed(({ results }) => ({ results: results.map(wait) })),
    )
    await console.call('sync.now', { release: true })
    await eventually(() => (line.told.length > 0 ? true : undefined))
    await console.syncs(({ state }) => state === 'synced')
    const before = line.told.length

    clock.advance(60 * 60_000)

    await eventually(() => (line.told.length > before ? true : undefined))
    expect(before).toBe(1)
  })
})
