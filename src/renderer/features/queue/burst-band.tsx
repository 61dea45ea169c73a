import { useStore } from 'zustand'
import type { CaseRow } from '../../../shared/contract/models.ts'
import { useConsole, useTerms } from '../../context.tsx'
import { bandWords } from '../../stores/burst-words.ts'
import type { Band } from '../../stores/queue-fold.ts'
import { ruleTitle } from '../../stores/terms-store.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { Severity } from '../../ui/severity.tsx'
import { Since } from '../../when.tsx'

interface BandProps {
  readonly band: Band
  /** The case that speaks for it; undefined until it has been fetched. */
  readonly row: CaseRow | undefined
}

/** A closed band: the event, in the place of its most urgent case. */
export function ClosedBand({ band, row }: BandProps) {
  const { stores } = useConsole()
  const terms = useTerms()
  const [head] = band.nos
  return (
    <>
      {row ? <Severity level={row.severity} /> : <span />}
      <span className="l1">
        <span
          className="fold"
          aria-hidden="true"
          onPointerUp={() => {
            if (head !== undefined) stores.queue.openBand(head, true)
          }}
        >
          ▸
        </span>
        <b className="bt">{bandWords(band)}</b>
        <span className="slug">{row ? ruleTitle(terms, row.rule) : ''}</span>
      </span>
      <span className="age">{row ? <Since at={row.receivedAt} /> : null}</span>
      <span className="words" dir="auto">
        {row?.words}
      </span>
    </>
  )
}

/**
 * The heading above the cases of an open band. For the eye and the mouse: who listens hears the name
 * of the group, and the keys do the same.
 */
export function OpenBand({ band, top }: { readonly band: Band; readonly top: number }) {
  const { stores, dispatch } = useConsole()
  const deciding = useStore(stores.together, (state) => state.at !== 'closed')
  const [head] = band.nos
  return (
    <div
      className="row band-head"
      aria-hidden="true"
      data-deciding={deciding}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span
        className="fold"
        onPointerUp={() => {
          if (head !== undefined) stores.queue.openBand(head, false)
        }}
      >
        ▾
      </span>
      <b className="bt">{bandWords(band)}</b>
      <span
        className="together"
        onPointerUp={(event) => {
          if (head !== undefined) stores.queue.select(head)
          dispatch('burst.decide', event.timeStamp)
        }}
      >
        <Kbd of="burst.decide" /> together
      </span>
    </div>
  )
}
