/**
 * The names things go by. Every id has a prefix that says what it names, and every
 * edge checks it, so a case's id in a report's place is refused rather than looked up.
 */
import { z } from 'zod'

const prefixed = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9A-Za-z-]{4,64}$`), `must look like ${prefix}_…`)

export const CaseId = prefixed('case')
export const ReportId = prefixed('rep')
export const StaffId = prefixed('stf')
export const DeviceId = prefixed('dev')
/** One wording of what people are told about a decision, and its way to one of them. */
export const NoticeId = prefixed('ntc')
export const NoticeDeliveryId = prefixed('dlv')
/** One unbroken history of one desk. A desk restored from a backup begins a new one. */
export const Epoch = prefixed('e')
/** Where a desk stood, in its own signed words, which only it can read. Every cursor is one. */
export const Mark = z.string().max(400)

/** UUIDv7 (RFC 9562), lower case: made once, when the key is pressed, and never changed. */
export const OpId = z
  .string()
  .regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    'must be a UUIDv7 in lower case',
  )

/** An id that a comment platform gave: its own business, so only its size and characters are ours. */
export const PlatformId = z.string().regex(/^[!-~]{1,128}$/, 'must be 1 to 128 printable ASCII')
/** One reader who reports, one value, made by the desk; it does not lead back to who they are. */
export const ReaderId = z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits')
/** One title of a newsroom group. */
export const SiteId = z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be lower-case letters, digits, -')

/** A SHA-256 in lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal')

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * A UUIDv7 for the instant `ms` (milliseconds since 1970) from ten random bytes.
 *
 * Time and chance are passed in: this module runs anywhere and its tests repeat.
 */
export function uuidV7(ms: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16)
  let left = Math.max(0, Math.trunc(ms))
  for (let i = 5; i >= 0; i--) {
    bytes[i] = left % 256
    left = Math.floor(left / 256)
  }
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (byte) => HEX[byte] ?? '00').join('')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
