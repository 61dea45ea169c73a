import { memo } from 'react'
import type { LogLine } from '../../../shared/contract/log-views.ts'
import { useConsole, useDeskTime, useTerms } from '../../context.tsx'
import { reasonWords, whatWords } from '../../stores/log-words.ts'
import { clockTime, inDigits } from '../../stores/sentences.ts'
import { Icon } from '../../ui/icon.tsx'

export interface LogRowProps {
  readonly line: LogLine
  /** In pixels from the top of the list. */
  readonly top: number
  readonly selected: boolean
}

/** One entry in words. */
export const LogRow = memo(function LogRow({ line, top, selected }: LogRowProps) {
  const { log } = useConsole().stores
  const terms = useTerms()
  const when = useDeskTime((now) => clockTime(line.entry.at, now))
  const { words, icon } = whatWords(line)
  return (
    <div
      className="lrow"
      role="option"
      id={`entry-${line.n}`}
      tabIndex={-1}
      aria-selected={selected}
      style={{ transform: `translateY(${top}px)` }}
      onPointerDown={() => void log.open(line.n)}
    >
      <span className="num">{inDigits(line.n)}</span>
      <time dateTime={line.entry.at}>{when}</time>
      <span dir="auto">{line.actorName}</span>
      <span>
        {icon ? (
          <span className={`${icon}c`}>
            <Icon name={icon} />
          </span>
        ) : null}{' '}
        {words}
      </span>
      <span>{reasonWords(line, terms)}</span>
      <span dir="auto" className="q2">
        {line.authorName}
      </span>
    </div>
  )
})
