import { useStore } from 'zustand'
import { useConsole } from '../../context.tsx'
import type { Amending } from '../../stores/amending.ts'
import { cutLength } from '../../stores/cutting.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Name } from '../../ui/name.tsx'
import { Severity } from '../../ui/severity.tsx'
import { ReportsFact } from '../../reports-fact.tsx'
import { AmendBar } from './amend-bar.tsx'
import { CutList } from './cut-list.tsx'
import { ReaderSide } from './reader-side.tsx'
import { Surface } from './surface.tsx'
import { inDigits } from '../../stores/sentences.ts'

/** Cutting words out: theirs on the left, what readers will see on the right. */
export function AmendView() {
  const state = useStore(useConsole().stores.decide)
  return state.at === 'amending' ? <Open amending={state} /> : null
}

function Open({ amending }: { readonly amending: Amending }) {
  const { view, words, cuts } = amending
  const { comment, revisions, severity } = view.case
  return (
    <main className="desk amending" aria-labelledby="ch" data-case={view.no}>
      <header className="chead">
        <Severity level={severity} />
        <h1 id="ch" data-part="case-heading" tabIndex={-1}>
          Amend: cut words out
        </h1>
        <span className="q3 small about-line">
          <Name of={comment.authorName} />, revision {revisions.bodyRev}
          {view.article ? `, under ${view.article.title}` : ''}
        </span>
      </header>
      <div className="amend2">
        <section aria-labelledby="own">
          <h2 id="own">
            Their words
            <span className="end">
              {inDigits(words.text.length)} characters, {inDigits(cutLength(cuts))} cut
            </span>
          </h2>
          <Surface amending={amending} />
          <CutList amending={amending} />
          <div className="below">
            <ReportsFact view={view} />
          </div>
        </section>
        <ReaderSide amending={amending} />
      </div>
      <Hands offers={amending.offers.length} />
      <AmendBar amending={amending} />
    </main>
  )
}

function Hands({ offers }: { readonly offers: number }) {
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
      {offers > 0 ? (
        <span>
          <Kbd of="amend.offered" /> cut what was reported
        </span>
      ) : null}
      <span className="end">
        <Icon name="amend" /> a rule’s letter cuts under it
      </span>
    </div>
  )
}
