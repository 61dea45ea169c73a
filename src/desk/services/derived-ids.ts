/**
 * Ids of cases and reports follow from the platform's own ids. A desk that was restored from a
 * backup and takes the same events in again gives them the same names, so that ops made before
 * still find what they were made on.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Cut } from '../../shared/domain/amendment.ts'
import { uuidV7 } from '../../shared/domain/ids.ts'

const digest = (...parts: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)

export const caseIdOf = (siteId: string, commentId: string) =>
  `case_${digest('case', siteId, commentId)}`

export const reportIdOf = (siteId: string, platformReportId: string) =>
  `rep_${digest('report', siteId, platformReportId)}`

/** One reader, one value, which cannot be led back to them without the desk's key. */
export const readerOf = (key: string, siteId: string, reporter: string) =>
  createHmac('sha256', key)
    .update(JSON.stringify([siteId, reporter]))
    .digest('hex')
    .slice(0, 32)

/**
 * The salt of one revision of a text: 32 bytes in hexadecimal. It follows from the text, so that a
 * restored desk commits to a text it takes in again as it did before, and a decision made on it
 * still names it; and from the desk's key, so that nobody else can try texts against a commitment.
 */
export const saltOf = (
  key: string,
  { siteId, caseId }: { readonly siteId: string; readonly caseId: string },
  { bodyRev, body }: { readonly bodyRev: number; readonly body: string },
) =>
  createHmac('sha256', key)
    .update(JSON.stringify(['salt', siteId, caseId, bodyRev, body]))
    .digest('hex')

/**
 * The id of the desk's own decision between two. A desk that lost it and is sent the second again
 * makes the same one under the same id, so that the platform knows it has shown it and does not put
 * it over what was ruled since. Nobody without the desk's key can take the id beforehand.
 */
export function interimIdOf(
  key: string,
  made: {
    readonly first: string
    readonly second: string
    readonly verb: string
    readonly cuts: readonly Cut[]
  },
): string {
  const { first, second, verb, cuts } = made
  const bytes = createHmac('sha256', key)
    .update(JSON.stringify(['interim', first, second, verb, cuts]))
    .digest()
  const ms = Number.parseInt(second.replaceAll('-', '').slice(0, 12), 16)
  return uuidV7(ms, bytes)
}

/** The id of a decision's wording for one kind of reader: a restored desk makes the same again. */
export const noticeIdOf = (opId: string, told: string) => `ntc_${digest('notice', opId, told)}`

/**
 * The id of a wording's way to one reader. It is the letter's Message-ID too, so that whoever gets it
 * twice can tell; it leads back to no reader.
 */
export const deliveryIdOf = (noticeId: string, reader: string) =>
  `dlv_${digest('delivery', noticeId, reader)}`

/** 32 fresh bytes in hexadecimal. */
export const freshSalt = () => randomBytes(32).toString('hex')
