import { globSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { mixed, type Random, seededRandom } from '../../bench/support/random.ts'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { addStaff } from '../../src/desk/services/staff.ts'
import { openStore, readFolder } from '../../src/desk/store/store.ts'
import type { Input } from '../../src/shared/contract/contract.ts'
import { type CaseView, WHOLE_QUEUE } from '../../src/shared/contract/models.ts'
import type { FeedItem } from '../../src/shared/desk/feed.ts'
import { deliveryStates } from '../../src/shared/domain/delivery.ts'
import { Entry } from '../../src/shared/domain/log-entry.ts'
import { serveDesk } from '../desk/cli.ts'
import { type Console as Reader, signInAgain } from '../desk/kit.ts'
import { PASSWORD } from './a-desk.ts'
import { PLATFORM_KEY, startPeerPlatform } from '../desk/peer-platform.ts'
import { type ConsoleProcess, startConsole } from './console-process.ts'
import { layFaultyLine, OF_PUSHES } from './faulty-line.ts'
import { callerOf, eventually, keepOf, tempFolder } from './kit.ts'

const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
const HISTORIES = Number(process.env['HISTORIES'] ?? 1)
const COMMENTS = 40
const PATIENCE_MS = 500
/** How often a request meets a fault. */
const SHARE = 0.5
/** How often *sync now* may be needed once the network is well again. */
const ROUNDS = 12

/** What happens in a history, and how often; in an order drawn by chance. */
const HAPPENS = {
  decide: 60,
  undo: 6,
  ask: 4,
  look: 6,
  release: 24,
  edit: 8,
  report: 10,
  'take away': 3,
  cut: 3,
  mend: 8,
  'kill console': 2,
  'kill desk': 1,
} as const
type Happening = keyof typeof HAPPENS

/** A desk in a process of its own, the platform it follows, and two moderators. */
async function aDeskToKill() {
  const platform = await startPeerPlatform()
  onTestFinished(() => platform.close())
  for (let i = 1; i <= COMMENTS; i++) {
    platform.comment(`c${i}`)
    platform.report(`c${i}`)
  }
  const dataDir = tempFolder()
  const store = await openStore(dataDir)
  for (const [login, name, role] of [
    ['mor', 'Mor Innes', 'moderator'],
    ['una', 'Una Strang', 'moderator'],
    ['lee', 'Lee Brodie', 'lead'],
  ] as const)
    await addStaff(store, { login, name, role }, PASSWORD)
  await store.close()
  const keyFile = path.join(dataDir, 'platform-key')
  writeFileSync(keyFile, PLATFORM_KEY)
  const args = ['--data', dataDir, '--platform', platform.url, '--platform-key-file', keyFile]
  return { platform, dataDir, start: () => serveDesk(args) }
}

/** One person's console at the end of its own line, which may be dead for a while. */
class Bench {
  readonly folder = tempFolder()
  readonly line: Awaited<ReturnType<typeof layFaultyLine>>
  readonly made: string[] = []
  #process: ConsoleProcess

  private constructor(line: Bench['line'], process: ConsoleProcess, folder: string) {
    this.line = line
    this.#process = process
    this.folder = folder
  }

  static async open(login: string, given: { random: Random; url: string }): Promise<Bench> {
    const line = await layFaultyLine({ random: given.random, patienceMs: PATIENCE_MS })
    onTestFinished(() => line.close())
    line.lead(given.url)
    const folder = tempFolder()
    const desk = { url: line.url, patienceMs: PATIENCE_MS }
    const bench = new Bench(line, await startConsole(folder, desk), folder)
    await bench.call('session.sign-in', { name: login, password: PASSWORD })
    return bench
  }

  get client() {
    return this.#process.client
  }

  call: ReturnType<typeof callerOf> = (method, input) => callerOf(this.client)(method, input)

  async killed(): Promise<void> {
    await this.#process.kill()
    this.#process = await startConsole(this.folder, { url: this.line.url, patienceMs: PATIENCE_MS })
  }

  close = () => this.#process.close()

  /** Decides, asks or looks at a case of the queue; what it says it has made is kept. */
  async act(random: Random, happening: 'decide' | 'ask' | 'look'): Promise<void> {
    const { nos } = await this.call('queue.index', WHOLE_QUEUE)
    if (nos.length === 0) return
    const no = random.pick(nos)
    const [view] = await this.call('case.get', { nos: [no] })
    if (!view) return
    if (happening === 'look') await this.call('case.seen', { no })
    else await this.#make(random, happening, view)
  }

  async #make(random: Random, happening: 'decide' | 'ask', view: CaseView): Promise<void> {
    const { no, revisions: expect_ } = view.case
    const question = { no, question: 'Is this fair?', hide: random.unit() < 0.5, expect: expect_ }
    const answer =
      happening === 'ask'
        ? await this.client.call('case.escalate', question)
        : await this.client.call('decision.record', decisionOn(random, view))
    if (answer.ok) this.made.push(answer.value.opId)
    else expect(['stale-case', 'illegal-step']).toContain(answer.problem.code)
  }
}

function decisionOn(random: Random, view: CaseView): Input<'decision.record'> {
  const keep = keepOf(view)
  const ground = { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' } as const
  const verb = random.pick(['keep', 'delete', 'amend'] as const)
  if (verb === 'keep') return keep
  const cuts = verb === 'amend' ? [{ span: [0, 3] as [number, number], rule: 'CON-ABU' }] : []
  return { ...keep, verb, ground, cuts }
}

/** Everything that happens, in the order that chance gives it. */
function historyOf(random: Random): Happening[] {
  const all = (Object.keys(HAPPENS) as Happening[]).flatMap((happening) =>
    Array.from({ length: HAPPENS[happening] }, () => ({ happening, at: random.unit() })),
  )
  return all.sort((a, b) => a.at - b.at).map(({ happening }) => happening)
}

type Desk = Awaited<ReturnType<typeof aDeskToKill>>

interface World {
  readonly random: Random
  readonly desk: Desk
  readonly benches: readonly Bench[]
  running: Awaited<ReturnType<Desk['start']>>
}

type Doing = (world: World, bench: Bench, comment: string) => unknown

/** What each happening does. */
const DOINGS: Readonly<Record<Happening, Doing>> = {
  decide: ({ random }, bench) => bench.act(random, 'decide'),
  ask: ({ random }, bench) => bench.act(random, 'ask'),
  look: ({ random }, bench) => bench.act(random, 'look'),
  undo: (_world, bench) => bench.client.call('decision.undo', { opId: null }),
  release: (_world, bench) => bench.call('sync.now', { release: true }),
  edit: ({ desk, random }, _bench, comment) => {
    desk.platform.edit(comment, `Other words of ${comment}: ${random.hex(8)}.`)
  },
  report: ({ desk }, _bench, comment) => {
    desk.platform.report(comment)
  },
  'take away': ({ desk }, _bench, comment) => {
    desk.platform.authorDeletes(comment)
  },
  cut: (_world, bench) => {
    bench.line.cut()
  },
  mend: (_world, bench) => {
    bench.line.mend()
  },
  'kill console': (_world, bench) => bench.killed(),
  'kill desk': async (world) => {
    world.running.child.kill('SIGKILL')
    await world.running.ended
    world.running = await world.desk.start()
    for (const { line } of world.benches) line.lead(world.running.url)
  },
}

/** Lives through a history; what is left is a sound network, a desk and two consoles. */
async function live(seed: number): Promise<World & { readonly lead: Reader }> {
  const random = seededRandom(seed)
  const desk = await aDeskToKill()
  const running = await desk.start()
  const lead = await signInAgain(running.url, 'lee')
  await lead.caseOf(`c${COMMENTS}`)
  const benches = [
    await Bench.open('mor', { random, url: running.url }),
    await Bench.open('una', { random, url: running.url }),
  ]
  for (const bench of benches)
    await eventually(async () =>
      (await bench.call('queue.index', WHOLE_QUEUE)).nos.length === COMMENTS ? true : undefined,
    )
  const world: World = { random, desk, benches, running }
  for (const { line } of benches) line.spoil(SHARE)
  for (const happening of historyOf(random)) {
    const comment = `c${random.whole(1, COMMENTS)}`
    await DOINGS[happening](world, random.pick(benches), comment)
    if (random.unit() < 0.5) await new Promise((r) => setTimeout(r, random.whole(0, 50)))
  }
  for (const bench of benches) await untilAllMet(world, bench)
  for (const { line } of benches) await line.heal()
  return { ...world, lead: await signInAgain(world.running.url, 'lee') }
}

/** Goes on until the line has met what only pushes can: on a bad one, few get through at all. */
async function untilAllMet({ random, desk }: World, bench: Bench): Promise<void> {
  bench.line.mend()
  await eventually(async () => {
    if (OF_PUSHES.every((fault) => bench.line.seen.has(fault))) return true
    desk.platform.report(`c${random.whole(1, COMMENTS)}`)
    await bench.act(random, 'decide')
    await bench.call('sync.now', { release: true })
    await new Promise((resolve) => setTimeout(resolve, 50))
    return undefined
  })
}

/** Rounds of *sync now* until a console rests with nothing waiting; how many it took. */
async function roundsToRest(bench: Bench): Promise<number> {
  for (let round = 1; round <= ROUNDS; round++) {
    await bench.call('sync.now', { release: true })
    for (let look = 0; look < 40; look++) {
      const { state, waiting } = await bench.call('sync.get', {})
      if (state === 'synced' && waiting === 0) return round
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
  throw new Error(
    `no rest after ${ROUNDS} rounds: ${JSON.stringify(await bench.call('sync.get', {}))}`,
  )
}

/** Every row of the desk's feed as it stands. */
async function rowsAt(lead: Reader): Promise<FeedItem[]> {
  const pages = [await lead.changes({ limit: 1000 })]
  for (let last = pages.at(-1); last?.more; last = pages.at(-1))
    pages.push(await lead.changes({ limit: 1000, cursor: last.next }))
  return pages.flatMap(({ items }) => items)
}

const fileIn = (folder: string, name: string) =>
  globSync(path.join(folder, 'desks', '*', '*', name))[0] ?? ''

function readFile<T>(file: string, read: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true })
  try {
    return read(db)
  } finally {
    db.close()
  }
}

const json = (texts: unknown[]) => texts.map((text): unknown => JSON.parse(z.string().parse(text)))

/** Every row of a console's cache; terms come without their place in the feed. */
const cacheOf = (folder: string) =>
  readFile(fileIn(folder, 'cache.db'), (db) => ({
    cases: json(db.prepare('SELECT item FROM case_item ORDER BY no').pluck().all()),
    articles: json(db.prepare('SELECT item FROM article ORDER BY article_id').pluck().all()),
    authors: json(db.prepare('SELECT item FROM author ORDER BY author_id').pluck().all()),
    terms: json(db.prepare('SELECT item FROM terms ORDER BY version').pluck().all()),
  }))

function asCached(items: readonly FeedItem[]): ReturnType<typeof cacheOf> {
  const by = (a: string, b: string) => (a < b ? -1 : 1)
  return {
    cases: items.filter((item) => item.t === 'case').sort((a, b) => a.no - b.no),
    articles: items
      .filter((item) => item.t === 'article')
      .sort((a, b) => by(a.articleId, b.articleId)),
    authors: items.filter((item) => item.t === 'author').sort((a, b) => by(a.authorId, b.authorId)),
    terms: items.filter((item) => item.t === 'terms').map(({ terms }) => terms),
  }
}

const Op = z.object({
  opId: z.string(),
  made: z.enum(['decision', 'question']),
  state: z.enum(deliveryStates),
  answer: z.string().nullable(),
})

/** Every op of a console's journal with where it stands and what the desk said. */
const opsOf = (folder: string) =>
  readFile(fileIn(folder, 'journal.db'), (db) => {
    const columns = 'op_id AS opId, state, answer'
    const rows = db
      .prepare(
        `SELECT 'decision' AS made, ${columns} FROM delivery
        UNION ALL SELECT 'question' AS made, ${columns} FROM errand`,
      )
      .all()
    const sights = db.prepare('SELECT op_id FROM seen WHERE answered = 1').pluck().all()
    const unanswered = db.prepare('SELECT count(*) FROM seen WHERE answered = 0').pluck().get()
    return { ops: z.array(Op).parse(rows), sights: z.array(z.string()).parse(sights), unanswered }
  })

/** The entries of the desk's log that an op made, by the op's id. */
async function entriesByOp(dataDir: string): Promise<Map<string, string[]>> {
  const texts = await readFolder(dataDir, (db) =>
    db.selectFrom('log_entry').select('text').orderBy('n').execute(),
  )
  const made = new Map<string, string[]>()
  for (const { text } of texts) {
    const { kind, data, device } = Entry.parse(JSON.parse(text))
    const { opId } = data
    if (device === null || typeof opId !== 'string') continue
    made.set(opId, [...(made.get(opId) ?? []), kind])
  }
  return made
}

async function answersAt(dataDir: string): Promise<Map<string, string>> {
  const rows = await readFolder(dataDir, (db) =>
    db.selectFrom('op_answer').select(['op_id', 'answer']).execute(),
  )
  return new Map(rows.map(({ op_id, answer }) => [op_id, answer]))
}

const statusOf = (answer: string | null | undefined) =>
  answer == null ? null : z.object({ status: z.string() }).parse(JSON.parse(answer)).status

/** What the log must say of an op that ended like this. A question about what is gone changed nothing. */
function expectedEntries({ made, state }: z.infer<typeof Op>, status: string | null): string[][] {
  if (state === 'withdrawn' || (made === 'question' && state === 'refused')) return [[]]
  if (made === 'question') return [['case.escalated']]
  if (state === 'settled' && status === 'applied') return [['decision.applied']]
  if (status === 'rejected') return [[], ['decision.refused']]
  return [['decision.refused']]
}

async function checkOps({ benches, desk }: World): Promise<void> {
  const entries = await entriesByOp(desk.dataDir)
  const stored = await answersAt(desk.dataDir)
  const known = new Set<string>()
  for (const { folder, made } of benches) {
    const { ops, sights, unanswered } = opsOf(folder)
    expect(unanswered).toBe(0)
    const ids = ops.map(({ opId }) => opId)
    expect(ids).toEqual(expect.arrayContaining(made))
    for (const op of ops) {
      const { opId, state, answer } = op
      const about = `${opId} ${state}`
      expect(['settled', 'contested', 'superseded', 'refused', 'withdrawn'], about).toContain(state)
      expect(statusOf(answer), about).toBe(statusOf(stored.get(opId)))
      expect(expectedEntries(op, statusOf(answer)), about).toContainEqual(entries.get(opId) ?? [])
    }
    for (const opId of sights) expect(entries.get(opId), opId).toEqual(['case.seen'])
    for (const opId of [...ids, ...sights]) known.add(opId)
  }
  expect([...entries.keys()].filter((opId) => !known.has(opId))).toEqual([])
}

async function checkRows({ benches, lead }: Awaited<ReturnType<typeof live>>): Promise<void> {
  await eventually(async () => {
    const rows = asCached(await rowsAt(lead))
    return benches.every(({ folder }) => isDeepStrictEqual(cacheOf(folder), rows)) || undefined
  }).catch(() => undefined)
  const rows = await rowsAt(lead)
  for (const { folder } of benches) expect(cacheOf(folder)).toEqual(asCached(rows))
  for (const item of rows)
    if (item.t === 'case')
      expect(item.decisions.map(({ decRev }) => decRev)).toEqual(
        Array.from({ length: item.revisions.decRev }, (_, i) => i + 1),
      )
}

describe(`two consoles and a desk over a bad network (seed ${SEED})`, () => {
  it.each(Array.from({ length: HISTORIES }, (_, i) => (i === 0 ? SEED : mixed(SEED, i))))(
    'lose nothing, double nothing and agree in the end: history %i',
    async (seed) => {
      const world = await live(seed)
      const rounds = await Promise.all(world.benches.map(roundsToRest))
      await checkRows(world)

      for (const bench of world.benches) await bench.close()
      world.running.child.kill('SIGTERM')
      expect(await world.running.ended).toBe(0)
      await checkOps(world)
      expect(await readFolder(world.desk.dataDir, verifyLog)).toMatchObject({ whole: true })
      const files = [
        path.join(world.desk.dataDir, 'desk.db'),
        ...world.benches.flatMap(({ folder }) => [
          fileIn(folder, 'cache.db'),
          fileIn(folder, 'journal.db'),
        ]),
      ]
      for (const file of files)
        expect(readFile(file, (db) => db.pragma('integrity_check', { simple: true }))).toBe('ok')
      for (const { line } of world.benches)
        expect([...line.seen.keys()]).toEqual(expect.arrayContaining(OF_PUSHES))
      const met = world.benches.flatMap(({ line }) => [...line.seen].map(([f, n]) => `${f} ${n}`))
      console.info(`history ${seed}: rest after ${rounds.join(' and ')} rounds; ${met.join(', ')}`)
    },
    120_000,
  )
})
