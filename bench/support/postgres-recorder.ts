/** What `sqlite-recorder.ts` does, for PostgreSQL. */
import pg from 'pg'
import { z } from 'zod'
import type { Ran } from './sqlite-recorder.ts'

const Query = z.instanceof(Function)
const Asked = z.tuple([z.string(), z.array(z.unknown()).default([])])

/** Writes down what every connection of this process runs, until stopped. */
export function recordQueries(): { readonly ran: readonly Ran[]; readonly stop: () => void } {
  const { prototype } = pg.Client
  const before = Object.getOwnPropertyDescriptor(prototype, 'query')
  const query = Query.parse(before?.value)
  const ran: Ran[] = []
  Object.defineProperty(prototype, 'query', {
    ...before,
    value(this: pg.Client, ...args: unknown[]): unknown {
      const asked = Asked.safeParse(args.slice(0, 2)).data
      if (asked) ran.push({ sql: asked[0], parameters: asked[1] })
      return Reflect.apply(query, this, args)
    },
  })
  return {
    ran,
    stop: () => {
      Object.defineProperty(prototype, 'query', { ...before })
    },
  }
}

/** A connection on which what was run can be run again, every statement prepared once. */
export async function connectToReplay(url: string): Promise<{
  replay(transactions: readonly (readonly Ran[])[]): Promise<void>
  close(): Promise<void>
}> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const names = new Map<string, string>()
  const nameOf = (sql: string) => {
    const name = names.get(sql) ?? `s${names.size}`
    names.set(sql, name)
    return name
  }
  return {
    replay: async (transactions) => {
      for (const { sql, parameters } of transactions.flat())
        await client.query({ name: nameOf(sql), text: sql, values: [...parameters] })
    },
    close: () => client.end(),
  }
}

/** Runs one statement on a connection of its own; answers its rows. */
export async function runOnce(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows
  } finally {
    await client.end()
  }
}
