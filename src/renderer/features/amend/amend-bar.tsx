import type { CommandId } from '../../../shared/commands/catalogue.ts'
import { useConsole } from '../../context.tsx'
import { type Amending, blocked } from '../../stores/amending.ts'
import { openReports } from '../../stores/picking.ts'
import { ALL_THE_SAME } from '../../stores/amend-words.ts'
import { isFaced } from '../../stores/amend-warnings.ts'
import { counted } from '../../stores/sentences.ts'
import { type IconName } from '../../glyphs.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Name } from '../../ui/name.tsx'
import { useShown } from './use-shown.ts'
import { useWarnings } from './use-warnings.ts'

/** What can be done with the cuts: decide, start again, delete instead, leave. */
export function AmendBar({ amending }: { readonly amending: Amending }) {
  const { cuts, terms } = amending
  const stop = blocked(amending)
  const { warnings } = useWarnings(amending)
  const faced = warnings.length > 0 && isFaced(amending, warnings)
  return (
    <div className="decide" role="toolbar" aria-label="Amend">
      <Act
        id="amend.decide"
        icon="amend"
        go
        live={stop === undefined}
        title={faced ? ALL_THE_SAME : `Amend with ${counted(cuts.length, 'cut')}`}
      >
        {stop?.why ??
          (warnings.length > 0 && !faced ? (
            `first ${counted(warnings.length, 'warning')}`
          ) : (
            <Follows amending={amending} />
          ))}
      </Act>
      <Act id="amend.restart" icon="restore" live={cuts.length > 0} title="Start again">
        no cuts
      </Act>
      <Act id="amend.delete-instead" icon="delete" live title="Delete instead">
        under a rule
      </Act>
      <Act id="leave" icon="back" live title="Leave">
        {cuts.length > 0 ? 'cuts kept as a draft' : 'nothing is cut'}
      </Act>
      <div className="others">
        {terms.mayRewrite ? (
          <Rewrite version={terms.version} />
        ) : (
          <>
            <span>
              <Icon name="lock" /> Nothing can be added.
            </span>
            <span className="q3">Terms {terms.version} allow cuts only.</span>
          </>
        )}
      </div>
    </div>
  )
}

/** What follows once it is decided. */
function Follows({ amending: { rules, view } }: { readonly amending: Amending }) {
  if (rules) return 'then say why'
  const reports = openReports(view).length
  return (
    <>
      <Name of={view.case.comment.authorName} />
      {reports > 0 ? `, and ${counted(reports, 'report')} answered` : ' is told'}
    </>
  )
}

function Rewrite({ version }: { readonly version: string }) {
  return (
    <>
      <span>
        <Kbd of="amend.rewrite" /> Words can be put in.
      </span>
      <span className="q3">Terms {version} allow it, marked as the paper’s.</span>
    </>
  )
}

/** What can be done while writing over the words. */
export function WritingBar({ amending }: { readonly amending: Amending }) {
  const { cuts } = useShown(amending)
  const put = cuts.filter(({ words }) => words !== undefined).length
  return (
    <div className="decide" role="toolbar" aria-label="Writing over words">
      <Act id="amend.take-words" icon="amend" go live title="Take these words">
        {put > 0 ? `${counted(put, 'place')} written over` : 'nothing is put in'}
      </Act>
      <Act id="leave" icon="back" live title="Back to the cuts">
        what is written stays
      </Act>
    </div>
  )
}

interface ActProps {
  readonly id: CommandId
  readonly icon: IconName
  readonly title: string
  readonly live: boolean
  readonly go?: boolean
  readonly children: React.ReactNode
}

function Act({ id, icon, title, live, go = false, children }: ActProps) {
  const { dispatch } = useConsole()
  return (
    <button
      type="button"
      className={go ? 'verb act go' : 'verb act'}
      aria-disabled={!live}
      tabIndex={-1}
      onPointerDown={(event) => {
        event.preventDefault() // the words keep the focus
      }}
      onClick={(event) => dispatch(id, event.timeStamp)}
    >
      <Kbd of={id} />
      <Icon name={icon} />
      <b>{title}</b>
      <span className="hint">{children}</span>
    </button>
  )
}
