import { useStore } from 'zustand'
import type { CaseView } from '../../../shared/contract/models.ts'
import { ariaKeys } from '../../../shared/commands/keys.ts'
import { type CommandId, commandOf } from '../../../shared/commands/catalogue.ts'
import { may } from '../../../shared/domain/permission.ts'
import { useConsole, useTerms } from '../../context.tsx'
import { questionFor } from '../../stores/asking.ts'
import { choicesFor, likeliestOf, type PickedVerb } from '../../stores/picking.ts'
import { mayRestore, removal } from '../../stores/standing.ts'
import { type IconName } from '../../glyphs.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { platform } from '../../ui/platform.ts'

/** The verbs, always in this order and place. Nothing else decides. */
export function DecisionBar({ view }: { readonly view: CaseView | undefined }) {
  const { stores, dispatch } = useConsole()
  const staff = useStore(stores.session, (state) => state.session?.staff ?? null)
  const decides = view !== undefined && staff !== null && may(staff.role, 'decide')
  const taken = view && removal(view)
  return (
    <div className="decide" role="toolbar" aria-label="Decide">
      <Verb verb="keep" title="Keep" hint="with a reason" live={decides} />
      <Verb verb="amend" title="Amend" hint="cut words out" live={decides} />
      <Verb verb="delete" title="Delete" hint={<LikelyHint view={view} />} live={decides} />
      <EscalateVerb view={view} live={decides} />
      {taken ? (
        <Verb
          verb="restore"
          title="Restore"
          hint={mayRestore(view, staff) ? 'put it back' : 'a lead may'}
          live={decides && mayRestore(view, staff) !== undefined}
        />
      ) : null}
      <div className="others">
        <button
          type="button"
          aria-disabled={!decides}
          onClick={(e) => dispatch('case.hand', e.timeStamp)}
        >
          <Kbd of="case.hand" /> Hand on
        </button>
        <button
          type="button"
          aria-disabled={!decides}
          onClick={(e) => dispatch('case.aside', e.timeStamp)}
        >
          <Kbd of="case.aside" /> {view?.aside ? 'Take out' : 'Put aside'}
        </button>
      </div>
    </div>
  )
}

interface VerbProps {
  readonly verb: PickedVerb | 'amend'
  readonly title: string
  readonly hint: React.ReactNode
  readonly live: boolean
}

function Verb(props: VerbProps) {
  const { decide } = useConsole().stores
  const { verb } = props
  const pressed = useStore(decide, (state) => state.at === 'picking' && state.verb === verb)
  return <BarButton {...props} name={verb} id={`decision.${verb}`} pressed={pressed} />
}

/** The question to a lead; of a case that has one for this person to answer, the answer. */
function EscalateVerb({
  view,
  live,
}: {
  readonly view: CaseView | undefined
  readonly live: boolean
}) {
  const { session, decide } = useConsole().stores
  const role = useStore(session, (state) => state.session?.staff?.role)
  const pressed = useStore(
    decide,
    (state) => state.at === 'asking' && (state.kind === 'escalate' || state.kind === 'answer'),
  )
  const question = view ? questionFor(view, role) : 'none'
  const common = { name: 'escalate', pressed } as const
  if (question === 'to-answer')
    return <BarButton {...common} id="case.answer" title="Answer" hint="the question" live={live} />
  const asked = question === 'asked'
  return (
    <BarButton
      {...common}
      id="case.escalate"
      title="Escalate"
      hint={asked ? 'already asked' : 'ask a lead'}
      live={live && !asked}
    />
  )
}

interface BarButtonProps extends Omit<VerbProps, 'verb'> {
  readonly id: CommandId
  readonly name: IconName
  readonly pressed: boolean
}

function BarButton({ id, name, title, hint, live, pressed }: BarButtonProps) {
  const { stores, dispatch } = useConsole()
  return (
    <button
      type="button"
      className={`verb ${name}`}
      aria-keyshortcuts={ariaKeys(commandOf(id).keys[0] ?? '', platform)}
      aria-pressed={pressed}
      aria-disabled={!live}
      onClick={(e) => {
        if (pressed) stores.decide.leave()
        else dispatch(id, e.timeStamp)
      }}
    >
      <Kbd of={id} />
      <Icon name={name} />
      <b>{title}</b>
      <span className="hint">{hint}</span>
    </button>
  )
}

/** The likeliest second key: the pair is learnt by reading it. */
function LikelyHint({ view }: { readonly view: CaseView | undefined }) {
  const [terms] = useTerms()
  if (!view || !terms) return 'under a rule'
  const [likely] = likeliestOf(choicesFor(terms, 'delete', view), view)
  if (!likely) return 'under a rule'
  return (
    <>
      then <b>{likely.key}</b> {likely.shortTitle}
    </>
  )
}
