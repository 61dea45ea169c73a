import { copyFileSync } from 'node:fs'
import path from 'node:path'
import pino from 'pino'
import { beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import type { Desk, DeskOptions } from '../../src/desk/desk.ts'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { Hello } from '../../src/shared/desk/desk.ts'
import { PushAnswer } from '../../src/shared/desk/push.ts'
import { Entry } from '../../src/shared/domain/log-entry.ts'
import {
  aDatabase,
  aDesk,
  aPlace,
  Console,
  DELETE,
  onEachDatabase,
  signedIn,
  tempFolder,
} from './kit.ts'
import { PLATFORM_KEY, startPeerPlatform } from './peer-platform.ts'

type Place = Awaited<ReturnType<typeof aPlace>>

const optionsOf = (place: Place) => (typeof place === 'string' ? { dataDir: place } : place)

/** A copy of a stopped desk's data, as a file system or a dump makes it: nothing in it says so. */
async function copyOf(place: Place): Promise<Place> {
  if (typeof place !== 'string') return aDatabase(new URL(place.databaseUrl).pathname.slice(1))
  const copy = tempFolder()
  copyFileSync(path.join(place, 'desk.db'), path.join(copy, 'desk.db'))
  return copy
}

/** The same person on the same device, at another desk. */
const at = (desk: Desk, { token, staffId, device }: Console) =>
  new Console(desk.url, { token, staff: { id: staffId, name: 'A', role: 'lead' } }, device)

/**
 * A desk with three cases of which a copy was made, then the first decided, and what everybody has
 * of it since. Nothing has been put back yet.
 */
async function aDeskWithACopy(place: Place) {
  const platform = await startPeerPlatform()
  onTestFinished(() => platform.close())
  const options = { platform: { url: platform.url, key: PLATFORM_KEY } }
  for (const id of ['c1', 'c2', 'c3']) {
    platform.comment(id)
    platform.report(id)
  }
  const first = await aDesk({ ...options, ...optionsOf(place) })
  const mor = await signedIn(first, 'moderator', 'mor')
  const lee = await signedIn(first, 'lead', 'lee')
  await lee.caseOf('c3')
  await first.close()
  const copy = await copyOf(place)
  const second = await aDesk({ ...options, ...optionsOf(place) })
  const before = { mor: at(second, mor), lee: at(second, lee) }
  const item = await before.mor.caseOf('c1')
  const op = before.mor.decision(item, DELETE)
  await before.mor.applied(op)
  const { next: cursor } = await before.mor.changes({ limit: 1000 })
  const { log } = await before.lee.log()
  const deskOn = async (data: Place, more: Partial<DeskOptions> = {}) => {
    const desk = await aDesk({ ...options, ...optionsOf(data), ...more })
    return { desk, mor: at(desk, mor), lee: at(desk, lee) }
  }
  /** Puts the copy back; `beside` starts another desk on the same. */
  const restored = async (more: Partial<DeskOptions> = {}) => {
    const data = await copyOf(copy)
    return { ...(await deskOn(data, more)), beside: () => deskOn(data) }
  }
  return { platform, old: { desk: second, ...before }, op, item, cursor, log, restored }
}

const began = async (lee: Console) =>
  (await lee.log()).entries
    .map(({ text }) => Entry.parse(JSON.parse(text)))
    .filter(({ kind }) => kind === 'epoch.began')

/** The three ways in which a console tells a desk where it stood, and the epoch it is answered. */
const ways = {
  pull: async (mor: Console, { cursor }: { readonly cursor: string }) => {
    const { status, text } = await mor.call(`/v1/sync/changes?cursor=${cursor}`)
    return { status, epoch: z.object({ epoch: z.string() }).parse(JSON.parse(text)).epoch }
  },
  hello: async (mor: Console, { cursor }: { readonly cursor: string }) => {
    const { status, text } = await mor.call(`/v1/hello?mark=${cursor}`)
    return { status, epoch: Hello.parse(JSON.parse(text)).epoch }
  },
  push: async (
    mor: Console,
    {
      cursor: mark,
      epoch,
      op,
    }: { readonly cursor: string; readonly epoch: string; readonly op: unknown },
  ) => {
    const { status, text } = await mor.call('/v1/sync/push', { json: { epoch, mark, ops: [op] } })
    return { status, epoch: z.object({ epoch: z.string() }).parse(JSON.parse(text)).epoch }
  },
}

onEachDatabase('a desk that was put back and does not know it', () => {
  it('begins a new epoch at any sign from ahead of it, once, and goes on', async () => {
    const { old, op, cursor, log, item, restored } = await aDeskWithACopy(await aPlace())
    await old.desk.close()
    const asked = { cursor, epoch: log.epoch, op }
    const codes = { pull: 410, hello: 200, push: 410 } as const
    for (const way of ['pull', 'hello', 'push'] as const) {
      const lines: string[] = []
      const logger = pino({ level: 'error' }, { write: (line) => lines.push(line) })
      const { desk, mor, lee } = await restored({ logger })

      const answers = await Promise.all(Array.from({ length: 5 }, () => ways[way](mor, asked)))

      const { epoch } = await mor.hello()
      expect(answers).toEqual(answers.map(() => ({ status: codes[way], epoch })))
      expect(epoch).not.toBe(log.epoch)
      const entries = await began(lee)
      const [, entry] = entries
      const size = (entry?.n ?? 0) - 1
      expect([entries.length, entry?.epoch, entry?.actor]).toEqual([2, epoch, 'desk'])
      expect(entry?.data).toMatchObject({ why: 'restored', parent: { epoch: log.epoch, size } })
      expect(await desk.store.read(verifyLog)).toMatchObject({ whole: true })
      expect(lines.filter((line) => line.includes('"alarm":"history-lost"'))).toHaveLength(1)

      // What it lost is applied again under its old id.
      await mor.applied(op)
      const again = await mor.caseOf('c1')
      expect(again.decisions.map(({ opId }) => opId)).toEqual([op.opId])
      expect(again.caseId).toBe(item.caseId)
      await desk.close()
    }
  })

  it('finds it by the head of the log alone, once it has run past where it was', async () => {
    const { platform, old, op, cursor, log, restored } = await aDeskWithACopy(await aPlace())
    await old.desk.close()
    for (const way of ['pull', 'hello', 'push'] as const) {
      const { desk, mor, lee } = await restored()
      while ((await lee.log()).log.size <= log.size + 2) {
        const { reportCount } = await lee.caseOf('c2')
        platform.report('c2')
        await lee.caseOf('c2', (item) => item.reportCount > reportCount)
      }
      const { epoch: same } = await mor.hello()

      const { epoch } = await ways[way](mor, { cursor, epoch: log.epoch, op })

      expect([same === log.epoch, epoch === log.epoch]).toEqual([true, false])
      expect(await began(lee)).toHaveLength(2)
      await desk.close()
    }
  })

  it('commits to a text it takes in again as it did before', async () => {
    const { platform, old, restored } = await aDeskWithACopy(await aPlace())
    platform.comment('c4')
    platform.report('c4')
    const { comment } = await old.lee.caseOf('c4')
    await old.desk.close()
    const { lee } = await restored()

    expect((await lee.caseOf('c4')).comment).toEqual(comment)
  })

  it('asks for patience while others may still send again what an op is built on', async () => {
    const { old, op, cursor, restored } = await aDeskWithACopy(await aPlace())
    const upon = await old.lee.caseOf('c1', ({ revisions }) => revisions.decRev === 1)
    const outcome = { kind: 'outcome', terms: '1.0.0', code: 'RST-ERROR' } as const
    const restore = { verb: 'restore', ground: outcome, restores: op.opId, answers: [] } as const
    const back = old.lee.decision(upon, restore)
    await old.lee.applied(back)
    await old.desk.close()
    const { mor, lee } = await restored()
    await ways.pull(mor, { cursor })

    const [early] = await lee.push(back)
    const [unknown] = await lee.push({ ...lee.decision(upon), caseId: 'case_raised-elsewhere' })
    await mor.applied(op)
    const late = await lee.applied(back)

    expect([early?.status, unknown?.status, late.decRev]).toEqual(['retry', 'retry', 2])
    const { decisions } = await lee.caseOf('c1')
    expect(decisions.map(({ opId }) => opId).sort()).toEqual([op.opId, back.opId].sort())
  })
})

describe('an epoch', () => {
  it('cannot be forced by what somebody merely claims', async () => {
    const { old, cursor, log } = await aDeskWithACopy(tempFolder())
    const other = await aDeskWithACopy(tempFolder())
    const { mor, lee } = old
    const earlier = (await mor.changes({ limit: 1 })).next
    const forged = `${cursor.slice(0, -1)}${cursor.endsWith('A') ? 'B' : 'A'}`
    const head = 'f'.repeat(64)

    for (const mark of [forged, other.cursor, earlier, 'x.y']) {
      await mor.call(`/v1/hello?mark=${mark}`)
      await mor.call(`/v1/sync/changes?cursor=${mark}`)
      await mor.call('/v1/sync/push', { json: { epoch: log.epoch, mark, ops: [{}] } })
    }
    await mor.call(`/v1/hello?epoch=${log.epoch}&size=${log.size - 1}&head=${head}`)
    await mor.call(`/v1/hello?epoch=${log.epoch}&size=${log.size + 100}&head=${head}`)

    expect((await mor.hello()).epoch).toBe(log.epoch)
    expect(await began(lee)).toHaveLength(1)
  })

  it('is told in every answer that says where the desk stands', async () => {
    const { old, item, log } = await aDeskWithACopy(tempFolder())
    const { mark } = await old.mor.hello()
    const seen = { ...old.mor.envelope(), kind: 'seen', caseId: item.caseId }
    const json = { epoch: log.epoch, mark, ops: [seen] }
    const { text } = await old.mor.call('/v1/sync/push', { json })
    const pushed = PushAnswer.parse(JSON.parse(text))

    const page = await old.mor.changes({ cursor: pushed.mark ?? '' })

    expect([page.items, page.epoch]).toEqual([[], log.epoch])
  })
})

describe('two desks on one database that was put back', () => {
  beforeEach((context) => {
    const postgres = inject('postgres')
    if ('absent' in postgres) context.skip(postgres.absent)
  })

  it('begin one new epoch between them', async () => {
    const { old, op, cursor, log, restored } = await aDeskWithACopy(await aDatabase())
    await old.desk.close()
    const one = await restored()
    const two = await one.beside()

    const asked = { cursor, epoch: log.epoch, op }
    const all = Object.values(ways).flatMap((way) => [way(one.mor, asked), way(two.mor, asked)])
    const epochs = (await Promise.all(all)).map(({ epoch }) => epoch)

    expect(new Set(epochs)).toEqual(new Set([(await two.mor.hello()).epoch]))
    expect(await began(one.lee)).toHaveLength(2)
    expect(await two.desk.store.read(verifyLog)).toMatchObject({ whole: true })
  })
})
