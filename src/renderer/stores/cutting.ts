/** Cuts as they are drafted: in order, apart, each with a rule or still without one. */
import type { Span } from '../../shared/domain/text.ts'

export interface DraftCut {
  readonly span: Span
  /** The code of the rule it is made under, or null while none has been chosen. */
  readonly rule: string | null
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

const TURNS = /\b(?:not|never|no|nor|cannot|without|\w+n['’]t|\w+nae)\b/iu

/** What these cuts may do to the sense of the text, in words; one for each cut concerned. */
export function cutWarnings(text: string, cuts: readonly DraftCut[]): readonly string[] {
  const turned = cuts.flatMap(({ span: [start, end] }, i) => {
    const found = TURNS.exec(text.slice(start, end))
    return found
      ? [`Cut ${i + 1} takes out “${found[0]}”. What is left may say something else.`]
      : []
  })
  const little = cuts.length > 0 && cutLength(cuts) * 3 > text.length * 2
  return little ? [...turned, 'Less than a third would be left. Deleting may be fairer.'] : turned
}
