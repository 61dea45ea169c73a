import type { CaseView } from '../../../shared/contract/models.ts'
import { useConsole, useTerms } from '../../context.tsx'
import { openQuestion, questionFor } from '../../stores/asking.ts'
import { past, whereItStands } from '../../stores/sentences.ts'
import { titleOf } from '../../stores/terms-store.ts'
import { useStore } from 'zustand'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Ago } from '../../when.tsx'

/** What was asked of a lead about this case, and the answer where there is one; the newest first. */
export function Questions({ view }: { readonly view: CaseView }) {
  const { escalations } = view.case
  if (escalations.length === 0) return null
  return (
    <section className="questions" aria-label="Questions to a lead">
      {escalations.toReversed().map(({ opId, question, by, at, hides, answer }) => (
        <div key={opId} className={answer ? 'question' : 'question open'}>
          <Icon name="escalate" />
          <div>
            <p>
              <b>{by.name}</b> asked a lead <Ago at={at} />
              {hides ? '; hidden until answered' : ''}: <span className="words">{question}</span>
            </p>
            {answer ? (
              <p>
                <b>{answer.by.name}</b> answered <Ago at={answer.at} />:{' '}
                <span className="words">{answer.words}</span>
              </p>
            ) : null}
          </div>
        </div>
      ))}
      <AnswerHint view={view} />
    </section>
  )
}

function AnswerHint({ view }: { readonly view: CaseView }) {
  const { stores, dispatch } = useConsole()
  const role = useStore(stores.session, (state) => state.session?.staff?.role)
  if (!openQuestion(view)) return null
  if (questionFor(view, role) !== 'to-answer')
    return <p className="small q3">No answer yet. You may still decide.</p>
  return (
    <button type="button" className="btn" onClick={(e) => dispatch('case.answer', e.timeStamp)}>
      <Kbd of="case.answer" /> Answer
    </button>
  )
}

/** A decision that was not accepted is put away where such ones are listed. */
function PutAway() {
  const { stores, dispatch } = useConsole()
  const here = useStore(stores.queue, (state) => state.view.place === 'contested')
  if (!here) return null
  return (
    <button
      type="button"
      className="btn"
      onClick={(e) => dispatch('contest.put-away', e.timeStamp)}
    >
      <Kbd of="contest.put-away" /> Put it away
    </button>
  )
}

/** Of a case that was decided here: that it was, while it is on its way; or what the desk said. */
export function DeskSaid({ view }: { readonly view: CaseView }) {
  const { delivery } = view
  const terms = useTerms()
  if (!delivery) return null
  if (delivery.state !== 'contested' && delivery.state !== 'refused')
    return (
      <p className="note said-back">
        <Icon name={delivery.verb} />
        <span>
          <b>You {past[delivery.verb].toLowerCase()} this:</b> {titleOf(terms, delivery.ground)}.{' '}
          {whereItStands(delivery.state)}
        </span>
      </p>
    )
  return (
    <p className="note said-back">
      <Icon name="two" />
      <span>
        <b>
          {delivery.state === 'contested'
            ? 'Your decision is contested.'
            : 'Your decision was not accepted.'}
        </b>{' '}
        {delivery.problem?.message}{' '}
        {delivery.state === 'contested' ? 'Both decisions are under Contested.' : ''}{' '}
        {delivery.state === 'refused' ? <PutAway /> : null}
      </span>
    </p>
  )
}
