import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest'
import { verifyLog } from '../../src/desk/log/verify.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { fifthMigration } from '../../src/desk/store/migration-0005.ts'
import { isPublished } from './contested.ts'
import {
  aDatabase,
  aDesk,
  aPlace,
  Console,
  DELETE,
  onEachDatabase,
  signedIn,
  signInAgain,
  tempFolder,
} from './kit.ts'
import { PLATFORM_KEY, startPeerPlatform } from './peer-platform.ts'

const at = (desk: Desk, { token, staffId, device }: Console) =>
  new Console(desk.url, { token, staff: { id: staffId, name: 'A', role: 'lead' } }, device)

async function aPlatform() {
  const platform = await startPeerPlatform()
  onTestFinished(() => platform.close())
  platform.comment('c1')
  platform.report('c1')
  return { platform, options: { platform: { url: platform.url, key: PLATFORM_KEY } } }
}

describe('a desk that lost a contest and its ruling', () => {
  it('makes the same of them when they are sent again, and the site is as it was', async () => {
    const { platform, options } = await aPlatform()
    const dataDir = tempFolder()
    const first = await aDesk({ ...options, dataDir })
    const people = [
      await signedIn(first, 'moderator', 'mor'),
      await signedIn(first, 'moderator', 'lee'),
      await signedIn(first, 'lead', 'ada'),
    ] as const
    const item = await people[0].caseOf('c1')
    await first.close()
    const copy = tempFolder()
    copyFileSync(path.join(dataDir, 'desk.db'), path.join(copy, 'desk.db'))

    const desk = await aDesk({ ...options, dataDir })
    const [mor, lee, ada] = people.map((who) => at(desk, who))
    if (!mor || !lee || !ada) throw new Error('three people')
    const [keep, removal] = [mor.decision(item), lee.decision(item, DELETE)]
    await mor.applied(keep)
    await lee.push(removal)
    const now = await ada.caseOf('c1', isPublished)
    const rules = { contests: [removal.opId], words: 'It may stay.' }
    const ruling = ada.decision(now, { rules })
    await ada.applied(ruling)
    const ruled = await ada.caseOf('c1', isPublished)
    const { mark } = await ada.hello()
    await desk.close()

    const restored = await aDesk({ ...options, dataDir: copy })
    const [mor2, lee2, ada2] = people.map((who) => at(restored, who))
    if (!mor2 || !lee2 || !ada2) throw new Error('three people')
    await ada2.call(`/v1/hello?mark=${mark}`)
    const [early] = await ada2.push(ruling)
    await mor2.applied(keep)
    const [met] = await lee2.push(removal)
    const [elsewhere] = await ada2.push({ ...ruling, opId: keep.opId })
    await ada2.applied(ruling)

    expect(early).toMatchObject({ status: 'retry' })
    expect(met).toMatchObject({ status: 'conflict' })
    expect(elsewhere).toMatchObject({ status: 'rejected', code: 'op-reused' })
    const after = await ada2.caseOf('c1', isPublished)
    const ids = (of: typeof after) => of.decisions.map(({ opId }) => opId)
    expect(ids(after)).toEqual(ids(ruled))
    expect(after.contests).toMatchObject([
      { interim: ids(ruled)[1], ending: { opId: ruling.opId } },
    ])
    expect([...platform.shown.keys()]).toEqual(ids(ruled))
  })
})

describe('two leads at two desks on one database', () => {
  beforeEach((context) => {
    const postgres = inject('postgres')
    if ('absent' in postgres) context.skip(postgres.absent)
  })

  it('rule on one contest at once: one does, the other is told that it met a ruling', async () => {
    const { options } = await aPlatform()
    const place = await aDatabase()
    const desks = [
      await aDesk({ ...options, ...place }),
      await aDesk({ ...options, ...place }),
    ] as const
    const mor = await signedIn(desks[0], 'moderator', 'mor')
    const lee = await signedIn(desks[0], 'moderator', 'lee')
    const ada = await signedIn(desks[0], 'lead', 'ada')
    await signedIn(desks[0], 'lead', 'una')
    const una = await signInAgain(desks[1].url, 'una')
    const item = await mor.caseOf('c1')
    const removal = lee.decision(item, DELETE)
    await mor.applied(mor.decision(item))
    await lee.push(removal)
    const now = await una.caseOf('c1', ({ contests }) => contests.length > 0)
    const rules = { contests: [removal.opId], words: 'So be it.' }

    const answers = await Promise.all([
      ada.push(ada.decision(now, { rules })),
      una.push(una.decision(now, { ...DELETE, rules })),
    ])

    const statuses = answers.flat().map(({ status }) => status)
    expect(statuses.sort()).toEqual(['applied', 'conflict'])
    const { contests, decisions } = await mor.caseOf('c1', (of) => of.contests.length === 2)
    expect(decisions).toHaveLength(3)
    expect(contests).toMatchObject([
      { ending: { words: 'So be it.' } },
      { interim: null, ending: null, first: decisions[2]?.opId },
    ])
    expect(await desks[1].store.read(verifyLog)).toMatchObject({ whole: true })
  })
})

const BEFORE = [
  'DROP TABLE contest',
  'DROP TABLE ruling',
  'ALTER TABLE decision DROP COLUMN by_lead',
  'ALTER TABLE decision DROP COLUMN lifts',
]
const COLUMNS = {
  SQLite: { integer: 'INTEGER', tableEnd: 'STRICT' },
  PostgreSQL: { integer: 'BIGINT', tableEnd: '' },
} as const

onEachDatabase('a desk from before contests', () => {
  it('still knows which decisions were a lead’s: it overtakes none', async () => {
    const { platform, options } = await aPlatform()
    platform.comment('c2')
    platform.report('c2')
    const place = await aPlace()
    const data = typeof place === 'string' ? { dataDir: place } : place
    const old = await aDesk({ ...options, ...data })
    const mor = await signedIn(old, 'moderator', 'mor')
    const ada = await signedIn(old, 'lead', 'ada')
    const [led, own] = [await mor.caseOf('c1'), await mor.caseOf('c2')]
    await ada.applied(ada.decision(led))
    await mor.applied(mor.decision(own))
    await mor.caseOf('c2', isPublished)
    // As it was before the fifth migration, and then that migration: the later ones leave these alone.
    const columns = COLUMNS[typeof place === 'string' ? 'SQLite' : 'PostgreSQL']
    await old.store.write(async ({ db }) => {
      for (const words of [...BEFORE, ...fifthMigration(columns)]) await sql.raw(words).execute(db)
    })
    await old.close()

    const desk = await aDesk({ ...options, ...data })
    const now = at(desk, mor)
    await now.push(now.decision(led, DELETE), now.decision(own, DELETE))

    const [first, second] = [await now.caseOf('c1'), await now.caseOf('c2')]
    expect(first.contests).toMatchObject([{ interim: null }])
    expect(second.contests).toMatchObject([{ interim: second.decisions[1]?.opId }])
  })
})
