import { memo } from 'react'
import { useStore } from 'zustand'
import type { CaseRow } from '../../../shared/contract/models.ts'
import { RowClaim, useRuns } from '../../claimed.tsx'
import { useConsole, useTerms } from '../../context.tsx'
import { RowWords } from '../../reading.tsx'
import type { Band } from '../../stores/queue-fold.ts'
import { RowAside, RowHand } from '../../handed.tsx'
import { contestRowWords } from '../../stores/contest-words.ts'
import { counted, past } from '../../stores/sentences.ts'
import { ruleTitle } from '../../stores/terms-store.ts'
import { Icon } from '../../ui/icon.tsx'
import { Severity } from '../../ui/severity.tsx'
import { Since } from '../../when.tsx'
import { ClosedBand } from './burst-band.tsx'

export interface QueueRowProps {
  readonly no: number
  /** Undefined until it has been fetched; it has its height all the same. */
  readonly row: CaseRow | undefined
  readonly index: number
  readonly size: number
  /** In pixels from the top of the list. */
  readonly top: number
  readonly selected: boolean
  /** The burst that this case speaks for. */
  readonly band?: Band | undefined
  /** Whether it is one of an open burst's. */
  readonly inBand?: boolean
}

/** One case of the queue: what one can decide from without opening it. */
export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { no, row, index, size, top, selected, band, inBand = false } = props
  const closed = band && !band.open ? band : undefined
  const { stores } = useConsole()
  return (
    <div
      className={closed ? 'row band' : inBand ? 'row in-band' : 'row'}
      role="option"
      id={`case-${no}`}
      tabIndex={-1}
      aria-posinset={index + 1}
      aria-setsize={size}
      aria-selected={selected}
      style={{ transform: `translateY(${top}px)` }}
      onPointerDown={() => {
        stores.cases.visit(undefined)
        stores.queue.select(no)
      }}
    >
      {closed ? <ClosedBand band={closed} row={row} /> : row ? <Filled row={row} /> : null}
    </div>
  )
})

function Filled({ row }: { readonly row: CaseRow }) {
  const terms = useTerms()
  const contested = useStore(useConsole().stores.queue, (state) => state.view.place === 'contested')
  if (contested) return <Contested row={row} />
  return (
    <>
      <Severity level={row.severity} />
      <span className="l1">
        <span>
          {ruleTitle(terms, row.rule)}{' '}
          <span className="times" title={counted(row.reports, 'report')}>
            ×{row.reports}
          </span>
        </span>
        {row.standing ? (
          <span className={`chip ${row.standing}`}>
            <Icon name={row.standing} />
            {past[row.standing]}
          </span>
        ) : null}
        <WhoseOrWhere row={row} />
      </span>
      <span className="age">
        <Since at={row.receivedAt} />
      </span>
      <RowWords words={row.words} />
    </>
  )
}

/** Under *contested* a row says what was decided, or what must be done, and for how long it waits. */
function Contested({ row }: { readonly row: CaseRow }) {
  return (
    <>
      <Severity level={row.severity} />
      <span className="l1">
        <span>{contestRowWords(row)}</span>
      </span>
      <span className="age">
        <Since at={row.contest?.since ?? row.receivedAt} />
      </span>
      <RowWords words={row.words} />
    </>
  )
}

/** Who has the case, in the article's place. In one's own batch all of them are one's own. */
function WhoseOrWhere({ row: { claim, article, handed, aside } }: { readonly row: CaseRow }) {
  const inBatch = useStore(useConsole().stores.queue, (state) => state.view.place === 'batch')
  const runs = useRuns(claim)
  if (aside) return <RowAside aside={aside} />
  if (handed && (handed.mine !== null || !(claim && runs))) return <RowHand handed={handed} />
  if (claim && runs && !(inBatch && claim.mine)) return <RowClaim claim={claim} />
  return (
    <span className="slug" dir="auto">
      {article}
    </span>
  )
}
