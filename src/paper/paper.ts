import { defaultTerms } from '../shared/domain/default-terms.ts'
import { instant } from '../shared/domain/instant.ts'
import { invariant, problem, ProblemError } from '../shared/domain/problem.ts'
import { Bell } from './bell.ts'
import { accountsIn, keepAccounts, keysIn, makeFolder, type Account, type Keys } from './folder.ts'
import { seedSample } from './sample/seed.ts'
import { createServer } from './server.ts'
import { defaultLimits, type Limits, type Site } from './site.ts'
import { openStore } from './store/store.ts'

/** How long a closing paper lets running requests finish, in milliseconds. */
const CLOSING_GRACE_MS = 1500

export interface PaperOptions {
  /** The folder that holds everything; made when it is missing. */
  readonly data: string
  /** 0 takes any free one. */
  readonly port: number
  /** The public address; without it the one it listens on. */
  readonly origin?: string | undefined
  /** Whether an empty site is filled with the sample. */
  readonly sample?: boolean
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number
  readonly limits?: Partial<Limits>
}

/** A newspaper that is open. */
export interface Paper {
  /** Where it listens, without a slash at its end. */
  readonly url: string
  readonly keys: Keys
  readonly accounts: readonly Account[]
  readonly close: () => Promise<void>
}

/**
 * Starts the paper on its folder. It listens on 127.0.0.1 alone.
 *
 * Whatever stands in the way is a ProblemError in one sentence, and nothing is left open.
 */
export async function createPaper(options: PaperOptions): Promise<Paper> {
  const { data, now = Date.now } = options
  makeFolder(data)
  const store = openStore(data, now())
  const bell = new Bell()
  let listening = ''
  const site: Site = {
    ...{ store, now, bell },
    origin: () => options.origin ?? listening,
    limits: { ...defaultLimits, ...options.limits },
  }
  try {
    const keys = keysIn(data)
    store.terms.put(defaultTerms, instant(now()))
    if (options.sample === true) await fillEmpty(site, data)
    const app = await createServer(site, keys)
    listening = await listen(app, options.port)
    const close = async () => {
      bell.close()
      // A connection that never sent a request is neither idle nor finished: it would wait for ever.
      const cut = setTimeout(() => {
        app.server.closeAllConnections()
      }, CLOSING_GRACE_MS)
      await app.close()
      clearTimeout(cut)
      store.close()
    }
    return { url: listening, keys, accounts: accountsIn(data), close }
  } catch (error) {
    store.close()
    throw error
  }
}

async function fillEmpty(site: Site, folder: string): Promise<void> {
  if (site.store.articles.sections().length > 0) return
  keepAccounts(folder, await seedSample(site))
}

async function listen(
  app: Awaited<ReturnType<typeof createServer>>,
  port: number,
): Promise<string> {
  try {
    await app.listen({ host: '127.0.0.1', port })
  } catch (error) {
    await app.close()
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new ProblemError(
        problem('bad-input', `Port ${port} is in use; give another --port (0 takes any).`),
      )
    throw error
  }
  const address = app.server.address()
  invariant(typeof address === 'object' && address !== null, 'it listens on a port by now')
  return `http://127.0.0.1:${address.port}`
}
