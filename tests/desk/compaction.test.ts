import { expect, it } from 'vitest'
import type { DeskOptions } from '../../src/desk/desk.ts'
import { compact } from '../../src/desk/jobs/compaction.ts'
import type { Store } from '../../src/desk/store/store.ts'
import { CursorGone } from '../../src/shared/desk/desk.ts'
import { eraseCase } from './erase-case.ts'
import {
  aDesk,
  aDeskWithPlatform,
  aPlace,
  type Console,
  eventually,
  onEachDatabase,
  signedIn,
} from './kit.ts'

const tombstones = (store: Store) =>
  store.read((db) => db.selectFrom('gone').select('id').execute())

async function threeCases(options: Partial<DeskOptions> = {}) {
  const { desk, platform } = await aDeskWithPlatform(options)
  for (const id of ['c1', 'c2', 'c3']) {
    platform.comment(id)
    platform.report(id)
  }
  const mor = await signedIn(desk, 'moderator', 'mor')
  await mor.caseOf('c3')
  const cases = await mor.cases()
  return { desk, platform, mor, idOf: (id: string) => cases.get(id)?.caseId ?? '' }
}

const pull = (mor: Console, cursor: string) =>
  mor.call(`/v1/sync/changes?cursor=${encodeURIComponent(cursor)}&limit=2`)

onEachDatabase('compaction', () => {
  it('forgets what left over 30 days ago, and tells who was away longer to start again', async () => {
    const { desk, mor, idOf } = await threeCases()
    const { next: before } = await mor.changes({ limit: 1000 })
    await eraseCase(desk.store, idOf('c1'), 31)
    const { next: between } = await mor.changes({ limit: 1000 })
    await eraseCase(desk.store, idOf('c2'), 29)

    expect(await compact(desk.store)).toBe(1)
    expect(await compact(desk.store)).toBe(0)

    const away = await pull(mor, before)
    expect(away.status).toBe(410)
    expect(CursorGone.parse(JSON.parse(away.text)).gone).toBe('compacted')
    const { items } = await mor.changes({ cursor: between })
    expect(items).toMatchObject([{ t: 'gone', id: idOf('c2') }])
    expect([...(await mor.cases()).keys()]).toEqual(['c3'])
  })

  it('lets whoever starts from nothing come to the end, however high the floor is', async () => {
    const { desk, mor, idOf } = await threeCases()
    await eraseCase(desk.store, idOf('c3'), 40)
    await compact(desk.store)

    const kinds: string[] = []
    for (let page = await mor.changes({ limit: 1 }); ;) {
      kinds.push(...page.items.map(({ t }) => t))
      if (!page.more) break
      page = await mor.changes({ limit: 1, cursor: page.next })
    }
    expect(kinds.filter((kind) => kind === 'case')).toHaveLength(2)
  })

  it('turns back whoever has begun, when what left after that is forgotten', async () => {
    const { desk, mor, idOf } = await threeCases()
    const first = await mor.changes({ limit: 2 })
    await eraseCase(desk.store, idOf('c2'), 31)
    expect((await pull(mor, first.next)).status).toBe(200)

    await compact(desk.store)

    expect((await pull(mor, first.next)).status).toBe(410)
  })

  it('is done by a desk as it starts', async () => {
    const place = await aPlace()
    const options = typeof place === 'string' ? { dataDir: place } : place
    const { desk, idOf } = await threeCases(options)
    await eraseCase(desk.store, idOf('c1'), 31)
    expect(await tombstones(desk.store)).toHaveLength(1)
    await desk.close()

    const { store } = await aDesk(options)

    await eventually(async () => ((await tombstones(store)).length === 0 ? true : undefined))
  })
})
