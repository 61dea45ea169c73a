import { useStore } from 'zustand'
import { useConsole } from '../../context.tsx'
import type { Amending } from '../../stores/amending.ts'
import { cutLength } from '../../stores/cutting.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Name } from '../../ui/name.tsx'
import { Severity } from '../../ui/severity.tsx'
import { ReportsFact } from '../../reports-fact.tsx'
import { AmendBar, WritingBar } from './amend-bar.tsx'
import { CutList } from './cut-list.tsx'
import { Field } from './field.tsx'
import { ReaderSide } from './reader-side.tsx'
import { Surface } from './surface.tsx'
import { useShown } from './use-shown.ts'
import { inDigits } from '../../stores/sentences.ts'

/** Cutting words out: theirs on the left, what readers will see on the right. */
export function AmendView() {
  const state = useStore(useConsole().stores.decide)
  return state.at === 'amending' ? <Open amending={state} /> : null
}

function Open({ amending }: { readonly amending: Amending }) {
  const { view, words, cuts } = amending
  const { comment, revisions, severity } = view.case
  const shown = useShown(amending)
  return (
    <main className="desk amending" aria-labelledby="ch" data-case={view.no}>
      <header className="chead">
        <Severity level={severity} />
        <h1 id="ch" data-part="case-heading" tabIndex={-1}>
          {amending.writing ? 'Amend: write over words' : 'Amend: cut words out'}
        </h1>
        <span className="q3 small about-line">
          <Name of={comment.authorName} />, revision {revisions.bodyRev}
          {view.article ? `, under ${view.article.title}` : ''}
        </span>
      </header>
      <div className="amend2">
        <section className="own" aria-labelledby="own">
          <h2 id="own">
            Their words
            <span className="end">
              {inDigits(words.text.length)} characters, {inDigits(cutLength(cuts))} cut
            </span>
          </h2>
          {amending.writing ? (
            <Field amending={amending} writing={amending.writing} />
          ) : (
            <>
              <Surface amending={amending} />
              <CutList amending={amending} />
            </>
          )}
          {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it (WCAG 2.1.1) */}
          <div className="below" tabIndex={0} role="group" aria-label="Reports">
            <ReportsFact view={view} />
          </div>
        </section>
        <ReaderSide amending={shown} />
      </div>
      {amending.writing ? <WritingHands /> : <Hands amending={amending} />}
      {amending.writing ? <WritingBar amending={amending} /> : <AmendBar amending={amending} />}
    </main>
  )
}

function WritingHands() {
  return (
    <div className="tape" id="amkeys">
      <span>
        <Icon name="amend" /> What you write is shown as the paper’s, and kept with its reason.
      </span>
      <span className="end">
        <Kbd of="amend.take-words" /> take it <Kbd of="leave" /> back to the cuts
      </span>
    </div>
  )
}

function Hands({ amending: { offers, terms } }: { readonly amending: Amending }) {
  return (
    <div className="tape" id="amkeys">
      <span>
        <Kbd of="amend.word-previous" /> <Kbd of="amend.word-next" /> word
      </span>
      <span>
        <Kbd of="amend.sentence-previous" /> <Kbd of="amend.sentence-next" /> sentence
      </span>
      <span>
        <Kbd cap="⇧" /> extends
      </span>
      <span>
        <Kbd of="amend.cut" /> cut or uncut
      </span>
      <span>
        <Kbd of="amend.cut-next" /> next cut
      </span>
      <span>
        <Kbd of="amend.take-back" /> take back
      </span>
      {offers.length > 0 ? (
        <span>
          <Kbd of="amend.offered" /> cut what was reported
        </span>
      ) : null}
      {terms.mayRewrite ? (
        <span>
          <Kbd of="amend.rewrite" /> write over
        </span>
      ) : null}
      <span className="end">
        <Icon name="amend" /> a rule’s letter cuts under it
      </span>
    </div>
  )
}
