/** What the desk's tests are made of: a desk on a folder of its own, people who sign in, ops. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, describe, inject, onTestFinished, vi } from 'vitest'
import pg from 'pg'
import type { z } from 'zod'
import { type Desk, type DeskOptions, quietLogger, startDesk } from '../../src/desk/desk.ts'
import { addStaff } from '../../src/desk/services/staff.ts'
import { Changes, Hello, LogPage, Session } from '../../src/shared/desk/desk.ts'
import type { CaseItem } from '../../src/shared/desk/feed.ts'
import { type OpAnswer, PushAnswer } from '../../src/shared/desk/push.ts'
import { uuidV7 } from '../../src/shared/domain/ids.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import type { Role } from '../../src/shared/domain/permission.ts'
import { PLATFORM_KEY, type PeerPlatform, startPeerPlatform } from './peer-platform.ts'

// Each of these opens real servers and databases; a busy machine takes its time over them.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

export const PASSWORD = 'a long enough password'

/** A folder that is gone when the test is over. */
export function tempFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'desk-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Looks again until there is something to see, for at most 15 s. */
export async function eventually<T>(
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const until = Date.now() + 15_000
  for (;;) {
    const seen = await look()
    if (seen !== undefined && seen !== false) return seen
    if (Date.now() > until) throw new Error('waited 15 s for nothing')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

let database: 'SQLite' | 'PostgreSQL' = 'SQLite'

/** Runs these tests on both databases; on PostgreSQL only where there is one, else saying why not. */
export function onEachDatabase(name: string, tests: () => void): void {
  for (const each of ['SQLite', 'PostgreSQL'] as const)
    describe(`${name} (${each})`, () => {
      beforeEach((context) => {
        const postgres = inject('postgres')
        if (each === 'PostgreSQL' && 'absent' in postgres) context.skip(postgres.absent)
        database = each
      })
      tests()
    })
}

/** A database of its own, or a copy of another, that is gone when the test is over. */
export async function aDatabase(template = 'template0'): Promise<{ readonly databaseUrl: string }> {
  const postgres = inject('postgres')
  if ('absent' in postgres) throw new Error(postgres.absent)
  const name = `desk_${randomBytes(6).toString('hex')}`
  const run = async (words: string) => {
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    await client.query(words).finally(() => client.end())
  }
  await run(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  onTestFinished(() => run(`DROP DATABASE ${name} WITH (FORCE)`))
  const url = new URL(postgres.url)
  url.pathname = `/${name}`
  return { databaseUrl: url.href }
}

/** Where a desk keeps its data, on the database that is being tested. */
export const aPlace = async (): Promise<string | { readonly databaseUrl: string }> =>
  database === 'SQLite' ? tempFolder() : aDatabase()

/** A desk that is closed when the test is over. */
export async function aDesk(options: Partial<DeskOptions> = {}): Promise<Desk> {
  const own = options.dataDir === undefined && options.databaseUrl === undefined
  const place = own && database === 'PostgreSQL' ? await aDatabase() : {}
  const dataDir = options.dataDir ?? tempFolder()
  const desk = await startDesk({ logger: quietLogger('silent'), ...place, ...options, dataDir })
  onTestFinished(() => desk.close())
  return desk
}

/** A desk that follows a peer platform. */
export async function aDeskWithPlatform(
  options: Partial<DeskOptions> = {},
): Promise<{ readonly desk: Desk; readonly platform: PeerPlatform }> {
  const platform = await startPeerPlatform()
  onTestFinished(() => platform.close())
  const desk = await aDesk({ platform: { url: platform.url, key: PLATFORM_KEY }, ...options })
  return { desk, platform }
}

export const deviceId = () => `dev_${randomBytes(8).toString('hex')}`

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

const HEADERS = { 'linesman-protocol': '1' }

export async function call(
  url: string,
  { token, json, ...rest }: RequestInit & { readonly token?: string; readonly json?: unknown } = {},
): Promise<Reply> {
  const response = await fetch(url, {
    ...rest,
    headers: {
      ...HEADERS,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...Object.fromEntries(new Headers(rest.headers)),
    },
    ...(json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) }),
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

export const signInBody = (name: string, password = PASSWORD, id = deviceId()) => ({
  name,
  password,
  device: { id, label: 'a test' },
})

/** A console as far as the desk can tell: a token, a device, a counter. */
export class Console {
  readonly url: string
  readonly token: string
  readonly staffId: string
  readonly device: string
  #n = 0

  constructor(url: string, session: Session, device: string) {
    this.url = url
    this.token = session.token
    this.staffId = session.staff.id
    this.device = device
  }

  call(address: string, init: Parameters<typeof call>[1] = {}): Promise<Reply> {
    return call(this.url + address, { token: this.token, ...init })
  }

  async #get<T>(schema: z.ZodType<T>, address: string): Promise<T> {
    const { status, text } = await this.call(address)
    if (status !== 200) throw new Error(`${address} answered ${status}: ${text}`)
    return schema.parse(JSON.parse(text))
  }

  hello = () => this.#get(Hello, '/v1/hello')
  log = (after = 0) => this.#get(LogPage, `/v1/log?after=${after}`)

  changes(
    query: { cursor?: string; limit?: number; wait?: number; first?: string } = {},
  ): Promise<Changes> {
    const words = Object.entries(query).map(([key, value]) => [key, String(value)])
    return this.#get(Changes, `/v1/sync/changes?${new URLSearchParams(words).toString()}`)
  }

  /** Every case the desk has, by the comment's id. */
  async cases(): Promise<Map<string, CaseItem>> {
    const found = new Map<string, CaseItem>()
    for (let page = await this.changes(); ; page = await this.changes({ cursor: page.next })) {
      for (const item of page.items) if (item.t === 'case') found.set(item.comment.id, item)
      if (!page.more) return found
    }
  }

  /** The case of a comment once it is as wanted. */
  caseOf(commentId: string, as: (item: CaseItem) => boolean = () => true): Promise<CaseItem> {
    return eventually(async () => {
      const item = (await this.cases()).get(commentId)
      return item && as(item) ? item : undefined
    })
  }

  envelope(opId = newOpId()) {
    const madeAt = instant(Date.now())
    return { v: 1, opId, n: ++this.#n, madeAt, ageMs: 0, offsetMs: 0 }
  }

  /** A decision on a case as it stands in this item, answering its open reports. */
  decision(item: CaseItem, change: Readonly<Record<string, unknown>> = {}) {
    return {
      ...this.envelope(),
      kind: 'decide',
      caseId: item.caseId,
      verb: 'keep',
      ground: { kind: 'outcome', terms: '1.0.0', code: 'NB-KEEP' },
      cuts: [],
      restores: null,
      note: null,
      expect: item.revisions,
      answers: item.reports.filter(({ answeredBy }) => answeredBy === null).map(({ id }) => id),
      bodyCommit: item.comment.bodyCommit,
      ...change,
    }
  }

  async pushText(...ops: readonly unknown[]): Promise<Reply> {
    const { epoch } = await this.hello()
    return this.call('/v1/sync/push', { json: { epoch, ops } })
  }

  async push(...ops: readonly unknown[]): Promise<OpAnswer[]> {
    const { status, text } = await this.pushText(...ops)
    if (status !== 200) throw new Error(`the push was answered ${status}: ${text}`)
    return PushAnswer.parse(JSON.parse(text)).results
  }

  /** Pushes one op and expects it applied. */
  async applied(op: unknown): Promise<Extract<OpAnswer, { status: 'applied' }>> {
    const [answer] = await this.push(op)
    if (answer?.status !== 'applied') throw new Error(`not applied: ${JSON.stringify(answer)}`)
    return answer
  }
}

export const newOpId = () => uuidV7(Date.now(), randomBytes(10))
export const DELETE = {
  verb: 'delete',
  ground: { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' },
} as const

/** Opens an account and signs in. */
export async function signedIn(desk: Desk, role: Role, login: string): Promise<Console> {
  await addStaff(desk.store, { login, name: login.toUpperCase(), role }, PASSWORD)
  return signInAgain(desk.url, login)
}

export async function signInAgain(url: string, login: string, device = deviceId()) {
  const reply = await call(`${url}/v1/session`, { json: signInBody(login, PASSWORD, device) })
  return new Console(url, Session.parse(JSON.parse(reply.text)), device)
}
