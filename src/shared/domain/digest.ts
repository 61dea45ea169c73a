/**
 * A digest of the cases of a title, by which a console and the desk find that they no longer agree.
 * It is a sum, so the desk keeps it up to date by one addition a change, in whatever order.
 */
import type { Hash } from './commitment.ts'

/** Sums and marks are whole numbers below this: 48 bits, exact in every database and in JSON. */
export const DIGEST_MODULUS = 2 ** 48

/** What of a case both ends must agree on. */
export interface DigestCase {
  readonly caseId: string
  readonly state: string
  readonly bodyRev: number
  readonly decRev: number
}

const encoder = new TextEncoder()

/** What a case adds to its title's sum: the first six bytes of a SHA-256. */
export function digestMark(hash: Hash, { caseId, state, bodyRev, decRev }: DigestCase): number {
  const digest = hash(encoder.encode(`case/1\n${caseId} ${state} ${bodyRev} ${decRev}`))
  return Number.parseInt(digest.slice(0, 12), 16)
}

/** What must be added to a sum where one mark takes another's place. */
export const markChange = (before: number, now: number): number =>
  (now - before + DIGEST_MODULUS) % DIGEST_MODULUS

/** The sum with one more number in it. */
export const addMark = (sum: number, mark: number): number => (sum + mark) % DIGEST_MODULUS
