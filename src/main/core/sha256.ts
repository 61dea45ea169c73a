import { hash } from 'node:crypto'
import type { Hash } from '../../shared/domain/commitment.ts'

/** SHA-256 as lower-case hexadecimal. */
export const sha256: Hash = (data) => hash('sha256', data)
