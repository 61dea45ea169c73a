import { useStore } from 'zustand'
import type { CommandId } from '../../../shared/commands/catalogue.ts'
import { type QueueView, WHOLE_QUEUE } from '../../../shared/contract/models.ts'
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

/** Places that are lists of cases, in the order of the section line. */
const LISTS = [
  { id: 'place.queue', title: 'Queue', of: 'queue' },
  { id: 'place.mine', title: 'Mine', of: 'mine' },
  { id: 'place.batch', title: 'Batch', of: 'batch' },
  { id: 'place.escalated', title: 'Escalated', of: 'escalated' },
  { id: 'place.contested', title: 'Contested', of: 'contested' },
] as const

function Places() {
  const { queue, counts, place } = useConsole().stores
  const at = useStore(place, (state) => state.at)
  const listed = useStore(queue, (state) => state.view.place)
  const whole = useStore(queue, (state) => sameView(state.view, WHOLE_QUEUE))
  const here = useStore(queue, (state) => state.count)
  const known = useStore(counts, (state) => state.counts)
  // The list in sight knows its own number a moment before the counts come.
  const count = (of: QueueView['place']) =>
    (of === 'queue' && whole) || !known ? (of === 'queue' ? here : 0) : known[of]
  const now = at === 'cases' ? listed : at
  return (
    <ul>
      {LISTS.map(({ id, title, of }) => (
        <Place key={id} id={id} title={title} now={now === of} count={count(of)} />
      ))}
      <Place id="place.log" title="Log" now={now === 'log'} />
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
