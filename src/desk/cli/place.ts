/** Where a command finds the desk's data. */
import { type Command, Option } from 'commander'
import { readFileSync } from 'node:fs'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { openStore, type Place, type Store } from '../store/store.ts'

/** How a command that could not start ends: the sentence on stderr, and this. */
export const CANNOT = 2

export interface Data {
  readonly data: string
  readonly databaseUrl?: string
}

const dataOption = () => new Option('--data <folder>', 'the data folder').default('./data/desk')

const databaseOption = () =>
  new Option('--database-url <url>', 'a PostgreSQL database in the place of the folder').env(
    'DATABASE_URL',
  )

/** Adds the options that say where the data is. */
export const withData = (command: Command): Command =>
  command.addOption(dataOption()).addOption(databaseOption())

/** The place that was said: on the command line before in the environment, a database before a folder. */
export function placeOf({ data, databaseUrl }: Data, command: Command): Place {
  const source = (name: string) => command.getOptionValueSource(name)
  const fromShell = source('databaseUrl') === 'env' && source('data') === 'cli'
  if (databaseUrl === undefined || fromShell) return data
  const url = URL.parse(databaseUrl)
  // Said without the address: it may hold a password.
  if (url?.protocol !== 'postgres:' && url?.protocol !== 'postgresql:')
    throw new ProblemError(
      problem('bad-input', 'The database must be an address like postgres://desk@db.example/desk.'),
    )
  return { databaseUrl }
}

/** Opens the desk's data for a command, and closes it whatever happens. */
export async function withStore(place: Place, run: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore(place)
  try {
    await run(store)
  } finally {
    await store.close()
  }
}

/** What a file that a command was given holds. Throws the problem where it cannot be read. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ProblemError(problem('bad-input', `${file} cannot be read: check the path.`))
  }
}
