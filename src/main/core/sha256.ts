import { createHash } from 'node:crypto'
import type { Hash } from '../../shared/domain/commitment.ts'

/** SHA-256 as lower-case hexadecimal. */
export const sha256: Hash = (bytes) => createHash('sha256').update(bytes).digest('hex')
