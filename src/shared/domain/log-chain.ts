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

const encoder = new TextEncoder()
const DOMAIN = encoder.encode('linesman/1\n')

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  )
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** The RFC 9162 leaf hash of one entry's text. */
export function leafHash(hash: Hash, text: string): string {
  return hash(join(Uint8Array.of(0), encoder.encode(text)))
}

/** The hash of the chain once `text` stands on top of `previous`. */
export function chainHash(hash: Hash, previous: string, text: string): string {
  return hash(join(DOMAIN, fromHex(previous), fromHex(leafHash(hash, text))))
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
