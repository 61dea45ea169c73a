/**
 * Commitments to readers' text. The log and the ops never hold a bare hash, which could be found by
 * guessing short comments: each revision has a salt made by the desk, and destroying the salt with
 * the text leaves the commitment meaning nothing and the chain whole.
 */

/** SHA-256 of bytes, or of a text's UTF-8, as lower-case hexadecimal; the environment's own. */
export type Hash = (data: Uint8Array | string) => string

const encoder = new TextEncoder()

/** SHA-256(salt ‖ UTF-8 text), the salt being 32 bytes in hexadecimal. */
export function bodyCommit(hash: Hash, salt: string, text: string): string {
  const words = encoder.encode(text)
  const bytes = new Uint8Array(32 + words.length)
  for (let i = 0; i < 32; i++) bytes[i] = Number.parseInt(salt.slice(2 * i, 2 * i + 2), 16)
  bytes.set(words, 32)
  return hash(bytes)
}
