import type { WordFinder, WordKind } from '../../shared/domain/word-list.ts'

/** What a listed word of a kind is told as in place of itself. */
export const MASKS: Readonly<Record<WordKind, string>> = {
  slur: '[slur]',
  threat: '[threat]',
  other: '[watched word]',
}

/** Words on one line with listed slurs and threats told and not shown. */
export function maskedLine(line: string, words: WordFinder): string {
  let at = 0
  let masked = ''
  for (const { span, kind } of words(line)) {
    if (kind === 'other') continue
    masked += line.slice(at, span[0]) + MASKS[kind]
    at = span[1]
  }
  return masked + line.slice(at)
}
