import type { Db } from './open.ts'

export interface Subscriber {
  readonly id: number
  readonly name: string
  readonly since: string
  readonly suspendedUntil: string | null
  readonly suspendedWhy: string
}

export interface NewSubscriber {
  readonly name: string
  readonly email: string | null
  /** A hash made by `hashPassword`, or null for one who cannot sign in. */
  readonly password: string | null
  readonly since: string
}

const columns = `id, name, since, suspended_until AS suspendedUntil,
  suspended_why AS suspendedWhy`

/** One name however it is spelt: two that look alike in capitals or width are the same. */
const nameKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase()
const emailKey = (email: string): string => email.trim().toLowerCase()

export type Subscribers = ReturnType<typeof openSubscribers>

/** Subscribers and their sessions, as statements prepared once. */
export function openSubscribers(db: Db) {
  const byId = db.prepare<[number], Subscriber>(`SELECT ${columns} FROM subscriber WHERE id = ?`)
  const byName = db.prepare<[string], Subscriber>(
    `SELECT ${columns} FROM subscriber WHERE name_key = ?`,
  )
  const byEmail = db.prepare<[string], Subscriber>(
    `SELECT ${columns} FROM subscriber WHERE email_key = ?`,
  )
  const password = db.prepare<[number], { password: string | null }>(
    'SELECT password FROM subscriber WHERE id = ?',
  )
  const insert = db.prepare<[string, string, string | null, string | null, string]>(
    `INSERT INTO subscriber (name, name_key, email_key, password, since) VALUES (?, ?, ?, ?, ?)`,
  )
  const suspend = db.prepare<[string | null, string, number]>(
    'UPDATE subscriber SET suspended_until = ?, suspended_why = ? WHERE id = ?',
  )
  const bySession = db.prepare<[string, string], Subscriber>(
    `SELECT ${columns} FROM subscriber
     WHERE id = (SELECT subscriber_id FROM session WHERE token_hash = ? AND expires_at > ?)`,
  )
  const insertSession = db.prepare<[string, number, string]>(
    'INSERT INTO session (token_hash, subscriber_id, expires_at) VALUES (?, ?, ?)',
  )
  const deleteSession = db.prepare<[string]>('DELETE FROM session WHERE token_hash = ?')
  const deleteOldSessions = db.prepare<[string]>('DELETE FROM session WHERE expires_at <= ?')

  return {
    byId: (id: number) => byId.get(id),
    byName: (name: string) => byName.get(nameKey(name)),
    byEmail: (email: string) => byEmail.get(emailKey(email)),
    passwordOf: (id: number) => password.get(id)?.password ?? undefined,
    add(made: NewSubscriber): number {
      const email = made.email === null ? null : emailKey(made.email)
      const run = insert.run(made.name, nameKey(made.name), email, made.password, made.since)
      return Number(run.lastInsertRowid)
    },
    /** Suspends until an instant, or lifts it with null; false when there is nobody of this id. */
    suspend: (
      id: number,
      { until, why }: { readonly until: string | null; readonly why: string },
    ) => suspend.run(until, why, id).changes === 1,
    bySession: (tokenHash: string, now: string) => bySession.get(tokenHash, now),
    beginSession(tokenHash: string, id: number, { now, expiresAt }: SessionTimes): void {
      deleteOldSessions.run(now)
      insertSession.run(tokenHash, id, expiresAt)
    },
    endSession: (tokenHash: string) => deleteSession.run(tokenHash),
  }
}

interface SessionTimes {
  readonly now: string
  readonly expiresAt: string
}
