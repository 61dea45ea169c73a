/** Walks the whole log of a data folder, read-only, and says whether it is unbroken. */
import { chainHash, GENESIS } from '../../shared/domain/log-chain.ts'
import { entriesAfter, headOf } from '../store/log-rows.ts'
import type { Reader } from '../store/write.ts'
import { sha256 } from './entry-text.ts'

export interface LogVerdict {
  readonly whole: boolean
  /** The sentence for people. */
  readonly says: string
}

const AT_ONCE = 5000

const broken = (n: number, why: string): LogVerdict => ({
  whole: false,
  says: `The log is broken at entry ${n}: ${why}.`,
})

/** Checks every entry against the one before it, and the last against the head the desk keeps. */
export async function verifyLog(db: Reader): Promise<LogVerdict> {
  const { log } = await headOf(db)
  let size = 0
  let head = GENESIS
  for (;;) {
    const entries = await entriesAfter(db, size, AT_ONCE)
    if (entries.length === 0) break
    for (const entry of entries) {
      const expected = size + 1
      if (entry.n !== expected)
        return broken(expected, `it is missing, and ${entry.n} stands there`)
      head = chainHash(sha256, head, entry.text)
      if (head !== entry.hash) return broken(entry.n, 'it does not follow from the one before')
      size = entry.n
    }
  }
  if (size !== log.size) return broken(Math.min(size, log.size) + 1, `the head counts ${log.size}`)
  if (head !== log.head) return broken(size, 'the head names another hash')
  return { whole: true, says: `The log is unbroken: ${size} entries, head ${head}` }
}
