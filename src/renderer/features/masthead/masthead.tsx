import { useStore } from 'zustand'
import type { CommandId } from '../../../shared/commands/catalogue.ts'
import { WHOLE_QUEUE } from '../../../shared/contract/models.ts'
import { may } from '../../../shared/domain/permission.ts'
import { useConsole } from '../../context.tsx'
import { sameView } from '../../stores/filters.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Name } from '../../ui/name.tsx'
import { inDigits } from '../../stores/sentences.ts'

/** The section line: where one is, how much waits, who one is. */
export function Masthead() {
  const { stores, dispatch } = useConsole()
  const staff = useStore(stores.session, (state) => state.session?.staff)
  const reads = !staff || may(staff.role, 'queue.read')
  return (
    <header className="mast">
      <span className="wordmark">Linesman</span>
      <nav aria-label="Places">{reads ? <Places /> : null}</nav>
      {reads ? (
        <button
          type="button"
          className="find end"
          onClick={(e) => dispatch('search.open', e.timeStamp)}
        >
          <Icon name="search" />
          <span>Search comments</span>
          <Kbd of="search.open" />
        </button>
      ) : null}
      <button
        type="button"
        className={reads ? 'quiet' : 'quiet end'}
        onClick={(e) => dispatch('palette.open', e.timeStamp)}
      >
        Do anything <Kbd of="palette.open" />
      </button>
      {staff ? (
        <span className="who">
          <Icon name="person" />
          <Name of={staff.name} />
          <span className="role q3">{staff.role}</span>
        </span>
      ) : null}
      <button
        type="button"
        className="quiet"
        onClick={(e) => dispatch('session.sign-out', e.timeStamp)}
      >
        Sign out
      </button>
    </header>
  )
}

function Places() {
  const { queue, counts, place, batch } = useConsole().stores
  const at = useStore(place, (state) => state.at)
  const listed = useStore(queue, (state) => state.view.place)
  const whole = useStore(queue, (state) => sameView(state.view, WHOLE_QUEUE))
  const here = useStore(queue, (state) => state.count)
  const taken = useStore(batch, (state) => state.batch?.nos.length ?? 0)
  const known = useStore(counts, (state) => state.counts)
  const among = at === 'cases' ? listed : undefined
  return (
    <ul>
      <Place
        id="place.queue"
        title="Queue"
        now={among === 'queue'}
        count={whole ? here : (known?.queue ?? here)}
      />
      <Place
        id="place.escalated"
        title="Escalated"
        now={among === 'escalated'}
        count={known?.escalated ?? 0}
      />
      <Place
        id="place.contested"
        title="Contested"
        now={among === 'contested'}
        count={known?.contested ?? 0}
      />
      <Place id="place.batch" title="Batch" now={at === 'batch'} count={taken} />
      <Place id="place.log" title="Log" now={at === 'log'} />
    </ul>
  )
}

interface PlaceProps {
  readonly id: CommandId
  readonly title: string
  readonly now: boolean
  readonly count?: number
}

function Place({ id, title, now, count }: PlaceProps) {
  const { dispatch } = useConsole()
  return (
    <li>
      <button
        type="button"
        className="place"
        aria-current={now ? 'page' : undefined}
        onClick={(e) => dispatch(id, e.timeStamp)}
      >
        {title}
        {count === undefined ? null : (
          <span className="n">
            {inDigits(count)}
            <span className="vh"> waiting</span>
          </span>
        )}
      </button>
    </li>
  )
}
