/** The HTTP server: every route, and the one place where a failure becomes an answer. */
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import { randomBytes } from 'node:crypto'
import { PROTOCOL, statusOf } from '../shared/desk/desk.ts'
import { deskRoutes } from '../shared/desk/routes.ts'
import { invariant, type Problem, problem, ProblemError } from '../shared/domain/problem.ts'
import { claimRoutes } from './routes/claims.ts'
import { type DeskContext } from './routes/edge.ts'
import { healthRoutes } from './routes/health.ts'
import { serverProblem } from './store/opening.ts'
import { logRoutes } from './routes/log.ts'
import { peopleRoutes } from './routes/people.ts'
import { recordRoutes } from './routes/records.ts'
import { sessionRoutes, unknownAddress } from './routes/session.ts'
import { syncRoutes } from './routes/sync.ts'

/** What the framework refuses before a handler is reached. */
function frameworkProblem(error: FastifyError): Problem | undefined {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return problem('too-large', 'The request is larger than this address takes.')
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return problem('bad-input', 'The body must be JSON: send content-type application/json.')
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return problem('bad-input', `The request was refused: ${error.code}.`)
  return undefined
}

/** What the database refuses for want of room or because it is damaged. */
function storeProblem(error: Error): Problem | undefined {
  const code = 'code' in error ? String(error.code) : ''
  if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(code))
    return problem('store-unwritable', 'The desk cannot write to its disk; nothing was changed.')
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code))
    return problem(
      'store-damaged',
      'The desk’s database is damaged; an admin must put back a backup.',
    )
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return { ...problem('desk-busy', 'The desk is busy; nothing was changed.'), afterMs: 2000 }
  if (/^(XX001|XX002)/.test(code))
    return problem(
      'store-damaged',
      'The desk’s database is damaged; an admin must put back a backup.',
    )
  if (serverProblem(error))
    return {
      ...problem('desk-busy', 'The database does not answer; nothing was changed.'),
      afterMs: 5000,
    }
  return undefined
}

function problemOf(error: FastifyError, { log }: DeskContext): Problem {
  if (error instanceof ProblemError) return error.problem
  const known = frameworkProblem(error) ?? storeProblem(error)
  if (known && statusOf(known.code) < 500) return known
  const id = randomBytes(4).toString('hex')
  log.error({ err: error, id }, known?.message ?? 'a request met a defect')
  return (
    known ?? problem('defect', `The desk met a defect of its own (${id}): tell whoever runs it.`)
  )
}

function refuse(reply: FastifyReply, said: Problem): void {
  if (said.afterMs !== undefined) reply.header('retry-after', Math.ceil(said.afterMs / 1000))
  const spoken = said.code === 'upgrade-required' && { protocol: PROTOCOL }
  void reply.code(statusOf(said.code)).send({ problem: said, ...spoken })
}

/** The server with all its routes, not yet listening. */
export async function createServer(
  context: DeskContext,
  options: { readonly trustProxy: boolean },
): Promise<FastifyInstance> {
  const app = fastify({
    trustProxy: options.trustProxy,
    logger: false,
    bodyLimit: 64 * 1024,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // An address that cannot be decoded never reaches a route or the error handler.
    frameworkErrors: (error, _request, reply) => {
      reply.raw.statusCode = 400
      reply.raw.setHeader('content-type', 'application/json; charset=utf-8')
      const said = problem('bad-input', `The address was refused: ${error.code}.`)
      reply.raw.end(JSON.stringify({ problem: said }))
    },
  })
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    refuse(reply, problemOf(error, context))
  })
  app.setNotFoundHandler(() => {
    throw unknownAddress()
  })
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store')
    done()
  })
  await app.register(helmet)
  await app.register(compress, {
    encodings: ['zstd', 'gzip'],
    threshold: 1024,
    globalDecompression: false,
  })
  const made = keepToTable(app)
  await sessionRoutes(app, context)
  syncRoutes(app, context)
  claimRoutes(app, context)
  logRoutes(app, context)
  recordRoutes(app, context)
  peopleRoutes(app, context)
  healthRoutes(app, context)
  const missing = deskRoutes.filter((route) => !made.has(nameOf(route)))
  invariant(missing.length === 0, `these are in the table only: ${missing.map(nameOf).join()}`)
  return app
}

const nameOf = ({ method, path }: { readonly method: string; readonly path: string }) =>
  `${method} ${path}`

/** Lets no address be made that is not in the table of routes; answers which have been made. */
function keepToTable(app: FastifyInstance): ReadonlySet<string> {
  const known = new Set(deskRoutes.map(nameOf))
  const made = new Set<string>()
  app.addHook('onRoute', ({ method, url: path }) => {
    for (const each of [method].flat()) {
      if (each === 'HEAD') continue // the framework makes one beside each GET
      const name = nameOf({ method: each, path })
      invariant(known.has(name), `${name} is not in the table of routes`)
      made.add(name)
    }
  })
  return made
}
