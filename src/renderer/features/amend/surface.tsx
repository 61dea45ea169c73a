import { useEffect, useLayoutEffect, useRef } from 'react'
import { useConsole } from '../../context.tsx'
import type { Amending } from '../../stores/amending.ts'
import { spanOf } from '../../stores/selection.ts'
import { CutText } from '../../ui/cut-text.tsx'
import { readSelection, showSelection } from '../../ui/text-selection.ts'

/** Their words, to be selected in by keys or mouse. The selection is the browser's own. */
export function Surface({ amending }: { readonly amending: Amending }) {
  const { decide } = useConsole().stores
  const box = useRef<HTMLDivElement>(null)
  const { words, cuts, current, offers, selection } = amending
  useEffect(() => {
    const before = document.activeElement
    box.current?.focus({ preventScroll: true })
    return () => {
      const heading = document.querySelector<HTMLElement>('[data-part="case-heading"]')
      const back = before instanceof HTMLElement && before.isConnected ? before : heading
      const target = back === document.body ? heading : back
      target?.focus({ preventScroll: true })
      document.getSelection()?.removeAllRanges()
    }
  }, [])
  useLayoutEffect(() => {
    if (box.current) showSelection(box.current, spanOf(selection))
  })
  const read = () => {
    const span = box.current && readSelection(box.current)
    if (!span) return
    const [start, end] = span
    const word = words.words.find(([from, to]) => from <= start && start <= to)
    if (start < end) decide.amend.mark(span)
    else if (word) decide.amend.mark(word)
  }
  return (
    <div
      ref={box}
      className="body words surface"
      role="textbox"
      aria-readonly="true"
      aria-multiline="true"
      aria-labelledby="own"
      aria-describedby="amkeys"
      tabIndex={0}
      dir="auto"
      data-part="amend-surface"
      onPointerUp={() => {
        // The browser settles its selection after this.
        setTimeout(read)
      }}
    >
      <CutText
        text={words.text}
        marks={offers.map(({ span }) => span)}
        cuts={cuts.map(({ span }, i) => ({
          span,
          className: i === current ? 'cut now' : 'cut',
          after: <sup>{i + 1}</sup>,
        }))}
      />
    </div>
  )
}
