/** Cuts as they are drafted: in order, apart, each with a rule or still without one. */
import type { Span } from '../../shared/domain/text.ts'

export interface DraftCut {
  readonly span: Span
  /** The code of the rule it is made under, or null while none has been chosen. */
  readonly rule: string | null
  /** Words of the paper's own in its place, where the terms allow them. */
  readonly words?: string | undefined
}

/** What is being written over the words. */
export interface Writing {
  readonly text: string
  /** The cuts it began from: their marks stand in it, and are cuts again where they still do. */
  readonly from: readonly DraftCut[]
}

const touches = ([a, b]: Span, [c, d]: Span) => a < d && c < b

/**
 * The cuts after `span` was cut, or given back where it lies inside a cut. What only overlaps a
 * cut grows it: there is never a cut in a cut.
 */
export function toggled(cuts: readonly DraftCut[], span: Span): readonly DraftCut[] {
  const inside = cuts.find(({ span: [start, end] }) => start <= span[0] && span[1] <= end)
  if (inside) return cuts.filter((cut) => cut !== inside)
  return added(cuts, { span, rule: null })
}

/** The cuts with one more; those it overlaps become part of it and give it their rule. */
export function added(cuts: readonly DraftCut[], cut: DraftCut): readonly DraftCut[] {
  const met = cuts.filter((other) => touches(other.span, cut.span))
  const start = Math.min(cut.span[0], ...met.map(({ span }) => span[0]))
  const end = Math.max(cut.span[1], ...met.map(({ span }) => span[1]))
  const rule = cut.rule ?? met.find((other) => other.rule !== null)?.rule ?? null
  return [
    ...cuts.filter((other) => !met.includes(other)),
    { span: [start, end] as Span, rule },
  ].sort((a, b) => a.span[0] - b.span[0])
}

/** The index of the cut that a span lies in or meets, or −1. */
export function cutAt(cuts: readonly DraftCut[], span: Span): number {
  return cuts.findIndex((cut) => touches(cut.span, span))
}

/** How many UTF-16 units of the text are cut. */
export function cutLength(cuts: readonly DraftCut[]): number {
  return cuts.reduce((sum, { span: [start, end] }) => sum + end - start, 0)
}
