/** Cursors: opaque to the console, signed so that nobody can make one up. */
import { createHmac, timingSafeEqual } from 'node:crypto'
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
  /** What the reader may see, by name: with another scope the feed is another. */
  readonly scope: string
}

const mac = (key: string, text: string) =>
  createHmac('sha256', key).update(`cursor/1\n${text}`).digest('base64url').slice(0, 32)

/** The cursor as text, at most 400 characters. */
export function writeCursor(key: string, { epoch, seq, since, scope }: Cursor): string {
  const place = since === undefined ? `${seq}` : `${seq}/${since}`
  const text = Buffer.from(`${epoch} ${place} ${scope}`).toString('base64url')
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
  const [epoch = '', place = '', scope = ''] = Buffer.from(text, 'base64url').toString().split(' ')
  if (!/^\d+(\/\d+)?$/.test(place)) throw bad()
  const [seq = 0, since] = place.split('/').map(Number)
  return { epoch, seq, since, scope }
}
