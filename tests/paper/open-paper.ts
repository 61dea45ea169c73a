import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createPaper, type Paper, type PaperOptions } from '../../src/paper/paper.ts'
import { commentIn, Reader } from './browser.ts'

/** A clock that stands until it is moved. */
interface Clock {
  ms: number
}

const PASSWORD = 'a long password'

/** A paper on a folder of its own, with what a test does to it over HTTP. */
export interface OpenPaper {
  readonly paper: Paper
  readonly folder: string
  readonly clock: Clock
  readonly api: (
    method: 'GET' | 'PUT' | 'POST',
    address: string,
    options?: { body?: unknown; key?: string },
  ) => Promise<{ status: number; body: unknown }>
  readonly load: (...items: readonly unknown[]) => Promise<unknown>
  readonly subscriber: (name: string) => Promise<Reader>
  readonly post: (reader: Reader, body: string) => Promise<string>
  readonly close: () => Promise<void>
}

export const NOW = Date.parse('2026-05-12T14:32:00.000Z')
export const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString()
export const SLUG = 'harbour-tolls'

const article = {
  slug: SLUG,
  title: 'Harbour tolls to rise',
  section: 'Business',
  paragraph: 'The trust will charge day boats from April.',
  publishedAt: at(-600),
}

/** One comment to import, with what does not matter filled in; whether it is right is not checked. */
export const anItem = (item: Readonly<Record<string, unknown>> & { externalId: string }) => ({
  body: `The comment ${item.externalId}.`,
  postedAt: at(-60),
  author: { handle: 'tammie_n' },
  reports: [],
  ...('articleId' in item ? {} : { article }),
  ...item,
})

export const aReport = (key: string, extra: Readonly<Record<string, unknown>> = {}): unknown => ({
  key,
  rule: 'CON-ABU',
  words: 'This is nothing but abuse.',
  spans: [],
  at: at(-30),
  reporter: `reader-${key}`,
  ...extra,
})

/** Opens a paper with one article. */
export async function openPaper(options: Partial<PaperOptions> = {}): Promise<OpenPaper> {
  const folder = options.data ?? mkdtempSync(path.join(os.tmpdir(), 'paper-'))
  const clock: Clock = { ms: NOW }
  const limits = { minFormMs: 0, ...options.limits }
  const paper = await createPaper({
    ...{ data: folder, port: 0, now: () => clock.ms },
    ...options,
    limits,
  })
  const api: OpenPaper['api'] = async (method, address, { body, key } = {}) => {
    const own = address.startsWith('/operator') ? paper.keys.operator : paper.keys.platform
    const answer = await fetch(`${paper.url}${address}`, {
      method,
      headers: {
        authorization: `Bearer ${key ?? own}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  const load: OpenPaper['load'] = async (...items) =>
    (await api('POST', '/operator/v1/comments', { body: { source: 'test', items } })).body
  return {
    ...{ paper, folder, clock, api, load },
    subscriber: async (name) => {
      const reader = new Reader(paper.url)
      const email = `${name}@readers.example`
      await reader.fill('/register', { name, email, password: PASSWORD, next: '/' })
      return reader
    },
    post: async (reader, body) => {
      const sent = await reader.fill(`/news/${SLUG}`, { body }, `/news/${SLUG}/comments`)
      return commentIn(sent.url)
    },
    close: async () => {
      await paper.close()
      if (options.data === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
