import type { Word } from '../text/word.ts'
import { Icon } from './icon.tsx'

export interface WordsProps<Filter> {
  readonly words: readonly Word<Filter>[]
  readonly onTakeAway: (part: Partial<Filter>) => void
}

/** What a list is narrowed to, as words that can be taken away. */
export function Words<Filter>({ words, onTakeAway }: WordsProps<Filter>) {
  return words.map(({ id, kind, title, off }) => (
    <button
      key={id}
      type="button"
      className="word"
      title={`${kind}: ${title}. Press to list all again.`}
      onClick={() => {
        onTakeAway(off)
      }}
    >
      <span className="vh">List without </span>
      <span className="q3">{kind}</span> <b dir="auto">{title}</b>
      <Icon name="delete" />
    </button>
  ))
}
