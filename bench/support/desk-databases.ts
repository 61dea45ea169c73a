/** The two databases a desk runs on, as the measurement of its decisions needs them. */
import { cpSync } from 'node:fs'
import path from 'node:path'
import type { Place } from '../../src/desk/store/store.ts'
import type { Bench } from './bench.ts'
import { startPostgres } from './postgres-cluster.ts'
import { connectToReplay, recordQueries, runOnce } from './postgres-recorder.ts'
import { logHead, openToReplay, type Ran, recordStatements } from './sqlite-recorder.ts'

/** The desk's own, one to write its statements down from, and one for the floor. */
export type Copy = 'desk' | 'record' | 'floor'

export interface DeskDatabases {
  readonly name: 'sqlite' | 'postgres'
  place(copy: Copy): Place
  /** The desk's options that say where its data is. */
  options(copy: Copy): readonly string[]
  /** Makes the other two from the desk's, which nobody has open. */
  copy(): Promise<void>
  record(): { readonly ran: readonly Ran[]; readonly stop: () => void }
  openToReplay(copy: Copy): Promise<{
    replay(transactions: readonly (readonly Ran[])[]): void | Promise<void>
    close(): void | Promise<void>
  }>
  /** Where the log stands: the same in two only if the same was done to both. */
  logHead(copy: Copy): Promise<unknown>
}

/** Data folders, each with an SQLite file. */
export function sqliteDatabases({ scratch }: Bench): DeskDatabases {
  const folder = (copy: Copy) => path.join(scratch, copy)
  const file = (copy: Copy) => path.join(folder(copy), 'desk.db')
  return {
    name: 'sqlite',
    place: folder,
    options: (copy) => ['--data', folder(copy)],
    copy: () => {
      for (const copy of ['record', 'floor'] as const)
        cpSync(folder('desk'), folder(copy), { recursive: true })
      return Promise.resolve()
    },
    record: recordStatements,
    openToReplay: (copy) => Promise.resolve(openToReplay(file(copy))),
    logHead: (copy) => Promise.resolve(logHead(file(copy))),
  }
}

/** Databases in a PostgreSQL of their own. */
export async function postgresDatabases(bench: Bench): Promise<DeskDatabases> {
  const url = await startPostgres(bench)
  await runOnce(url('postgres'), 'CREATE DATABASE desk')
  return {
    name: 'postgres',
    place: (copy) => ({ databaseUrl: url(copy) }),
    options: (copy) => ['--database-url', url(copy)],
    copy: async () => {
      for (const copy of ['record', 'floor'])
        await runOnce(url('postgres'), `CREATE DATABASE ${copy} TEMPLATE desk`)
    },
    record: recordQueries,
    openToReplay: (copy) => connectToReplay(url(copy)),
    logHead: (copy) => runOnce(url(copy), 'SELECT log_size, log_head FROM head'),
  }
}
