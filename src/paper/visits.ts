import type { FastifyReply, FastifyRequest } from 'fastify'
import { instant } from '../shared/domain/instant.ts'
import { newToken, pseudonym, sameSecret, tokenHash } from './secrets.ts'
import type { Site } from './site.ts'
import type { Subscriber } from './store/subscribers.ts'

const SESSION = 'gazette_session'
const READER = 'gazette_reader'
const DAY_MS = 24 * 3_600_000
const SESSION_MS = 30 * DAY_MS
/** The longest that browsers keep a cookie. */
const READER_MS = 400 * DAY_MS
/** How long a form that was opened may lie before it is sent. */
const FORM_MS = DAY_MS

/** Somebody who asks for a page. */
export interface Visit {
  readonly viewer: Subscriber | undefined
  /** The path and query that were asked for: where to come back to. */
  readonly path: string
  /** A token that only this browser can send back; sets a cookie when there is none. */
  readonly formToken: () => string
  /** Whether a token came from a form of this browser: its age in milliseconds, or undefined. */
  readonly formAge: (token: string) => number | undefined
  /** The reader's pseudonym towards the desk: by account, else by cookie. */
  readonly reporter: () => string
  readonly signIn: (id: number) => void
  readonly signOut: () => void
}

/** Knows who asks: by the session's cookie, else by a random one of the browser's own. */
export function visitOf(site: Site, request: FastifyRequest, reply: FastifyReply): Visit {
  const { store, now, origin } = site
  const { secret } = store.site
  const session = request.cookies[SESSION]
  const viewer =
    session === undefined
      ? undefined
      : store.subscribers.bySession(tokenHash(session), instant(now()))
  let reader = request.cookies[READER]

  const setCookie = (name: string, value: string, maxAgeMs: number) =>
    void reply.setCookie(name, value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: origin().startsWith('https:'),
      maxAge: Math.floor(maxAgeMs / 1000),
    })
  const readerCookie = (): string => {
    if (reader === undefined || !/^[\w-]{20,64}$/.test(reader)) {
      reader = newToken()
      setCookie(READER, reader, READER_MS)
    }
    return reader
  }
  const holder = () => (viewer && session !== undefined ? session : readerCookie())
  const seal = (openedAt: string) => pseudonym(secret, `form:${openedAt}:${holder()}`)

  return {
    viewer,
    path: request.url,
    formToken: () => {
      const openedAt = String(now())
      return `${openedAt}.${seal(openedAt)}`
    },
    formAge: (token) => {
      const [openedAt = '', given = ''] = token.split('.')
      if (!/^\d{1,15}$/.test(openedAt) || !sameSecret(given, seal(openedAt))) return undefined
      const age = now() - Number(openedAt)
      return age >= 0 && age <= FORM_MS ? age : undefined
    },
    reporter: () =>
      `reader-${pseudonym(secret, viewer ? `account:${viewer.id}` : `cookie:${readerCookie()}`)}`,
    signIn: (id) => {
      const token = newToken()
      store.subscribers.beginSession(tokenHash(token), id, {
        now: instant(now()),
        expiresAt: instant(now() + SESSION_MS),
      })
      setCookie(SESSION, token, SESSION_MS)
    },
    signOut: () => {
      if (session !== undefined) store.subscribers.endSession(tokenHash(session))
      void reply.clearCookie(SESSION, { path: '/' })
    },
  }
}
