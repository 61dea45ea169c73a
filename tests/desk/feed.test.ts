import { describe, expect, it } from 'vitest'
import { startDesk } from '../../src/desk/desk.ts'
import { type Random, seededRandom } from '../../bench/support/random.ts'
import type { Desk } from '../../src/desk/desk.ts'
import type { FeedItem } from '../../src/shared/desk/feed.ts'
import { eraseCase } from './erase-case.ts'
import type { PeerPlatform } from './peer-platform.ts'
import { CursorGone, type Changes } from '../../src/shared/desk/desk.ts'
import { bodyCommit } from '../../src/shared/domain/commitment.ts'
import { sha256 } from '../../src/desk/log/entry-text.ts'
import {
  aDesk,
  aDeskWithPlatform,
  type Console,
  eventually,
  onEachDatabase,
  signedIn,
  signInAgain,
  tempFolder,
} from './kit.ts'

async function manyCases(count: number) {
  const { desk, platform } = await aDeskWithPlatform()
  for (let i = 1; i <= count; i++) {
    platform.comment(`c${i}`)
    platform.report(`c${i}`)
  }
  const mor = await signedIn(desk, 'moderator', 'mor')
  await mor.caseOf(`c${count}`)
  return { desk, platform, mor }
}

async function allPages(mor: Console, limit: number): Promise<Changes[]> {
  const pages = [await mor.changes({ limit })]
  for (let last = pages.at(-1); last?.more; last = pages.at(-1))
    pages.push(await mor.changes({ limit, cursor: last.next }))
  return pages
}

describe('the feed', () => {
  it('comes in pages that are in order, without a gap and without a repeat', async () => {
    const { mor } = await manyCases(25)
    const [whole] = await allPages(mor, 1000)

    const pages = await allPages(mor, 7)

    expect(pages.flatMap(({ items }) => items)).toEqual(whole?.items)
    const seqs = pages.flatMap(({ items }) => items.map(({ seq }) => seq))
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b))
    const total = seqs.length
    expect(pages.map(({ left }) => left)).toEqual(
      pages.map((_, i) => Math.max(0, total - 7 * (i + 1))),
    )
    expect(pages.map(({ from }) => from)).toEqual([
      null,
      ...pages.slice(0, -1).map(({ next }) => next),
    ])
  })

  it('sends each row once, in its newest state, however often it changed', async () => {
    const { mor } = await manyCases(2)
    const { next } = await mor.changes({ limit: 1000 })
    const item = await mor.caseOf('c1')
    const seen = { kind: 'seen', caseId: item.caseId }
    await mor.applied({ ...mor.envelope(), ...seen, ageMs: 5000 })
    await mor.applied(mor.decision(item))

    const { items } = await mor.changes({ cursor: next })

    const cases = items.filter(({ t }) => t === 'case')
    expect(cases).toMatchObject([{ caseId: item.caseId, state: 'closed' }])
  })

  it('carries the author’s decisions', async () => {
    const { mor } = await manyCases(3)
    const item = await mor.caseOf('c2')
    await mor.applied(mor.decision(item))

    const { items } = await mor.changes({ limit: 1000 })

    const author = items.find((each) => each.t === 'author' && each.decisions.length > 0)
    expect(author).toMatchObject({
      authorId: 'author-of-c2',
      counts: { keep: 1, amend: 0, delete: 0, restore: 0 },
      decisions: [{ caseId: item.caseId, verb: 'keep' }],
    })
  })

  it('brings an article and an author before the first case that names them', async () => {
    const { platform, mor } = await manyCases(30)
    await mor.applied(mor.decision(await mor.caseOf('c30')))
    platform.report('c7')
    await mor.caseOf('c7', ({ reportCount }) => reportCount === 2)

    const pages = await allPages(mor, 9)

    const met = new Set<string>()
    const early: string[] = []
    for (const item of pages.flatMap(({ items }) => items)) {
      if (item.t === 'article') met.add(item.articleId)
      if (item.t === 'author') met.add(item.authorId)
      if (item.t !== 'case' || item.comment.id === 'c30') continue
      const { articleId, authorId } = item.comment
      early.push(...[articleId, authorId].filter((id) => !met.has(id)))
    }
    expect(early).toEqual([])
  })

  it('sends an author again when their decisions change, and an article only when it does', async () => {
    const { platform, mor } = await manyCases(1)
    const { next } = await mor.changes({ limit: 1000 })
    platform.comment('c2')
    platform.report('c2')
    platform.report('c1')
    await mor.caseOf('c1', ({ reportCount }) => reportCount === 2)
    await mor.applied(mor.decision(await mor.caseOf('c2')))

    const { items } = await mor.changes({ cursor: next, limit: 1000 })

    expect(items.filter(({ t }) => t === 'article')).toEqual([])
    const authors = items.flatMap((item) => (item.t === 'author' ? item.authorId : []))
    expect(authors).toEqual(['author-of-c2'])
  })

  it('commits to the text it sends', async () => {
    const { mor } = await manyCases(1)

    const { comment } = await mor.caseOf('c1')

    expect(bodyCommit(sha256, comment.salt, comment.body)).toBe(comment.bodyCommit)
  })

  it('refuses a cursor it did not give, and one of another desk', async () => {
    const { mor } = await manyCases(1)
    const other = await signedIn(await aDesk(), 'moderator', 'lee')
    const foreign = (await other.changes()).next

    for (const cursor of ['x', 'YWJj.ZGVm', foreign, `${foreign.slice(0, -1)}_`]) {
      const reply = await mor.call(`/v1/sync/changes?cursor=${encodeURIComponent(cursor)}`)
      expect([reply.status, reply.text]).toEqual([400, expect.stringContaining('cursor')])
    }
  })

  it('says that a cursor from another epoch is gone', async () => {
    const folder = tempFolder()
    const first = await startDesk({ dataDir: folder })
    const mor = await signedIn(first, 'moderator', 'mor')
    const { next } = await mor.changes()
    await first.store.write(async (tx) => {
      await tx.db.updateTable('head').set({ epoch: 'e_restored' }).execute()
    })
    await first.close()

    const again = await signInAgain((await aDesk({ dataDir: folder })).url, 'mor')
    const reply = await again.call(`/v1/sync/changes?cursor=${next}`)

    expect(reply.status).toBe(410)
    expect(CursorGone.parse(JSON.parse(reply.text))).toEqual({ gone: 'epoch', epoch: 'e_restored' })
  })

  it('holds a pull open until something happens', async () => {
    const { platform, mor } = await manyCases(1)
    await eventually(() => platform.state.terms)
    const { next } = await mor.changes({ limit: 1000 })

    const pull = mor.changes({ cursor: next, wait: 20 })
    platform.comment('late')
    platform.report('late')

    const { items } = await pull
    expect(items.length).toBeGreaterThan(0)
  })

  it('pokes live listeners with the cursor alone, and ends with the session', async () => {
    const { platform, mor } = await manyCases(1)
    const response = await fetch(`${mor.url}/v1/sync/live`, {
      headers: { authorization: `Bearer ${mor.token}`, 'linesman-protocol': '1' },
    })
    const heard: string[] = []
    const over = (async () => {
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read())
        heard.push(chunk.value)
    })()
    const pokes = () => heard.join('').match(/event: head\ndata: \{"cursor":"[^"]+"\}\n\n/g) ?? []
    await eventually(() => pokes().length > 0 || undefined)

    const before = pokes().length
    platform.comment('late')
    platform.report('late')
    await eventually(() => pokes().length > before || undefined)
    await mor.call('/v1/session', { method: 'DELETE' })
    platform.report('late')

    await over
    expect(heard.join('')).not.toContain('Please look')
  })

  it('answers many at once the same, and none less than there was when it asked', async () => {
    const { mor } = await manyCases(8)
    let { next: cursor } = await mor.changes({ limit: 1000 })
    for (let i = 1; i <= 8; i++) {
      const asked = Array.from({ length: 4 }, () => mor.changes({ cursor, limit: 1000 }))
      await mor.applied(mor.decision(await mor.caseOf(`c${i}`)))
      const pages = await Promise.all(
        Array.from({ length: 12 }, () => mor.changes({ cursor, limit: 1000 })),
      )
      for (const { items } of pages)
        expect(
          items.find((item) => item.t === 'case' && item.comment.id === `c${i}`),
        ).toMatchObject({ state: 'closed' })
      expect(new Set(pages.map(({ items }) => JSON.stringify(items))).size).toBe(1)
      await Promise.all(asked)
      cursor = pages[0]?.next ?? cursor
    }
  })

  it('answers compressed where the console asks for it', async () => {
    const { mor } = await manyCases(20)

    const zstd = await mor.call('/v1/sync/changes', { headers: { 'accept-encoding': 'gzip' } })

    expect(zstd.headers.get('content-encoding')).toBe('gzip')
  })
})

const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)

/** A client that begins with the open cases, and keeps what it is told. */
class FirstSync {
  readonly rows = new Map<string, FeedItem>()
  readonly phases: string[] = []
  #cursor: string | undefined
  readonly #mor: Console

  constructor(mor: Console) {
    this.#mor = mor
  }

  /** Takes one page; answers it. */
  async page(limit: number): Promise<Changes> {
    const page = await this.#mor.changes({
      limit,
      ...(this.#cursor === undefined ? { first: 'open' } : { cursor: this.#cursor }),
    })
    expect(page.from).toBe(this.#cursor ?? null)
    expect(page.more && page.items.length === 0).toBe(false)
    const seqs = page.items.map(({ seq }) => seq)
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b))
    for (const item of page.items) this.#take(item)
    this.#cursor = page.next
    return page
  }

  #take(item: FeedItem): void {
    if (item.t === 'gone') this.rows.delete(`${item.what} ${item.id}`)
    else this.rows.set(keyOf(item), item)
    if (item.t === 'case') this.phases.push(item.state)
  }
}

function keyOf(item: Exclude<FeedItem, { t: 'gone' }>): string {
  if (item.t === 'case') return `case ${item.caseId}`
  if (item.t === 'article') return `article ${item.articleId}`
  if (item.t === 'notices') return `notices ${item.notices.version}`
  if (item.t === 'words') return `words ${item.siteId}`
  return item.t === 'author' ? `author ${item.authorId}` : `terms ${item.terms.version}`
}

onEachDatabase(`a first sync that asks for the open cases first, seed ${SEED}`, () => {
  /** So many cases, of which the older two thirds are closed. */
  async function anEvening() {
    const { desk, platform, mor } = await manyCases(12)
    for (let i = 1; i <= 8; i++) await mor.applied(mor.decision(await mor.caseOf(`c${i}`)))
    return { desk, platform, mor, first: new FirstSync(mor) }
  }

  it('has them before the closed ones, each row once, and comes to what the desk has', async () => {
    const { mor, first } = await anEvening()
    let count = 0
    let left = Infinity
    for (let more = true; more;) {
      const page = await first.page(5)
      expect(page.left).toBe(Math.min(left, page.left))
      count += page.items.length
      ;({ left, more } = page)
    }
    expect(first.phases).toEqual([
      ...new Array<string>(4).fill('open'),
      ...new Array<string>(8).fill('closed'),
    ])
    expect(count).toBe(first.rows.size)
    const [whole] = await allPages(mor, 1000)
    expect(new Set(first.rows.values())).toEqual(new Set(whole?.items))
  })

  it('comes to what the desk has, whatever changes and leaves on the way', async () => {
    const random = seededRandom(SEED)
    const { desk, platform, mor, first } = await anEvening()
    for (let more = true; more;) {
      if (random.unit() < 0.6 && first.rows.size < 60) await happen({ desk, platform, mor, random })
      more = (await first.page(random.whole(1, 5))).more
    }
    const whole = await allPages(mor, 1000)
    const rows = whole.flatMap(({ items }) => items.filter(({ t }) => t !== 'gone'))
    expect(new Set(first.rows.values())).toEqual(new Set(rows))
  })
})

/** One thing that changes the feed while somebody reads it. */
async function happen(given: {
  readonly desk: Desk
  readonly platform: PeerPlatform
  readonly mor: Console
  readonly random: Random
}): Promise<void> {
  const { desk, platform, mor, random } = given
  const cases = await mor.cases()
  const [comment, item] = random.pick([...cases])
  const what = random.unit()
  if (what < 0.4 && item.state === 'open') await mor.applied(mor.decision(item))
  else if (what < 0.55 && item.decisions.length === 0) await eraseCase(desk.store, item.caseId, 0)
  else {
    const { reportCount } = item
    platform.report(comment)
    await mor.caseOf(comment, (now) => now.reportCount > reportCount)
  }
}
