/** A paper, a desk that follows it, and sessions at the desk: the whole way that a report goes. */
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { addStaff } from '../../src/desk/services/staff.ts'
import { insertSession } from '../../src/desk/store/session-rows.ts'
import { openStore } from '../../src/desk/store/store.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { ImportAnswer, type ImportItem } from '../../src/shared/platform/operator.ts'
import type { Bench } from './bench.ts'
import { PASSWORD } from './desk-folder.ts'
import { inventedLength, inventedName, inventedText } from './invented-words.ts'
import { type Running, startDesk, startProgram } from './program.ts'
import { seededRandom } from './random.ts'
import { wallClock } from './rounds.ts'

const COMMENTS = 100
const HOUR = 3_600_000

export interface Newsroom {
  readonly desk: Running
  /** One for each console. */
  readonly tokens: readonly string[]
  /** Posts a report with these words; tells when the paper was asked, in milliseconds since 1970. */
  report(words: string): Promise<number>
}

/** Opens one in a folder of its own, with a hundred reported comments. */
export async function openNewsroom(
  bench: Bench,
  { name, consoles }: { readonly name: string; readonly consoles: number },
): Promise<Newsroom> {
  const { scratch, root, seed, onEnd } = bench
  const at = (part: string) => path.join(scratch, name, part)
  const entry = path.join(root, 'src/paper/index.ts')
  const paper = await startProgram(entry, ['--data', at('paper'), '--port', '0'], /^Paper: (.*)\/$/)
  onEnd(() => paper.stop())
  const keys = z
    .object({ operator: z.string() })
    .parse(JSON.parse(readFileSync(at('paper/keys.json'), 'utf8')))
  const load = operatorOf(paper.found, keys.operator)
  const items = inventedItems(seed)
  await load(items)
  const tokens = await sessions(at('desk'), consoles)
  const desk = await startDesk(bench, [
    ...['--data', at('desk'), '--site', 'strathlinn'],
    ...['--platform', paper.found, '--platform-key-file', at('paper/keys.json')],
  ])
  let posted = 0
  return {
    desk,
    tokens,
    report: async (words) => {
      const item = items[posted++ % items.length]
      if (!item) throw new Error('there are no comments to report')
      const key = `bench-${posted}`
      const since = wallClock()
      const { results } = await load([{ ...item, reports: [reportOf(key, words)] }])
      if (results[0]?.reportsAdded !== 1) throw new Error('the paper did not take the report')
      return since
    },
  }
}

function operatorOf(url: string, key: string) {
  return async (items: readonly ImportItem[]) => {
    const response = await fetch(`${url}/operator/v1/comments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ source: 'bench', items }),
    })
    return ImportAnswer.parse(await response.json())
  }
}

const reportOf = (key: string, words: string) => ({
  ...{ key, words, rule: 'CON-ABU', spans: [], reporter: `reader-${key}` },
  at: instant(Date.now()),
})

function inventedItems(seed: number): ImportItem[] {
  const random = seededRandom(seed)
  const postedAt = instant(Date.now() - HOUR)
  return Array.from({ length: COMMENTS }, (_, i) => ({
    ...{ externalId: `c${i}`, body: inventedText(random, inventedLength(random)), postedAt },
    author: { handle: inventedName(random.whole(0, 40)) },
    article: {
      ...{ slug: `story-${i % 10}`, title: `Story ${i % 10}`, section: 'News' },
      ...{ paragraph: 'The council meets on Tuesday.', publishedAt: postedAt },
    },
    reports: [reportOf(`first-${i}`, inventedText(random, 8))],
  }))
}

/** Sessions of one moderator on as many devices, without the work that passwords cost. */
async function sessions(folder: string, count: number): Promise<string[]> {
  const store = await openStore(folder)
  const who = { login: 'moderator', name: 'Sheona Kirkhill', role: 'moderator' } as const
  const { staffId } = await addStaff(store, who, PASSWORD)
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'))
  await store.write(async (tx) => {
    for (const [i, token] of tokens.entries()) {
      const tokenHash = createHash('sha256').update(token).digest('hex')
      const device = { id: `dev_bench${i}`, label: 'bench' }
      await insertSession(tx, { tokenHash, staffId, device })
    }
  })
  await store.close()
  return tokens
}
