/** A desk's data with open cases and eight moderators signed in, made by the desk's own services. */
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import type { CaseItem } from '../../src/shared/desk/feed.ts'
import type { DecideOp } from '../../src/shared/desk/push.ts'
import type { CommentInPlace, PlatformEvent } from '../../src/shared/platform/platform.ts'
import { quietLogger } from '../../src/desk/desk.ts'
import { changesAfter, type PagesRead } from '../../src/desk/services/feed.ts'
import { SharedPages } from '../../src/desk/services/shared-pages.ts'
import { takePage } from '../../src/desk/services/ingest.ts'
import { signIn } from '../../src/desk/services/sessions.ts'
import { addStaff } from '../../src/desk/services/staff.ts'
import { addTerms } from '../../src/desk/services/terms.ts'
import { putSite } from '../../src/desk/store/site-rows.ts'
import type { Store } from '../../src/desk/store/store.ts'
import { inventedOpId } from './invented-entries.ts'
import { SITE } from './invented-feed.ts'
import { inventedLength, inventedName, inventedText } from './invented-words.ts'
import { type Random, seededRandom } from './random.ts'

const AT_ONCE = 500
/** Everybody's password. */
export const PASSWORD = 'a password for the bench'
const AT = instant(Date.UTC(2026, 4, 12, 9))

/** The login name of the n-th moderator, from 0. */
export const loginOf = (n: number) => `moderator${n}`

/** What a desk holds that decisions can be pushed to. */
export interface FilledDesk {
  readonly epoch: string
  /** One token a client. */
  readonly tokens: readonly string[]
  /** One op an open case, in no particular order of time. */
  readonly ops: readonly DecideOp[]
}

/** What a desk is filled with. */
export interface Filling {
  readonly cases: number
  readonly clients: number
  readonly seed: number
  /** The most comments beside each in its thread; none if left out. */
  readonly neighbours?: number
}

/** Fills an empty desk with `cases` open cases and signs `clients` moderators in. */
export async function fillDesk(
  store: Store,
  { cases, clients, seed, neighbours = 0 }: Filling,
): Promise<FilledDesk> {
  const random = seededRandom(seed)
  await store.write(async (tx) => {
    await putSite(tx, { id: SITE, title: 'The Glenorran Herald', origin: 'https://herald.example' })
    await addTerms(tx, SITE, defaultTerms)
  })
  for (let made = 0; made < cases; made += AT_ONCE)
    await takeCases(store, { from: made, to: Math.min(cases, made + AT_ONCE), random, neighbours })
  const tokens: string[] = []
  for (let client = 0; client < clients; client++) tokens.push(await enter(store, client))
  return { tokens, ...(await opsFor(store, random)) }
}

/** Changes the first `count` cases: one report more on each, and every tenth has another text. */
export async function changeCases(
  store: Store,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<void> {
  const random = seededRandom(seed)
  for (let from = 0; from < count; from += AT_ONCE) {
    const comments = new Map<string, CommentInPlace>()
    const events: PlatformEvent[] = []
    for (let i = from; i < Math.min(count, from + AT_ONCE); i++) {
      if (i % 10 === 0) {
        const { comment, ...place } = inventedPlace(random, i, 0)
        comments.set(comment.id, { ...place, comment: { ...comment, bodyRev: 2, editedAt: AT } })
        events.push({ type: 'edited', at: AT, commentId: comment.id, bodyRev: 2 })
      }
      events.push(inventedReport(random, { i, report: 4, bodyRev: i % 10 === 0 ? 2 : 1 }))
    }
    const page = { events, next: `changed-${from}`, more: false }
    await takePage(store, SITE, { page, comments })
  }
}

async function takeCases(
  store: Store,
  {
    from,
    to,
    random,
    neighbours,
  }: {
    readonly from: number
    readonly to: number
    readonly random: Random
    readonly neighbours: number
  },
): Promise<void> {
  const comments = new Map<string, CommentInPlace>()
  const events: PlatformEvent[] = []
  for (let i = from; i < to; i++) {
    const found = inventedPlace(random, i, neighbours)
    comments.set(found.comment.id, found)
    for (let report = random.whole(1, 3); report > 0; report--)
      events.push(inventedReport(random, { i, report, bodyRev: 1 }))
  }
  const page = { events, next: String(to), more: false }
  await takePage(store, SITE, { page, comments })
}

function inventedReport(
  random: Random,
  { i, report, bodyRev }: { readonly i: number; readonly report: number; readonly bodyRev: number },
): PlatformEvent {
  return {
    ...{ type: 'report', at: AT, commentId: `c${i}`, bodyRev, spans: [] },
    ...{ reportId: `r${i}-${report}`, rule: random.pick(defaultTerms.rules).code },
    ...{ words: inventedText(random, 8), reporter: `reader-${i}-${report}`, email: null },
  }
}

function inventedPlace(random: Random, i: number, neighbours: number): CommentInPlace {
  const author = random.whole(0, 300)
  const article = random.whole(0, 60)
  return {
    comment: {
      ...{ id: `c${i}`, bodyRev: 1, postedAt: AT, editedAt: null, deletedByAuthor: false },
      author: { id: `u${author}`, name: inventedName(author), since: null },
      body: inventedText(random, inventedLength(random)),
      url: `https://herald.example/c/${i}`,
      ...{ position: 1, total: 40 },
    },
    article: {
      ...{ id: `a${article}`, title: `Story ${article}`, slug: `story-${article}` },
      url: `https://herald.example/a/${article}`,
      ...{ publishedAt: AT, paragraph: 'The council meets on Tuesday.' },
    },
    neighbours: Array.from({ length: random.whole(0, neighbours) }, (_, n) => ({
      ...{ commentId: `n${i}-${n}`, authorName: inventedName(random.whole(0, 300)) },
      ...{ body: inventedText(random, inventedLength(random)), postedAt: AT },
      ...{ where: random.pick(['before', 'after', 'reply'] as const), shown: 'as-written' },
    })),
  }
}

async function enter(store: Store, client: number): Promise<string> {
  const login = loginOf(client)
  const name = inventedName(client)
  await addStaff(store, { login, name, role: 'moderator' }, PASSWORD)
  const device = { id: `dev_bench${client}`, label: 'bench' }
  const session = await signIn(store, { name: login, password: PASSWORD, device }, '127.0.0.1')
  return session.token
}

async function opsFor(store: Store, random: Random): Promise<Pick<FilledDesk, 'epoch' | 'ops'>> {
  const ops: DecideOp[] = []
  const pages: PagesRead = new SharedPages()
  const reading = { store, log: quietLogger('silent'), pages }
  let cursor: string | null = null
  for (;;) {
    const wish = { from: cursor, limit: AT_ONCE, openFirst: false }
    const page = await changesAfter(reading, wish)
    if ('gone' in page) throw new Error('the feed of a new desk begins at its beginning')
    for (const item of page.items)
      if (item.t === 'case') ops.push(decisionOn(item, random, ops.length + 1))
    if (!page.more) return { epoch: page.epoch, ops }
    cursor = page.next
  }
}

function decisionOn(item: CaseItem, random: Random, n: number): DecideOp {
  const verb = random.pick(['keep', 'delete'] as const)
  const terms = defaultTerms.version
  return {
    ...{ v: 1, kind: 'decide', opId: inventedOpId(random), n, madeAt: AT, verb },
    ...{ ageMs: 60_000, offsetMs: 0, caseId: item.caseId, cuts: [], restores: null },
    ground:
      verb === 'keep'
        ? { kind: 'outcome', terms, code: 'NB-KEEP' }
        : { kind: 'rule', terms, code: 'CON-ABU' },
    note: random.unit() < 0.2 ? inventedText(random, 6) : null,
    expect: item.revisions,
    answers: item.reports.map(({ id }) => id),
    bodyCommit: item.comment.bodyCommit,
  }
}
