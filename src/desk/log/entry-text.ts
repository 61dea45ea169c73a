import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Hash } from '../../shared/domain/commitment.ts'
import { Entry, type EntryData, entryKinds, type EntryKind } from '../../shared/domain/log-entry.ts'
import { invariant } from '../../shared/domain/problem.ts'

/** SHA-256 in lower-case hexadecimal. */
export const sha256: Hash = (data) => hash('sha256', data)

/** What a caller says of an entry; its place, epoch and time are the store's to give. */
export interface NewEntry<K extends EntryKind = EntryKind> {
  readonly kind: K
  readonly data: EntryData<K>
  readonly site: string | null
  /** A member of staff; left out where the desk itself acted. */
  readonly actor?: string
  readonly device?: string
}

export interface EntryPlace {
  readonly n: number
  readonly epoch: string
  readonly at: string
}

/**
 * The entry as the exact text that is hashed and kept.
 *
 * Parsed strictly first: the canonicaliser drops what it does not know, and would hash less than
 * was meant.
 */
export function entryText(
  { kind, data, site, actor, device }: NewEntry,
  place: EntryPlace,
): string {
  const text = canonicalize(
    Entry.parse({
      v: 1,
      n: place.n,
      epoch: place.epoch,
      site,
      at: place.at,
      actor: actor ?? 'desk',
      device: device ?? null,
      kind,
      data: entryKinds[kind].parse(data),
    }),
  )
  invariant(text !== undefined, 'an entry is an object, and objects have a canonical form')
  return text
}
