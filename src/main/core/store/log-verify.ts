import { GENESIS, verifyChain } from '../../../shared/domain/log-chain.ts'
import { sha256 } from '../sha256.ts'
import { entryColumns } from './log-columns.ts'
import type { LogRow } from './log-reader.ts'
import type { Verdict } from './search-messages.ts'

export interface LogToVerify {
  /** The last entry's number, its hash, and how many entries are here. */
  readonly size: number
  readonly head: string
  readonly have: number
  readonly whole: boolean
  /** What the desk once said stands at the end of the log. */
  readonly known: { readonly size: number; readonly head: string } | null
  /** Up to so many entries after the `n`-th, in order. */
  readonly after: (n: number) => readonly LogRow[]
}

/**
 * Checks a copy of the log from its first entry; yields how many are checked after each batch, and
 * returns the verdict. Of a person's own entries, those that follow one another are checked as a
 * chain, and each must be the one it says it is.
 */
export function* verifyCopy(copy: LogToVerify): Generator<number, Verdict> {
  let at: At = { size: 0, head: GENESIS }
  let checked = 0
  const of = copy.have
  while (at.size < copy.size) {
    const rows = copy.after(at.size)
    const wrong = copy.whole ? wrongInChain(rows, at, copy) : wrongInOwn(rows, at)
    if (wrong) return { checked: checked + wrong.before, of, head: null, wrong }
    const last = rows.at(-1)
    if (!last) break
    at = { size: last.n, head: last.hash }
    checked += rows.length
    yield checked
  }
  return { checked, of, ...ending(copy, at) }
}

interface Wrong {
  readonly n: number
  readonly why: string
  /** How many entries of the batch are right. */
  readonly before: number
}
interface At {
  readonly size: number
  readonly head: string
}

function wrongInChain(rows: readonly LogRow[], at: At, { known }: LogToVerify): Wrong | undefined {
  const verdict = verifyChain(sha256, rows, at)
  if (!verdict.whole) return { ...verdict, before: verdict.n - at.size - 1 }
  const shown = known && rows.find(({ n }) => n === known.size)
  if (!shown || shown.hash === known.head) return undefined
  const why = `entry ${known.size} is not the one that the desk showed before`
  return { n: known.size, why, before: known.size - at.size - 1 }
}

function wrongInOwn(rows: readonly LogRow[], at: At): Wrong | undefined {
  let { size, head } = at
  for (const [before, row] of rows.entries()) {
    const fault = entryColumns(row.n, row.text)
    if (typeof fault === 'string') return { n: row.n, why: fault, before }
    const follows = row.n === size + 1
    const verdict = follows ? verifyChain(sha256, [row], { size, head }) : undefined
    if (verdict?.whole === false) return { n: row.n, why: verdict.why, before }
    size = row.n
    head = row.hash
  }
  return undefined
}

function ending({ size, head }: LogToVerify, at: At): Pick<Verdict, 'head' | 'wrong'> {
  if (at.size === size && at.head === head) return { head, wrong: null }
  const n = at.size === size ? size : at.size + 1
  return { head: null, wrong: { n, why: `entry ${n} is not where the copy ends` } }
}
