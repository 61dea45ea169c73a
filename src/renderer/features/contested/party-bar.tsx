import { useStore } from 'zustand'
import type { CommandId } from '../../../shared/commands/catalogue.ts'
import type { CaseView } from '../../../shared/contract/models.ts'
import { useConsole, useTerms } from '../../context.tsx'
import { ownEnding, VERB } from '../../stores/contest-words.ts'
import { type ContestPage, sidesOf } from '../../stores/contests.ts'
import { cutsNow } from '../../stores/ruling.ts'
import { counted } from '../../stores/sentences.ts'
import { titleOf } from '../../stores/terms-store.ts'
import { type IconName } from '../../glyphs.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'

export interface PartyBarProps {
  readonly view: CaseView
  readonly page: ContestPage
}

/** What somebody who decided can do: wait, make it again on the new text, or put it away. */
export function PartyBar({ view, page }: PartyBarProps) {
  const staff = useStore(useConsole().stores.session, (state) => state.session?.staff)
  return (
    <div className="decide party" role="toolbar" aria-label="Contested">
      {page.matter === 'again' ? <AgainVerbs view={view} page={page} /> : null}
      {page.matter === 'waits' ? (
        <p className="q2">
          A lead has yet to rule. What stands for now is on the site; there is nothing for you to
          do.
        </p>
      ) : null}
      {page.matter === 'ended' && staff ? (
        <p className="q2">{ownEnding(view, page, staff.id)}</p>
      ) : null}
      {page.matter === 'waits' ? null : (
        <Act id="contest.put-away" icon="back" title="Put it away" hint="you have read it" />
      )}
    </div>
  )
}

function AgainVerbs({ view, page }: PartyBarProps) {
  const terms = useTerms()
  const side = sidesOf(view, page.contests).findLast(({ kinds }) => kinds.length > 0)
  if (!side) return null
  const { verb, ground, cuts } = side
  const kept = cutsNow(view, side).length
  const hint =
    verb === 'amend'
      ? kept === cuts.length
        ? counted(kept, 'cut')
        : `${kept} of ${counted(cuts.length, 'cut')} still fit`
      : titleOf(terms, ground)
  return (
    <>
      {verb === 'restore' ? null : (
        <Act
          id="contest.again"
          icon={verb}
          title={`${VERB[verb]} this text too`}
          hint={hint}
          go={true}
        />
      )}
      {(['keep', 'amend', 'delete'] as const).map((other) => (
        <Act
          key={other}
          id={`decision.${other}`}
          icon={other}
          title={VERB[other]}
          hint="decide anew"
        />
      ))}
    </>
  )
}

interface ActProps {
  readonly id: CommandId
  readonly icon: IconName
  readonly title: string
  readonly hint: string
  readonly go?: boolean
}

function Act({ id, icon, title, hint, go = false }: ActProps) {
  const { dispatch } = useConsole()
  return (
    <button
      type="button"
      className={`verb ${icon}${go ? ' go' : ''}`}
      onClick={(e) => dispatch(id, e.timeStamp)}
    >
      <Kbd of={id} />
      <Icon name={icon} />
      <b>{title}</b>
      <span className="hint">{hint}</span>
    </button>
  )
}
