import { useEffect, useRef } from 'react'
import { useConsole } from '../../context.tsx'
import { type Amending, mayAmend } from '../../stores/amending.ts'
import type { DraftCut } from '../../stores/cutting.ts'
import { warningWords } from '../../stores/amend-words.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { oneLine } from '../../ui/one-line.ts'
import { useWarnings } from './use-warnings.ts'
import { Warning } from './warning.tsx'

/** Every cut with its rule and what to think of before deciding, and the letters that set one. */
export function CutList({ amending }: { readonly amending: Amending }) {
  const { cuts, current, remark, problem } = amending
  const { warnings, looked } = useWarnings(amending)
  const shown = warnings.map((warning) => (
    <Warning key={warning.kind} amending={amending} warning={warning} looked={warning === looked} />
  ))
  return (
    <section className="cuts" aria-label="Cuts">
      {cuts.length === 0 ? <FirstCut amending={amending} /> : null}
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it (WCAG 2.1.1) */}
      <div className="list" tabIndex={0} role="group" aria-label="Each cut">
        <ol>
          {cuts.map((cut, i) => (
            <Cut key={cut.span[0]} amending={amending} cut={cut} index={i}>
              {shown.filter((_, n) => warnings[n]?.cut === i)}
            </Cut>
          ))}
        </ol>
      </div>
      <p className="vh" role="status">
        {cuts[current] ? said(amending, cuts[current], current) : 'No cut.'}
      </p>
      <p className="vh" role="alert" data-part="warned">
        {warnings.map((warning) => warningWords(warning).join(' ')).join(' ')}
      </p>
      {problem ? (
        <p className="note bad" role="alert">
          <Icon name="warn" />
          <span>
            <b>Not kept.</b> {problem.message} Your cuts are here; decide again with{' '}
            <Kbd of="amend.decide" />
          </span>
        </p>
      ) : null}
      {remark === undefined ? null : (
        <p className="note" role="alert">
          <Icon name="warn" />
          <b>{remark}</b>
        </p>
      )}
      <Letters amending={amending} />
    </section>
  )
}

function FirstCut({ amending: { offers } }: { readonly amending: Amending }) {
  return (
    <p className="q2">
      Nothing is cut yet. A rule’s letter cuts what is marked, <Kbd of="amend.cut" /> without a rule
      {offers.length > 0 ? (
        <>
          ; <Kbd of="amend.offered" /> cuts what was reported
        </>
      ) : null}
      .
    </p>
  )
}

interface CutProps {
  readonly amending: Amending
  readonly cut: DraftCut
  readonly index: number
  /** What it is warned of. */
  readonly children: React.ReactNode
}

function Cut({ amending, cut, index, children }: CutProps) {
  const { decide } = useConsole().stores
  const rule = mayAmend(amending.terms, cut.rule)
  const text = amending.words.text.slice(...cut.span)
  const row = useRef<HTMLLIElement>(null)
  const now = index === amending.current
  useEffect(() => {
    if (now) row.current?.scrollIntoView({ block: 'nearest' })
  }, [now])
  return (
    <li ref={row} aria-current={now}>
      <button
        type="button"
        tabIndex={-1}
        onPointerDown={(event) => {
          event.preventDefault() // the words keep the focus
          decide.amend.mark(cut.span)
        }}
      >
        <span className="n">{index + 1}</span>
        <span className="words" dir="auto">
          {oneLine(text)}
          {cut.words === undefined ? null : <ins className="put-in">{oneLine(cut.words)}</ins>}
        </span>
        {rule ? (
          <span>
            <kbd>{rule.key}</kbd> {rule.shortTitle}
          </span>
        ) : (
          <span className="warn">no rule yet</span>
        )}
      </button>
      {children}
    </li>
  )
}

/** Every rule that allows amending, always in the same place with the same letter. */
function Letters({ amending }: { readonly amending: Amending }) {
  const { decide, clock } = useConsole().stores
  const { terms, cuts, current } = amending
  const chosen = cuts[current]?.rule
  return (
    <div className="letters" role="group" aria-label="Rule of the current cut">
      {terms.rules
        .filter((rule) => rule.mayAmend)
        .map((rule) => (
          <button
            key={rule.code}
            type="button"
            tabIndex={-1}
            aria-pressed={rule.code === chosen}
            aria-disabled={!cuts[current]}
            onPointerDown={(event) => {
              event.preventDefault()
              decide.amend.rule(rule.key, clock.time.steady())
            }}
          >
            <kbd>{rule.key}</kbd> {rule.shortTitle}
          </button>
        ))}
    </div>
  )
}

function said({ words, terms }: Amending, cut: DraftCut, index: number): string {
  const text = words.text.slice(...cut.span)
  const rule = mayAmend(terms, cut.rule)?.shortTitle ?? 'no rule yet'
  return `Cut ${index + 1}, “${oneLine(text)}”, ${text.length} characters, ${rule}.`
}
