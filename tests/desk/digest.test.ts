import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { sha256 } from '../../src/desk/log/entry-text.ts'
import { allDigests } from '../../src/desk/store/digest-rows.ts'
import { fourthMigration } from '../../src/desk/store/migration-0004.ts'
import type { Store } from '../../src/desk/store/store.ts'
import { addMark, digestMark } from '../../src/shared/domain/digest.ts'
import { aDeskWithPlatform, aPlace, type Console, DELETE, onEachDatabase, signedIn } from './kit.ts'

/** What the cases that a console is sent come to, added up from nothing. */
async function addedUp(mor: Console) {
  const cases = [...(await mor.cases()).values()]
  const marks = cases.map(({ caseId, state, revisions }) =>
    digestMark(sha256, { caseId, state, ...revisions }),
  )
  return [{ siteId: 'glenorran', cases: cases.length, sum: marks.reduce(addMark, 0) }]
}

const kept = async (mor: Console) => (await mor.changes({ limit: 1000 })).digests

async function fourCases() {
  const { desk, platform } = await aDeskWithPlatform()
  for (const id of ['c1', 'c2', 'c3', 'c4']) {
    platform.comment(id)
    platform.report(id)
  }
  const mor = await signedIn(desk, 'moderator', 'mor')
  await mor.caseOf('c4')
  return { desk, platform, mor }
}

/** Takes the database back to where there was no digest, and forward again. */
async function migrateAnew(store: Store): Promise<void> {
  const integer = typeof (await aPlace()) === 'string' ? 'INTEGER' : 'BIGINT'
  await store.write(async ({ db }) => {
    for (const words of [`DROP TABLE digest`, `ALTER TABLE case_file DROP COLUMN mark`])
      await sql.raw(words).execute(db)
    await fourthMigration(db, { integer, tableEnd: '' })
  })
}

onEachDatabase('the digest of a title', () => {
  it('is what its cases add up to, whatever happened to them', async () => {
    const { platform, mor } = await fourCases()
    expect(await kept(mor)).toEqual(await addedUp(mor))
    const before = await kept(mor)

    await mor.applied(mor.decision(await mor.caseOf('c1'), DELETE))
    await mor.applied(mor.decision(await mor.caseOf('c2')))
    platform.report('c2')
    platform.edit('c3', 'Other words.')
    platform.authorDeletes('c4')
    await mor.caseOf('c4', ({ state }) => state === 'closed')
    await mor.caseOf('c2', ({ state }) => state === 'open')

    expect(await kept(mor)).toEqual(await addedUp(mor))
    expect(await kept(mor)).not.toEqual(before)
  })

  it('comes with the last page alone, for then all of it is there', async () => {
    const { mor } = await fourCases()
    const page = await mor.changes({ limit: 2 })
    expect([page.more, page.digests]).toEqual([true, undefined])
  })

  it('is made for the cases of a desk that had none', async () => {
    const { desk, mor } = await fourCases()
    const before = await kept(mor)
    await migrateAnew(desk.store)
    const rows = await desk.store.read(allDigests)
    expect(rows).toEqual(before)
  })
})
