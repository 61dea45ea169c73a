import { useConsole } from '../../context.tsx'
import { type Amending, mayAmend } from '../../stores/amending.ts'
import { cutWarnings, type DraftCut } from '../../stores/cutting.ts'
import { Icon } from '../../ui/icon.tsx'
import { oneLine } from '../../ui/one-line.ts'

/** Every cut with its rule, the letters that set one, and what to think of before deciding. */
export function CutList({ amending }: { readonly amending: Amending }) {
  const { words, cuts, current, remark, problem } = amending
  const warnings = cutWarnings(words.text, cuts)
  return (
    <section className="cuts" aria-label="Cuts">
      {cuts.length === 0 ? <FirstCut amending={amending} /> : null}
      <ol>
        {cuts.map((cut, i) => (
          <Cut key={cut.span[0]} amending={amending} cut={cut} index={i} />
        ))}
      </ol>
      <p className="vh" role="status">
        {cuts[current] ? said(amending, cuts[current], current) : 'No cut.'}
      </p>
      <Letters amending={amending} />
      {problem ? (
        <p className="note bad" role="alert">
          <Icon name="warn" />
          <span>
            <b>Not kept.</b> {problem.message} Your cuts are here; decide again with <kbd>↵</kbd>
          </span>
        </p>
      ) : null}
      {remark === undefined ? null : (
        <p className="note" role="alert">
          <Icon name="warn" />
          <b>{remark}</b>
        </p>
      )}
      {warnings.map((warning) => (
        <p key={warning} className="note">
          <Icon name="warn" />
          <span>{warning}</span>
        </p>
      ))}
    </section>
  )
}

function FirstCut({ amending: { offers } }: { readonly amending: Amending }) {
  return (
    <p className="q2">
      Nothing is cut yet. A rule’s letter cuts what is marked, <kbd>space</kbd> without a rule
      {offers.length > 0 ? (
        <>
          ; <kbd>1</kbd> cuts what was reported
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
}

function Cut({ amending, cut, index }: CutProps) {
  const { decide } = useConsole().stores
  const rule = mayAmend(amending.terms, cut.rule)
  const text = amending.words.text.slice(...cut.span)
  return (
    <li aria-current={index === amending.current}>
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
        </span>
        {rule ? (
          <span>
            <kbd>{rule.key}</kbd> {rule.shortTitle}
          </span>
        ) : (
          <span className="warn">no rule yet</span>
        )}
      </button>
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
