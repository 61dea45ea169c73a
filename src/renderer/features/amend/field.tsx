import { useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { useConsole } from '../../context.tsx'
import type { Amending } from '../../stores/amending.ts'
import type { Writing } from '../../stores/cutting.ts'
import { wordDiff } from '../../text/word-diff.ts'
import { Icon } from '../../ui/icon.tsx'

export interface FieldProps {
  readonly amending: Amending
  readonly writing: Writing
}

/** Writing over their words: what is written, and what of theirs it changes as one writes. */
export function Field({ amending, writing }: FieldProps) {
  const { decide } = useConsole().stores
  const field = useRef<HTMLTextAreaElement>(null)
  const { words, remark } = amending
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.setSelectionRange(0, 0)
  }, [])
  return (
    <div className="writing">
      <textarea
        ref={field}
        className="words"
        dir="auto"
        spellCheck
        aria-labelledby="own"
        aria-describedby="amkeys"
        aria-invalid={remark !== undefined}
        value={writing.text}
        onChange={(event) => {
          decide.amend.write(event.target.value)
        }}
      />
      {remark === undefined ? null : (
        <p className="note bad" role="alert">
          <Icon name="warn" />
          <b>{remark}</b>
        </p>
      )}
      <h3>What changes</h3>
      <Changes former={words.text} latter={writing.text} />
    </div>
  )
}

/** What came and went, by words; the field is never kept waiting for it. */
function Changes({ former, latter }: { readonly former: string; readonly latter: string }) {
  const shown = useDeferredValue(latter)
  const changes = useMemo(() => wordDiff(former, shown), [former, shown])
  return (
    <div
      className="body words seen changes"
      dir="auto"
      // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it (WCAG 2.1.1)
      tabIndex={0}
      role="group"
      aria-label="What changes"
    >
      {changes.map(({ kind, text }, i) =>
        kind === 'same' ? (
          <span key={i}>{text}</span>
        ) : kind === 'removed' ? (
          <del key={i}>{text}</del>
        ) : (
          <ins key={i}>{text}</ins>
        ),
      )}
    </div>
  )
}
