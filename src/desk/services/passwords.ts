/** Passwords, kept as PHC strings of argon2id so that the work can be raised later. */
import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** OWASP's baseline for argon2id: 19 MiB, two passes, one lane. */
const WORK = { memory: 19 * 1024, passes: 2, parallelism: 1, tagLength: 32 } as const

function derive(
  password: string,
  nonce: Buffer,
  work: Omit<typeof WORK, never> | Record<keyof typeof WORK, number>,
): Promise<Buffer> {
  const message = password.normalize('NFKC')
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, ...work }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

const b64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

/** The password as it is stored. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, WORK)
  const { memory, passes, parallelism } = WORK
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${b64(salt)}$${b64(key)}`
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** Whether this is the password. A stored string that is no PHC string is nobody's password. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, m, t, p, salt, key] = PHC.exec(stored) ?? []
  if (salt === undefined || key === undefined) return false
  const expected = Buffer.from(key, 'base64')
  const found = await derive(password, Buffer.from(salt, 'base64'), {
    memory: Number(m),
    passes: Number(t),
    parallelism: Number(p),
    tagLength: expected.length,
  })
  return timingSafeEqual(found, expected)
}

/** Letters and digits that are not taken for one another when read aloud. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password of 20 characters in fives, about 99 bits. */
export function generatePassword(): string {
  const part = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return [part(), part(), part(), part()].join('-')
}
