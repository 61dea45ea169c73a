/** The warnings on an amendment that is being made: which there are, which is looked at, what mends it. */
import { putsWordsIn } from '../../shared/domain/amendment-rewrite.ts'
import {
  type Remedy,
  senseWarnings,
  type SenseWarning,
} from '../../shared/domain/amendment-sense.ts'
import type { Amending } from './amending.ts'
import { facedWords, NO_WARNING } from './amend-words.ts'
import { added, cutAt, type DraftCut } from './cutting.ts'
import { selecting } from './selection.ts'

/** What to think of before this amendment is decided, by the cut. */
export function warningsOf({
  read,
  cuts,
  offers,
}: Pick<Amending, 'read' | 'cuts' | 'offers'>): readonly SenseWarning[] {
  const hints = offers.map(({ span }) => span)
  // What was written over was read by whoever wrote it.
  return senseWarnings(read, cuts, hints).filter(
    ({ cut, kind }) => !(isOfAll(kind) ? putsWordsIn(cuts) : cuts[cut]?.words !== undefined),
  )
}

/** The warning that the digits are for: of the current cut, else the first. */
export function warningAt(
  warnings: readonly SenseWarning[],
  current: number,
): SenseWarning | undefined {
  return warnings.find(({ cut, kind }) => cut === current && !isOfAll(kind)) ?? warnings[0]
}

/** Whether it is about all the cuts together. */
const isOfAll = (kind: SenseWarning['kind']) => kind === 'little' || kind === 'none'

/** Whether ↵ has led to these very warnings before: then the next one decides. */
export function isFaced(amending: Amending, warnings: readonly SenseWarning[]): boolean {
  return amending.faced === nameOf(warnings)
}

const nameOf = (warnings: readonly SenseWarning[]) =>
  warnings.map(({ kind, cut, word }) => `${kind} ${cut} ${word}`).join('\n')

/** Leads to the first warning that ↵ would decide over, or undefined where there is none to face. */
export function facing(amending: Amending): Amending | undefined {
  const warnings = warningsOf(amending)
  const [first] = warnings
  if (!first || isFaced(amending, warnings)) return undefined
  const span = amending.cuts[first.cut]?.span
  return {
    ...amending,
    ...(span ? { selection: selecting(span) } : {}),
    current: first.cut,
    faced: nameOf(warnings),
    remark: facedWords(warnings.length),
  }
}

/** Takes a remedy of the warning that is looked at; one that it does not have changes nothing. */
export function remedied(
  amending: Amending,
  kinds: readonly Exclude<Remedy['kind'], 'delete'>[],
): Amending {
  const { cuts, current } = amending
  const warning = warningAt(warningsOf(amending), current)
  const remedy = warning?.remedies.find(({ kind }) => kinds.some((one) => one === kind))
  if (!warning || !remedy) return { ...amending, remark: warning ? undefined : NO_WARNING }
  const cut = cuts[isOfAll(warning.kind) && cuts[current] ? current : warning.cut]
  return cut ? mended(amending, cut, 'span' in remedy ? remedy.span : undefined) : amending
}

/** The amendment with this span cut in the place of a cut, under its rule; without a span, with none. */
function mended(amending: Amending, cut: DraftCut, span: DraftCut['span'] | undefined): Amending {
  const rest = amending.cuts.filter((other) => other !== cut)
  const cuts = span ? added(rest, { span, rule: cut.rule }) : rest
  return selectedAt({ ...amending, cuts, remark: undefined }, span ?? cut.span)
}

function selectedAt(amending: Amending, span: DraftCut['span']): Amending {
  return { ...amending, selection: selecting(span), current: cutAt(amending.cuts, span) }
}
