import type { CommandId } from '../../../shared/commands/catalogue.ts'
import { useConsole } from '../../context.tsx'
import { type Amending, blocked } from '../../stores/amending.ts'
import { openReports } from '../../stores/picking.ts'
import { counted } from '../../stores/sentences.ts'
import { type IconName } from '../../glyphs.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Name } from '../../ui/name.tsx'

/** What can be done with the cuts: decide, start again, delete instead, leave. */
export function AmendBar({ amending }: { readonly amending: Amending }) {
  const { view, cuts, terms } = amending
  const stop = blocked(amending)
  const reports = openReports(view).length
  return (
    <div className="decide" role="toolbar" aria-label="Amend">
      <Act
        id="amend.decide"
        icon="amend"
        go
        live={stop === undefined}
        title={`Amend with ${counted(cuts.length, 'cut')}`}
      >
        {stop?.why ?? (amending.rules ? 'then say why' : null) ?? (
          <>
            <Name of={view.case.comment.authorName} />
            {reports > 0 ? `, and ${counted(reports, 'report')} answered` : ' is told'}
          </>
        )}
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
        <span>
          <Icon name="lock" /> Nothing can be added.
        </span>
        <span className="q3">Terms {terms.version} allow cuts only.</span>
      </div>
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
