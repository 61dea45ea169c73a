import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { CaseView } from '../shared/contract/models.ts'
import { clippedAt } from '../shared/domain/text.ts'
import { useConsole } from './context.tsx'
import { finderOf, findersOfAll } from './stores/words-store.ts'
import type { Find } from './text/find.ts'
import { type FindWith, findsIn } from './text/finds-in.ts'
import { hostOf } from './text/links.ts'
import { maskedLine } from './text/masked-line.ts'
import { oneLine } from './ui/one-line.ts'

/** With what the texts of a case are read: its title's word list, and its title's own host. */
export function useFindWith({ case: { siteId, comment } }: CaseView): FindWith {
  const words = useStore(useConsole().stores.words, (state) => finderOf(state, siteId))
  const own = hostOf(comment.url)
  return useMemo(() => ({ words, own }), [words, own])
}

/** What is told about a text. */
export function useFinds(text: string, how: FindWith): readonly Find[] {
  return useMemo(() => findsIn(text, how), [text, how])
}

/** Whether listed slurs and threats are masked on the case that is read now. */
export function useMasked(): boolean {
  const { settings, reading } = useConsole().stores
  const masked = useStore(settings, (state) => state.masked)
  const bare = useStore(reading, (state) => state.bare)
  return masked && !bare
}

/** More never fits on one line. */
const LONGEST = 300

export interface OneLineProps {
  readonly text: string
  readonly how: FindWith
}

/** The first words of somebody's comment on one line; what does not fit is cut by the box. */
export function OneLine({ text, how }: OneLineProps) {
  const masked = useMasked()
  const line = useMemo(() => {
    const first = oneLine(text.slice(0, clippedAt(text, LONGEST)))
    return masked ? maskedLine(first, how.words) : first
  }, [text, masked, how])
  return (
    <span className="words" dir="auto">
      {line}
    </span>
  )
}

/** The words of a row, masked where that is set: a row is read in passing, so no key bares it. */
export function RowWords({ words }: { readonly words: string }) {
  const { settings, words: lists } = useConsole().stores
  const masked = useStore(settings, (state) => state.masked)
  const finders = useStore(lists, findersOfAll)
  const line = masked ? finders.reduce((now, finder) => maskedLine(now, finder), words) : words
  return (
    <span className="words" dir="auto">
      {line}
    </span>
  )
}
