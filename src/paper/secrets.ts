/** Passwords, keys and pseudonyms: everything here that must not be guessed. */
import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const
const KEY_BYTES = 32

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, COST, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })

/** A salted scrypt hash of a password, with its parameters' name in front. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt)
  return `scrypt15$${salt.toString('base64url')}$${key.toString('base64url')}`
}

const NOBODY = `scrypt15$${'A'.repeat(22)}$${'A'.repeat(43)}`

/**
 * Whether the password is the one that was hashed.
 *
 * Without a hash it works as long and says no, so that the time does not tell who has an account.
 */
export async function passwordFits(password: string, hash: string | undefined): Promise<boolean> {
  const [, salt = '', key = ''] = (hash ?? NOBODY).split('$')
  const found = await derive(password, Buffer.from(salt, 'base64url'))
  const fits = timingSafeEqual(found, Buffer.from(key, 'base64url'))
  return hash !== undefined && fits
}

/** A token of 256 random bits, safe in a cookie, a header and an address. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token: from this it cannot be used again. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A keyed name for something that must not be known by its own: the same one every time. */
export const pseudonym = (secret: string, what: string): string =>
  createHmac('sha256', secret).update(what).digest('base64url').slice(0, 24)

/** Whether two secrets are the same, without telling by time where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
