/**
 * The chain of the log. Each entry is canonical JSON (RFC 8785) kept as the exact text that was
 * hashed, so checking needs no parser and no canonicaliser:
 *
 *   leaf = SHA-256(0x00 ‖ text)                              (RFC 9162 leaf hash)
 *   hash = SHA-256("linesman/1\n" ‖ previous hash ‖ leaf)     previous of the first: 32 zero bytes
 */
import type { Hash } from './commitment.ts'

/** What stands before the first entry. */
export const GENESIS = '0'.repeat(64)

const DOMAIN = new TextEncoder().encode('linesman/1\n')
const HASH_BYTES = 32

/** Made once and written over: a million entries are checked without a million buffers. */
const linkBytes = new Uint8Array(DOMAIN.length + 2 * HASH_BYTES)
linkBytes.set(DOMAIN)

const digit = (code: number) => (code < 0x40 ? code - 0x30 : (code & 0x5f) - 0x37)

/** Writes a hash given in hexadecimal into the bytes that are linked. */
function place(hex: string, at: number): void {
  for (let i = 0; i < HASH_BYTES; i++)
    linkBytes[at + i] = (digit(hex.charCodeAt(2 * i)) << 4) | digit(hex.charCodeAt(2 * i + 1))
}

/** The RFC 9162 leaf hash of one entry's text. In UTF-8, U+0000 is the byte 0x00. */
export function leafHash(hash: Hash, text: string): string {
  return hash(`\u0000${text}`)
}

/** The hash of the chain once `text` stands on top of `previous`. */
export function chainHash(hash: Hash, previous: string, text: string): string {
  const leaf = leafHash(hash, text)
  place(previous, DOMAIN.length)
  place(leaf, DOMAIN.length + HASH_BYTES)
  return hash(linkBytes)
}

/** One entry as it is stored and sent. */
export interface ChainedEntry {
  readonly n: number
  readonly text: string
  readonly hash: string
}

export type ChainVerdict =
  | { readonly whole: true; readonly size: number; readonly head: string }
  | { readonly whole: false; readonly n: number; readonly why: string }

/** Checks entries that follow `from`; names the first that is wrong. */
export function verifyChain(
  hash: Hash,
  entries: Iterable<ChainedEntry>,
  from: { readonly size: number; readonly head: string } = { size: 0, head: GENESIS },
): ChainVerdict {
  let { size, head } = from
  for (const entry of entries) {
    if (entry.n !== size + 1)
      return {
        whole: false,
        n: size + 1,
        why: `entry ${size + 1} is missing; ${entry.n} stands there`,
      }
    head = chainHash(hash, head, entry.text)
    if (head !== entry.hash)
      return {
        whole: false,
        n: entry.n,
        why: `entry ${entry.n} does not follow from the one before`,
      }
    size = entry.n
  }
  return { whole: true, size, head }
}
