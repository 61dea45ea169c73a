import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { CaseView } from '../../../shared/contract/models.ts'
import { ariaKeys } from '../../../shared/commands/keys.ts'
import { commandOf } from '../../../shared/commands/catalogue.ts'
import { useConsole, useTerms } from '../../context.tsx'
import { rulingTitle } from '../../stores/contest-words.ts'
import { type ContestPage, sidesOf } from '../../stores/contests.ts'
import { type Armed, cutsToBegin, groundFor, type RulingVerb } from '../../stores/ruling.ts'
import { draftOn } from '../../stores/ruling-actions.ts'
import { counted } from '../../stores/sentences.ts'
import { titleOf } from '../../stores/terms-store.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { platform } from '../../ui/platform.ts'

export interface RulingBarProps {
  readonly view: CaseView
  readonly page: ContestPage
}

const VERBS = ['delete', 'keep', 'amend'] as const

/** A lead's ruling: why, in a sentence, and the verb it is made with. */
export function RulingBar({ view, page }: RulingBarProps) {
  const { ruling } = useConsole().stores.decide
  const found = useStore(ruling, ({ drafts }) => drafts.get(view.no))
  const draft = draftOn(found, { view, page })
  return (
    <section className="ruling" aria-labelledby="ru">
      <h2 id="ru">
        Your ruling{' '}
        <span className="q3">
          on revision {view.case.revisions.bodyRev}, the text that is there now
        </span>
        <span className="end remark small" role="status">
          {draft.remark ?? ''}
        </span>
      </h2>
      {draft.problem ? (
        <p className="note bad" role="alert">
          <Icon name="warn" />
          <span>
            <b>Not kept.</b> {draft.problem.message} Your words are below.
          </span>
        </p>
      ) : null}
      <Words view={view} page={page} words={draft.words} missing={draft.remark !== undefined} />
      <div className="acts" role="toolbar" aria-label="Rule">
        {VERBS.map((verb) => (
          <RulingButton key={verb} view={view} page={page} verb={verb} armed={draft.armed} />
        ))}
      </div>
    </section>
  )
}

interface WordsProps extends RulingBarProps {
  readonly words: string
  readonly missing: boolean
}

function Words({ view, page, words, missing }: WordsProps) {
  const { stores } = useConsole()
  const { ruling } = stores.decide
  const field = useRef<HTMLInputElement>(null)
  const wanted = useStore(ruling, (state) => state.wanted)
  const seen = useRef(wanted)
  useEffect(() => {
    // Not when the page opens: only when something asks for the words.
    if (seen.current !== wanted) field.current?.focus({ preventScroll: true })
    seen.current = wanted
  }, [wanted])
  return (
    <label className="field">
      <span>Why, in a sentence. All who decided read it; it is disclosable.</span>
      <input
        ref={field}
        className="box"
        data-part="ruling-words"
        autoComplete="off"
        value={words}
        aria-required="true"
        aria-invalid={missing && words.trim() === ''}
        aria-keyshortcuts={ariaKeys('enter', platform)}
        onChange={(event) => {
          ruling.write({ view, page }, event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          document.querySelector<HTMLElement>('[data-part="case-heading"]')?.focus()
        }}
      />
    </label>
  )
}

interface RulingButtonProps extends RulingBarProps {
  readonly verb: RulingVerb
  readonly armed: Armed | undefined
}

function RulingButton({ view, page, verb, armed }: RulingButtonProps) {
  const { dispatch } = useConsole()
  const id = `decision.${verb}` as const
  const chosen = armed?.verb === verb
  return (
    <button
      type="button"
      className={`verb ${verb}`}
      aria-keyshortcuts={ariaKeys(commandOf(id).keys[0] ?? '', platform)}
      aria-pressed={chosen}
      onClick={(e) => dispatch(id, e.timeStamp)}
    >
      <Kbd of={id} />
      <Icon name={verb} />
      <b>{rulingTitle(view, verb)}</b>
      <span className="hint">
        {chosen ? <Chosen armed={armed} /> : <Hint view={view} page={page} verb={verb} />}
      </span>
    </button>
  )
}

function Chosen({ armed }: { readonly armed: Armed }) {
  const title = titleOf(useTerms(), armed.ground)
  const what = armed.verb === 'amend' ? counted(armed.cuts.length, 'cut') : title
  return (
    <>
      <kbd>↵</kbd> rules: {what}
    </>
  )
}

function Hint({ view, page, verb }: Omit<RulingButtonProps, 'armed'>) {
  const versions = useTerms()
  const [terms] = versions
  if (!terms) return null
  if (verb === 'amend') {
    const cuts = cutsToBegin(view, page.contests).length
    return cuts > 0 ? `from ${counted(cuts, 'cut')}` : 'cut words out'
  }
  const ground = groundFor(verb, { view, sides: sidesOf(view, page.contests), terms })
  if (ground) return titleOf(versions, ground)
  return verb === 'keep' ? 'with a reason' : 'under a rule'
}
