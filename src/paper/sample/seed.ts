import { randomBytes } from 'node:crypto'
import { instant } from '../../shared/domain/instant.ts'
import { invariant } from '../../shared/domain/problem.ts'
import type { Span } from '../../shared/domain/text.ts'
import type { Account } from '../folder.ts'
import { hashPassword, pseudonym } from '../secrets.ts'
import type { Site } from '../site.ts'
import type { Store } from '../store/store.ts'
import { sampleArticles } from './articles.ts'
import { sampleSubscribers, SIGN_IN_AS } from './subscribers.ts'
import type { SampleComment, SampleReport } from './thread.ts'

const MINUTE_MS = 60_000
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS
/** Between one comment of a thread and the next, in minutes, over and over. */
const PACE = [4, 9, 3, 14, 6, 11, 5, 18, 7]

/** A report of the sample with its comment, waiting for its turn in the feed. */
interface DueReport extends SampleReport {
  readonly commentId: number
  readonly body: string
  readonly atMs: number
}

/**
 * Fills an empty site with a day's sample that ends at this moment, and returns the sign-in of the
 * few subscribers who have one. All of it is there or none of it.
 */
export async function seedSample(site: Site): Promise<Account[]> {
  const accounts = SIGN_IN_AS.map((name) => ({
    name,
    email: `${name}@readers.strathlinn.example`,
    password: randomBytes(9).toString('base64url'),
  }))
  const passwords = new Map<string, string>()
  for (const { name, password } of accounts) passwords.set(name, await hashPassword(password))
  site.store.transaction(() => new Seeding(site.store, site.now(), passwords).run())
  return accounts
}

class Seeding {
  readonly #store: Store
  readonly #now: number
  readonly #passwords: ReadonlyMap<string, string>
  readonly #subscribers = new Map<string, number>()
  readonly #due: DueReport[] = []
  #pace = 0

  constructor(store: Store, now: number, passwords: ReadonlyMap<string, string>) {
    this.#store = store
    this.#now = now
    this.#passwords = passwords
  }

  run(): void {
    sampleSubscribers.forEach((name, i) => this.#subscriber(name, i))
    for (const { threads, hoursAgo, ...article } of sampleArticles) {
      const publishedAt = instant(this.#now - hoursAgo * 60 * MINUTE_MS)
      const articleId = this.#store.articles.add({ ...article, publishedAt })
      for (const thread of threads) this.#thread(articleId, thread)
    }
    // Readers report in the order of time, whatever they report.
    for (const report of this.#due.sort((a, b) => a.atMs - b.atMs)) this.#report(report)
  }

  #subscriber(name: string, i: number): void {
    const since = instant(this.#now - Math.round(((i % 9) + 0.4) * YEAR_MS))
    const password = this.#passwords.get(name) ?? null
    const email = password === null ? null : `${name}@readers.strathlinn.example`
    this.#subscribers.set(name, this.#store.subscribers.add({ name, email, password, since }))
  }

  /** Adds a thread depth first; each comment comes a little after what it answers. */
  #thread(articleId: number, root: SampleComment): void {
    const add = (comment: SampleComment, atMs: number, parent: Parent): void => {
      const authorId = this.#subscribers.get(comment.by)
      invariant(authorId !== undefined, `the sample lists its subscriber ${comment.by}`)
      const { text: body, reports = [], replies = [] } = comment
      const at = instant(atMs)
      const id = this.#store.comments.add({ articleId, authorId, parent, body, at })
      const last = this.#now - MINUTE_MS
      for (const report of reports) {
        const reportMs = Math.min(atMs + report.after * MINUTE_MS, last)
        this.#due.push({ ...report, commentId: id, body, atMs: reportMs })
      }
      let next = atMs
      for (const reply of replies) {
        next = Math.min(next + this.#step(), last)
        add(reply, next, { id, rootId: parent ? (parent.rootId ?? parent.id) : null })
      }
    }
    add(root, this.#now - (root.ago ?? 60) * MINUTE_MS, undefined)
  }

  #step(): number {
    const minutes = PACE[this.#pace++ % PACE.length] ?? 5
    return minutes * MINUTE_MS
  }

  #report({ commentId, rule, words, quote, from, body, atMs }: DueReport): void {
    const { site, reports } = this.#store
    const reporter = `reader-${pseudonym(site.secret, `sample:${from ?? words}`)}`
    const key = `reader:${reporter}`
    const spans = quote === undefined ? [] : [spanOf(body, quote)]
    const at = instant(atMs)
    reports.add({ commentId, key, rule, words, spans, bodyRev: 1, at, reporter, email: null })
  }
}

type Parent = { readonly id: number; readonly rootId: number | null } | undefined

function spanOf(body: string, quote: string): Span {
  const start = body.indexOf(quote)
  invariant(start >= 0, `the sample's quote is in its comment: ${quote}`)
  return [start, start + quote.length]
}
