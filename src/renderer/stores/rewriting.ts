/** Writing over the words of a comment, where the terms allow it: a text, and the cuts it comes to. */
import { editsOf } from '../../shared/domain/amendment-edit.ts'
import { MAX_TEXT_BYTES, mendText, utf8Length } from '../../shared/domain/text.ts'
import { wordDiff } from '../text/word-diff.ts'
import { type Amending, mayAmend, rulesOf, tokenCuts } from './amending.ts'
import { cutsOnly, NO_WORDS, tooLong } from './amend-words.ts'
import type { DraftCut, Writing } from './cutting.ts'

/** The amendment with a field open on its words as they stand, or as they were last written. */
export function writing(amending: Amending): Amending {
  const { terms, words, cuts, written } = amending
  if (!terms.mayRewrite) return { ...amending, remark: cutsOnly(terms.version) }
  if (words.text === '') return { ...amending, remark: NO_WORDS }
  const same = written?.from === cuts
  return {
    ...amending,
    writing: same ? written : { text: shownText(amending), from: cuts },
    remark: undefined,
  }
}

/** The text as readers would see it. */
function shownText({ terms, words: { text }, cuts }: Amending): string {
  let at = 0
  let shown = ''
  for (const { span, token } of tokenCuts(terms, cuts)) {
    shown += text.slice(at, span[0]) + token
    at = span[1]
  }
  return shown + text.slice(at)
}

/** Closes the field and keeps what is in it, to go on with. */
export function putDown(amending: Amending): Amending {
  const { writing: open, written } = amending
  return { ...amending, writing: undefined, written: open ?? written }
}

/** The amendment with the cuts that what is written comes to; too long a text stays in its field. */
export function takingWords(amending: Amending): Amending {
  const { writing: open } = amending
  if (!open) return amending
  const over = utf8Length(mendText(open.text)) - MAX_TEXT_BYTES
  if (over > 0) return { ...amending, remark: tooLong(over) }
  const cuts = cutsWritten(amending, open)
  return {
    ...putDown(amending),
    written: { ...open, from: cuts },
    cuts,
    current: cuts.length > 0 ? 0 : -1,
    remark: undefined,
  }
}

/** The cuts that a text comes to: those whose marks stand in it as they were, and what else changed. */
export function cutsWritten(amending: Amending, open: Writing): readonly DraftCut[] {
  const { text } = amending.words
  const now = linesAs(text, mendText(open.text))
  const rule = usualRule(amending, open.from)
  const cuts: DraftCut[] = []
  let at = 0
  let there = 0
  const changed = (to: number, until: number) => {
    for (const { span, words } of editsOf(
      text.slice(at, to),
      wordDiff(text.slice(at, to), now.slice(there, until)),
    )) {
      const whole: DraftCut['span'] = [span[0] + at, span[1] + at]
      cuts.push({ span: whole, rule: ruleAt(open.from, whole) ?? rule, words })
    }
  }
  for (const { cut, from, to } of keptMarks(amending, open.from, now)) {
    changed(cut.span[0], from)
    cuts.push(cut)
    at = cut.span[1]
    there = to
  }
  changed(text.length, now.length)
  return cuts
}

interface Mark {
  readonly cut: DraftCut
  /** Where it stands in what is written. */
  readonly from: number
  readonly to: number
}

/**
 * The cuts whose marks stand in what is written, in order. One beside which there is writing and no
 * word of the author's is none any more: its place is written over.
 */
function keptMarks(
  { terms, words: { text } }: Pick<Amending, 'terms' | 'words'>,
  cuts: readonly DraftCut[],
  now: string,
): readonly Mark[] {
  const kept: Mark[] = []
  const apart = (start: number, from: number) =>
    start > (kept.at(-1)?.cut.span[1] ?? 0) || from === (kept.at(-1)?.to ?? 0)
  for (const [i, { token, words }] of tokenCuts(terms, cuts).entries()) {
    const cut = cuts[i]
    if (!cut || words !== undefined) continue
    const from = now.indexOf(token, kept.at(-1)?.to ?? 0)
    if (from >= 0 && apart(cut.span[0], from)) kept.push({ cut, from, to: from + token.length })
  }
  return apart(text.length, now.length) ? kept : kept.slice(0, -1)
}

const ruleAt = (cuts: readonly DraftCut[], [start, end]: DraftCut['span']) =>
  cuts.find(({ span: [a, b] }) => a < end && start < b)?.rule

/** The rule of what is written: the gravest there is a cut under, else the one readers cite most. */
function usualRule({ terms, view }: Amending, cuts: readonly DraftCut[]): string | null {
  const codes = [...rulesOf(terms, cuts).map(({ code }) => code), ...view.likeliest]
  return codes.find((code) => mayAmend(terms, code) !== undefined) ?? null
}

/** What was written in a field, with the line ends of the text it was written over. */
function linesAs(text: string, written: string): string {
  return /\r\n/u.test(text) && !/(?<!\r)\n/u.test(text)
    ? written.replaceAll(/\r?\n/gu, '\r\n')
    : written
}
