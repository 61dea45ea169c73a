import type { IconName } from '../glyphs.ts'

/** Something that took effect at once and leaves nothing to send: a claim, a case put aside. */
export interface DeedEntry {
  readonly kind: 'deed'
  readonly opId: string
  readonly heldUntil: 0
  /** Where it stands among what the device has numbered. */
  readonly n: number
  readonly told: string
  readonly icon: IconName
  readonly state: 'stands' | 'withdrawn'
  /** Takes it back and says what became of that; or why it cannot be taken back, and what to do. */
  readonly undo: (() => Promise<string>) | string
}

/** What is told of a deed by whoever did it. */
export type Deed = Pick<DeedEntry, 'told' | 'icon' | 'undo'>

/** A deed has no number of the device's: it stands just after what was made before it. */
const STEP = 1 / 1024

/** Makes entries of deeds, each just after the number `last`. */
export function deedMaker(): (deed: Deed, last: number) => DeedEntry {
  let count = 0
  return (deed, last) => {
    const opId = `deed ${++count}`
    return { kind: 'deed', opId, n: last + STEP, heldUntil: 0, state: 'stands', ...deed }
  }
}
