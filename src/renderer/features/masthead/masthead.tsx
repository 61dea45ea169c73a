import { useStore } from 'zustand'
import { useConsole } from '../../context.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Name } from '../../ui/name.tsx'

/** The section line: where one is, how much waits, who one is. */
export function Masthead() {
  const { stores, dispatch } = useConsole()
  const count = useStore(stores.queue, (state) => state.count)
  const staff = useStore(stores.session, (state) => state.session?.staff)
  return (
    <header className="mast">
      <span className="wordmark">Linesman</span>
      <nav aria-label="Places">
        <ul>
          <li>
            <button
              type="button"
              className="place"
              aria-current="page"
              onClick={(e) => dispatch('place.queue', e.timeStamp)}
            >
              Queue
              <span className="n" aria-label={`${count} waiting`}>
                {count.toLocaleString('en-GB')}
              </span>
            </button>
          </li>
        </ul>
      </nav>
      <button
        type="button"
        className="quiet end"
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
