import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { CaseView } from '../../../shared/contract/models.ts'
import { useConsole, useDeskTime, useTerms } from '../../context.tsx'
import { logNarrowings, type Narrowing, queueNarrowings } from '../../stores/filters.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { SheetField } from '../../ui/sheet-field.tsx'
import { inDigits } from '../../stores/sentences.ts'

interface Entry {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly count?: number
  readonly take: () => void
}

/** What the list in sight can be narrowed to: type a few letters, take one. */
export function FilterSheet() {
  const { stores } = useConsole()
  const { overlay } = stores
  const { query, marked } = useStore(overlay)
  const all = useEntries(query)
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean)
  const entries = all.filter(({ kind, title }) =>
    words.every((word) => `${kind} ${title}`.toLowerCase().includes(word)),
  )
  const at = entries.length === 0 ? -1 : (marked + entries.length) % entries.length
  const take = (entry: Entry | undefined) => {
    if (!entry) return
    overlay.close()
    entry.take()
  }
  useEffect(() => {
    overlay.onTake(() => {
      take(entries[at])
    })
    document.getElementById(`fil-${at}`)?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <Dialog label="List only" className="pal filt" onLeave={overlay.close}>
      <SheetField
        label="List only"
        placeholder="List only: type a few letters"
        list="fil-list"
        marked={at < 0 ? undefined : `fil-${at}`}
        value={query}
        onType={overlay.search}
      />
      <div className="list" id="fil-list" role="listbox" aria-label="What to list">
        {entries.map((entry, i) => (
          <Option
            key={`${entry.kind}${entry.id}`}
            entry={entry}
            index={i}
            marked={i === at}
            onTake={take}
          />
        ))}
      </div>
      {entries.length === 0 ? <p className="none">Nothing here is called that.</p> : null}
      <Foot />
    </Dialog>
  )
}

function Foot() {
  return (
    <div className="pf">
      <span>
        <Kbd of="choice.take" /> list only these
      </span>
      <span>
        <Kbd cap="↑" />
        <Kbd cap="↓" /> move
      </span>
      <span className="end">
        <Kbd of="leave" /> leave it
      </span>
    </div>
  )
}

interface OptionProps {
  readonly entry: Entry
  readonly index: number
  readonly marked: boolean
  readonly onTake: (entry: Entry) => void
}

function Option({ entry, index, marked, onTake }: OptionProps) {
  const { overlay } = useConsole().stores
  return (
    <div
      id={`fil-${index}`}
      className="opt"
      role="option"
      tabIndex={-1}
      aria-selected={marked}
      onPointerMove={() => {
        if (!marked) overlay.mark(index)
      }}
      onPointerUp={() => {
        onTake(entry)
      }}
    >
      <span className="kind">{entry.kind}</span>
      <span className="t">
        <bdi>{entry.title}</bdi>
      </span>
      <span className="end">{entry.count === undefined ? null : inDigits(entry.count)}</span>
    </div>
  )
}

function useEntries(typed: string): readonly Entry[] {
  const { stores } = useConsole()
  const { place, counts, queue, log, cases } = stores
  const terms = useTerms()
  const inLog = useStore(place, (state) => state.at === 'log')
  const known = useStore(counts, (state) => state.counts)
  const { staff, detail } = useStore(log)
  const now = useDeskTime((time) => Math.floor(time / 60_000) * 60_000)
  const withTake = <F,>(list: readonly Narrowing<F>[], narrow: (part: Partial<F>) => unknown) =>
    list.map(({ part, ...entry }): Entry => ({ ...entry, take: () => void narrow(part) }))
  if (inLog) {
    const entryNo = detail?.line.no
    const article = articleOf(entryNo == null ? undefined : cases.view(entryNo))
    return withTake(logNarrowings({ staff, terms, article, now, typed }), log.narrow)
  }
  const no = stores.shown()
  const shown = no === undefined ? undefined : cases.view(no)
  return withTake(queueNarrowings(known, terms, shown), (part) =>
    queue.show({ ...queue.getState().view, ...part }),
  )
}

/** The article of an entry, where the entry's case is on this machine. */
function articleOf(
  view: CaseView | undefined,
): { readonly id: string; readonly title: string } | undefined {
  if (!view) return undefined
  const { articleId } = view.case.comment
  return { id: articleId, title: view.article?.title ?? 'The article of this entry' }
}
