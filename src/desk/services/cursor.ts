/**
 * Cursors: opaque to the console, signed so that nobody can make one up. Each also says where the
 * log stood when it was given. A desk that was put back from a backup finds by any of them that it
 * once was further than it is, or on another way.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Phase } from '../store/stretch.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'

/** Where somebody is in the feed of one epoch, for what they may see. */
export interface Cursor {
  readonly epoch: string
  readonly seq: number
  /**
   * Where the feed ended when they began at its beginning, until they are past it: what left before
   * then was never sent to them, so they need not be told of it.
   */
  readonly since?: number | undefined
  /**
   * Of who began with the open cases: which of those at `since` come now. After the closed ones comes
   * what changed since.
   */
  readonly phase?: Phase | undefined
  /** What the reader may see, by name: with another scope the feed is another. */
  readonly scope: string
  /** Where the log stood when this was given; cursors of the first desks do not say. */
  readonly log?: { readonly size: number; readonly head: string } | undefined
}

const mac = (key: string, text: string) =>
  createHmac('sha256', key).update(`cursor/1\n${text}`).digest('base64url').slice(0, 32)

/** The cursor as text, at most 400 characters. */
export function writeCursor(key: string, cursor: Cursor): string {
  const { epoch, seq, since, phase, scope, log } = cursor
  const from = phase === undefined ? `${seq}` : `${phase}:${seq}`
  const place = since === undefined ? from : `${from}/${since}`
  const stood = log ? ` ${log.size} ${log.head}` : ''
  const text = Buffer.from(`${epoch} ${place} ${scope}${stood}`).toString('base64url')
  return `${text}.${mac(key, text)}`
}

const bad = () =>
  new ProblemError({
    ...problem('bad-input', 'cursor was not given by this desk: start again without one.'),
    fields: [{ field: 'cursor', message: 'was not given by this desk' }],
  })

/** What a cursor says. Throws a `bad-input` problem at one that this desk did not sign. */
export function readCursor(key: string, cursor: string): Cursor {
  const [text = '', signature = ''] = cursor.split('.')
  const expected = Buffer.from(mac(key, text))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw bad()
  const [epoch = '', place = '', scope = '', ...stood] = Buffer.from(text, 'base64url')
    .toString()
    .split(' ')
  const at = placeIn(place)
  if (!at) throw bad()
  return { epoch, ...at, scope, log: logIn(stood) }
}

function placeIn(place: string): Pick<Cursor, 'seq' | 'since' | 'phase'> | undefined {
  const said = /^(?:(open|closed):)?(\d+)(?:\/(\d+))?$/.exec(place)
  if (!said) return undefined
  const [, phase, seq, since] = said
  return {
    seq: Number(seq),
    since: since === undefined ? undefined : Number(since),
    phase: phase === 'open' || phase === 'closed' ? phase : undefined,
  }
}

function logIn([size, head]: readonly string[]): Cursor['log'] {
  return size === undefined || head === undefined ? undefined : { size: Number(size), head }
}

/** What a cursor says, or undefined where there is none or this desk did not sign it. */
export function cursorIfOurs(key: string, cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined
  try {
    return readCursor(key, cursor)
  } catch (error) {
    if (error instanceof ProblemError) return undefined
    throw error
  }
}
