import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { problem, ProblemError, type Problem } from '../shared/domain/problem.ts'
import { addAssets } from './assets.ts'
import type { Keys } from './folder.ts'
import { createRates } from './rates.ts'
import { addAccount } from './routes/account.ts'
import { addOperator } from './routes/operator.ts'
import { addPlatform } from './routes/platform.ts'
import { addReading } from './routes/reading.ts'
import { addReport } from './routes/report.ts'
import { addWriting } from './routes/writing.ts'
import { sameSecret } from './secrets.ts'
import { Commenting } from './services/commenting.ts'
import { Placing } from './services/placing.ts'
import { Reporting } from './services/reporting.ts'
import type { Site } from './site.ts'
import { messageBody } from './views/layout.ts'
import { visitOf } from './visits.ts'
import { sendPage, statusOf, type Web } from './web.ts'

/** Forms: a comment of 128 kB takes up to three bytes for one when it is sent. */
const FORM_BYTES = 1024 * 1024

/** The site as an HTTP application that does not listen yet. */
export async function createServer(site: Site, keys: Keys): Promise<FastifyInstance> {
  // Behind a proxy on this machine the reader's address is in its header; from elsewhere it is not believed.
  const app = Fastify({
    bodyLimit: FORM_BYTES,
    trustProxy: 'loopback',
    forceCloseConnections: 'idle',
  })
  const rates = await createRates(app, site.limits)
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
  })
  const web: Web = {
    site,
    rates,
    commenting: new Commenting(site),
    reporting: new Reporting(site),
    placing: new Placing(site),
  }
  await app.register((scope) => addSite(scope, web))
  await app.register(
    apiOf(keys.platform, (scope) => addPlatform(scope, web)),
    {
      prefix: '/platform/v1',
    },
  )
  await app.register(
    apiOf(keys.operator, (scope) => addOperator(scope, web)),
    {
      prefix: '/operator/v1',
    },
  )
  return app
}

async function addSite(app: FastifyInstance, web: Web): Promise<void> {
  await app.register(formbody)
  await addAssets(app)
  addReading(app, web)
  addWriting(app, web)
  addReport(app, web)
  addAccount(app, web)
  const show = (request: FastifyRequest, reply: FastifyReply, { code, message }: Problem) => {
    const status = statusOf(code)
    const heading = status === 404 ? 'Not found' : status >= 500 ? 'Out of order' : 'Not done'
    return sendPage(web.site, reply, {
      title: heading,
      body: messageBody(heading, message, '/'),
      visit: visitOf(web.site, request, reply),
      status,
    })
  }
  app.setErrorHandler((error: FastifyError, request, reply) => show(request, reply, told(error)))
  app.setNotFoundHandler((request, reply) =>
    show(request, reply, problem('not-found', 'There is no such page.')),
  )
}

/** A part of the site that other programs use: behind a key, and with problems as answers. */
const apiOf = (key: string, add: (scope: FastifyInstance) => void) => (app: FastifyInstance) => {
  app.addHook('onRequest', (request, _reply, next) => {
    const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (given === undefined || !sameSecret(given, key))
      return next(
        new ProblemError(
          problem('signed-out', 'Authorization must be Bearer and a key of this site.'),
        ),
      )
    next()
  })
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const answer = told(error)
    return reply.code(statusOf(answer.code)).send({ problem: answer })
  })
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ problem: problem('not-found', 'There is nothing at this address.') }),
  )
  add(app)
  return Promise.resolve()
}

/** What is said of an error: a refusal's own words, of a defect only that it was one. */
function told(error: FastifyError | ProblemError): Problem {
  if (error instanceof ProblemError) return error.problem
  const status = error.statusCode ?? 500
  if (status === 413) return problem('too-large', 'What was sent is too large; send less at once.')
  if (status >= 400 && status < 500)
    return problem('bad-input', 'What was sent could not be read: ' + error.message)
  process.stderr.write(`${error.stack ?? error.message}\n`)
  return problem('defect', 'Something went wrong here; nothing was changed. Try again.')
}
