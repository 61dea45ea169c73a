/** A desk that runs: its store, its server and its jobs, started and stopped together. */
import path from 'node:path'
import type { Logger } from 'pino'
import pino from 'pino'
import { problem, ProblemError } from '../shared/domain/problem.ts'
import { keepCompact } from './jobs/compaction.ts'
import { followEvents } from './jobs/ingest-loop.ts'
import { freeDeadLeases, holderName } from './jobs/leases.ts'
import { linkTo, type PlatformLink } from './jobs/platform-link.ts'
import { linkPost, type PostLink } from './jobs/post-link.ts'
import { publishDecisions } from './jobs/publish-loop.ts'
import { tellPeople } from './jobs/tell-loop.ts'
import { httpPlatform } from './platforms/http-platform.ts'
import { filePost } from './post/file-post.ts'
import { isAddress } from './post/post.ts'
import { smtpPost } from './post/smtp-post.ts'
import type { DeskContext } from './routes/edge.ts'
import { createServer } from './server.ts'
import { releaseLeases } from './store/job-rows.ts'
import { allSites } from './store/site-rows.ts'
import { SharedPages } from './services/shared-pages.ts'
import { openStore, type Store } from './store/store.ts'

export interface DeskOptions {
  /** The data folder; with `databaseUrl` it is not used. */
  readonly dataDir: string
  /** A PostgreSQL database, which several desks may share, in the folder's place. */
  readonly databaseUrl?: string
  /** 0, the default, takes any free port. */
  readonly port?: number
  readonly host?: string
  /** The title this desk keeps; left out, whichever the platform names first. */
  readonly siteId?: string
  readonly platform?: { readonly url: string; readonly key: string }
  readonly name?: string
  readonly letters?: LetterOptions
  /** Whether a TLS proxy stands before it: allows another host and believes X-Forwarded-For. */
  readonly behindProxy?: boolean
  readonly logger?: Logger
}

/** How letters to people leave. */
export interface LetterOptions {
  /** A mail server, as smtp: or smtps:; left out, each letter is a file in `outbox`. */
  readonly smtp?: string
  /** The address they come from; left out, comments@ the site's own host. */
  readonly from?: string
  /** The folder for letters; left out, `outbox` in the data folder. */
  readonly outbox?: string
}

export interface Desk {
  readonly url: string
  readonly store: Store
  /** Finishes what is running, gives up its leases and closes. */
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const LOOPBACK = ['127.0.0.1', '::1', 'localhost']

/** A logger that never writes a token, a reader's words or an address of theirs. */
export const quietLogger = (level: string): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'token',
          'password',
          'authorization',
          'body',
          'words',
          'note',
          'email',
          'text',
        ].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: '[kept back]',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )

function refuseOpenNetwork(host: string): void {
  if (LOOPBACK.includes(host)) return
  throw new ProblemError(
    problem(
      'bad-input',
      `--host ${host} would put passwords on the network in plain text: put a TLS proxy before the desk and say --behind-proxy.`,
    ),
  )
}

/**
 * Starts a desk on its data folder.
 *
 * Rejects with a ProblemError that says in one sentence why it cannot run there.
 */
export async function startDesk(options: DeskOptions): Promise<Desk> {
  if (!options.behindProxy) refuseOpenNetwork(options.host ?? HOST)
  const log = options.logger ?? quietLogger('info')
  const post = postOf(options, log)
  const { databaseUrl } = options
  const store = await openStore(databaseUrl === undefined ? options.dataDir : { databaseUrl })
  const closing = new AbortController()
  try {
    await refuseOtherSite(store, options.siteId)
    return await startOn(store, { options, log, closing, post })
  } catch (error) {
    closing.abort()
    await store.close()
    throw listeningProblem(error, options.port ?? 0)
  }
}

async function startOn(
  store: Store,
  given: {
    readonly options: DeskOptions
    readonly log: Logger
    readonly closing: AbortController
    readonly post: PostLink
  },
): Promise<Desk> {
  const { options, log, closing, post } = given
  const { platform } = options
  const link = platform && linkTo(httpPlatform(platform.url, platform.key), log)
  const context: DeskContext = {
    store,
    pages: new SharedPages(),
    log,
    name: options.name ?? 'Linesman desk',
    platform: link?.state ?? (() => ({ state: 'none' })),
    post: post.state,
    readComment: link && ((id, signal) => link.platform.comment(id, signal)),
    closing: closing.signal,
  }
  const app = await createServer(context, { trustProxy: options.behindProxy ?? false })
  const url = await app.listen({ host: options.host ?? HOST, port: options.port ?? 0 })
  const jobs = await startJobs({ store, link, post, log, siteId: options.siteId }, closing.signal)
  const end = async () => {
    closing.abort()
    // A connection that never sent a request counts as neither idle nor finished, and would keep the
    // server open for ever. What is running gets this long to be answered; then all are cut.
    const cut = setTimeout(() => {
      app.server.closeAllConnections()
    }, CLOSING_GRACE_MS)
    await Promise.all([app.close(), jobs()])
    clearTimeout(cut)
    await store.close()
  }
  let ended: Promise<void> | undefined
  return { url, store, close: () => (ended ??= end()) }
}

/** By which letters leave, and who they are from. */
function postOf({ letters = {}, dataDir }: DeskOptions, log: Logger): PostLink {
  const { smtp, from, outbox } = letters
  if (from !== undefined && !isAddress(from))
    throw new ProblemError(
      problem('bad-input', '--letters-from must be one address, like comments@gazette.example.'),
    )
  const post =
    smtp === undefined ? filePost(outbox ?? path.join(dataDir, 'outbox')) : smtpPost(smtp)
  return linkPost(post, { from, log })
}

/** How long a closing desk lets running requests finish, in milliseconds. */
const CLOSING_GRACE_MS = 1500

/** A folder of one title must not be served as another's. */
async function refuseOtherSite(store: Store, siteId: string | undefined): Promise<void> {
  const sites = await store.read(allSites)
  if (siteId === undefined || sites.length === 0 || sites.some(({ id }) => id === siteId)) return
  const ids = sites.map(({ id }) => id).join(', ')
  throw new ProblemError(
    problem('bad-input', `The data there is of ${ids}, not of ${siteId}: check --data and --site.`),
  )
}

function listeningProblem(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new ProblemError(
      problem('bad-input', `Port ${port} is taken: give another by --port, or 0 for any free one.`),
    )
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new ProblemError(problem('bad-input', `The desk cannot listen there (${code}).`))
  return error
}

/** How often a look at the head row stands in for being told that another process wrote. */
const LOOK_MS = 1000

/** Starts the jobs; the function it returns waits for them to end and gives up their leases. */
async function startJobs(
  given: {
    readonly store: Store
    readonly link: PlatformLink | undefined
    readonly post: PostLink
    readonly log: Logger
    readonly siteId: string | undefined
  },
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  const { store, link, post, log, siteId } = given
  const holder = holderName()
  const look = setInterval(() => void store.look().catch(() => undefined), LOOK_MS)
  const running = [keepCompact({ store, log }, signal)]
  if (!link)
    return async () => {
      clearInterval(look)
      await Promise.all(running)
    }
  await freeDeadLeases(store, holder)
  running.push(
    followEvents({ store, link, siteId, holder, log }, signal),
    publishDecisions({ store, link, holder, log }, signal),
    tellPeople({ store, link: post, holder, log }, signal),
  )
  return async () => {
    clearInterval(look)
    await Promise.all(running)
    await store.write((tx) => releaseLeases(tx, holder))
  }
}
