import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Limits } from './site.ts'

export type RatedForm = Exclude<keyof Limits, 'minFormMs'>

/** Counts a use of a form by an address; says so in words when it was one too many. */
export type Rates = (form: RatedForm, request: FastifyRequest) => Promise<string | undefined>

/** Sets up how often an address may use each form in ten minutes. */
export async function createRates(app: FastifyInstance, limits: Limits): Promise<Rates> {
  await app.register(rateLimit, { global: false })
  const limiter = (form: RatedForm) =>
    app.createRateLimit({ max: limits[form], timeWindow: '10 minutes' })
  const check = {
    comments: limiter('comments'),
    reports: limiter('reports'),
    signIns: limiter('signIns'),
    registrations: limiter('registrations'),
  }
  return async (form, request) => {
    const result = await check[form](request)
    if (result.isAllowed || !result.isExceeded) return undefined
    const minutes = Math.max(1, Math.ceil(result.ttlInSeconds / 60))
    return `That was too often from one address. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and send it again; what you typed is kept here.`
  }
}
