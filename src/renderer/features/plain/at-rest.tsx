import { useStore } from 'zustand'
import { WHOLE_QUEUE } from '../../../shared/contract/models.ts'
import { may } from '../../../shared/domain/permission.ts'
import { useConsole, useDeskTime } from '../../context.tsx'
import { isNarrowed, sameView } from '../../stores/filters.ts'
import { clockTime, inDigits } from '../../stores/sentences.ts'
import { Kbd } from '../../ui/kbd.tsx'

/** When there is no case to show: nothing waits, or not yet, or not for this person. */
export function AtRest() {
  const { queue, sync, session } = useConsole().stores
  const status = useStore(queue, (state) => state.status)
  const whole = useStore(queue, (state) => sameView(state.view, WHOLE_QUEUE))
  const first = useStore(sync, (state) => state.sync?.state === 'first-sync')
  const role = useStore(session, (state) => state.session?.staff?.role)
  if (role && !may(role, 'queue.read')) return <NotYours />
  if (first) return <FirstSync />
  if (status === 'failed') return <Failed />
  if (status === 'loading') return <Loading />
  return whole ? <Empty /> : <NoneListed />
}

interface MidProps {
  readonly title: string
  readonly late?: boolean
  readonly children: React.ReactNode
}

function Mid({ title, late = false, children }: MidProps) {
  return (
    <div className={late ? 'mid late' : 'mid'}>
      <h1 id="ch" tabIndex={-1} data-part="case-heading">
        {title}
      </h1>
      {children}
    </div>
  )
}

function Empty() {
  const { stores, dispatch } = useConsole()
  const newest = useStore(stores.tape, ({ entries }) =>
    entries.find((entry) => entry.kind === 'decision'),
  )?.delivery.madeAt
  const offline = useStore(stores.sync, (state) => state.sync?.state === 'offline')
  const last = useDeskTime((now) => (newest ? ` Your last was at ${clockTime(newest, now)}.` : ''))
  return (
    <Mid title="Nothing is waiting.">
      <p className="q2">
        Every reported comment that is on this machine has been decided.{last}{' '}
        {offline
          ? 'The desk can’t be reached, so newer reports are not here yet.'
          : 'New reports arrive by themselves; there is nothing to refresh.'}
      </p>
      <div className="acts">
        <button type="button" className="btn" onClick={(e) => dispatch('sync.now', e.timeStamp)}>
          <Kbd of="sync.now" /> Sync now
        </button>
        <button type="button" className="btn" onClick={(e) => dispatch('keys.open', e.timeStamp)}>
          <Kbd of="keys.open" /> Keys
        </button>
      </div>
    </Mid>
  )
}

const NONE = {
  queue: ['Nothing fits that.', 'No open case is listed under those words.'],
  escalated: [
    'Nobody waits for a lead.',
    'A question asked with e is listed here until a lead answers it.',
  ],
  contested: [
    'Nothing is contested.',
    'Where two decided differently, or the author edited first, the case is listed here until it is ruled on.',
  ],
  mine: [
    'You have nothing of your own.',
    'What a colleague hands you, what you take with c and what you put aside with s is listed here.',
  ],
  batch: [
    'Your batch is done.',
    'What you decided is sent by itself. The batch’s page, g b, says what is still on its way.',
  ],
} as const

function NoneListed() {
  const { stores, dispatch } = useConsole()
  const view = useStore(stores.queue, (state) => state.view)
  const narrowed = isNarrowed(view)
  const [title, sentence] = NONE[narrowed ? 'queue' : view.place]
  return (
    <Mid title={title}>
      <p className="q2">{sentence}</p>
      <div className="acts">
        {narrowed ? (
          <button
            type="button"
            className="btn"
            onClick={(e) => dispatch('filter.clear', e.timeStamp)}
          >
            <Kbd of="filter.clear" /> List all again
          </button>
        ) : null}
        <button type="button" className="btn" onClick={(e) => dispatch('place.queue', e.timeStamp)}>
          <Kbd of="place.queue" /> Queue
        </button>
      </div>
    </Mid>
  )
}

function FirstSync() {
  const progress = useStore(useConsole().stores.sync, (state) => state.sync?.progress)
  const waiting = useStore(useConsole().stores.sync, (state) => state.sync?.waiting ?? 0)
  const have = progress?.have ?? 0
  const of = Math.max(progress?.of ?? 0, have)
  return (
    <Mid title="Fetching the cases.">
      <p className="q2">You can start when the first ones are here, most urgent first.</p>
      <div
        className="bar"
        role="progressbar"
        aria-label="Fetching cases"
        aria-valuemin={0}
        aria-valuemax={of}
        aria-valuenow={have}
      >
        <i style={{ width: `${of > 0 ? (100 * have) / of : 0}%` }} />
      </div>
      <p className="small q2">
        {of > 0 ? `${inDigits(have)} of ${inDigits(of)}` : 'Asking the desk how many there are.'}
      </p>
      <dl className="kv apart">
        <dt>Decisions waiting to be sent</dt>
        <dd>{waiting}</dd>
      </dl>
    </Mid>
  )
}

function Loading() {
  return (
    <Mid title="Opening the queue." late>
      <p className="q2">Reading what is on this machine.</p>
    </Mid>
  )
}

function Failed() {
  const { queue } = useConsole().stores
  const problem = useStore(queue, (state) => state.problem)
  return (
    <Mid title="The queue can’t be read.">
      <p className="q2">{problem?.message} Your decisions are in another file and are whole.</p>
      <div className="acts">
        <button type="button" className="btn go" onClick={() => void queue.read()}>
          Try again
        </button>
      </div>
    </Mid>
  )
}

function NotYours() {
  const { dispatch } = useConsole()
  return (
    <Mid title="Nothing to decide here.">
      <p className="q2">
        An admin keeps accounts, devices and keys, and reads no cases. To decide, sign in with a
        moderator’s or a lead’s account.
      </p>
      <div className="acts">
        <button
          type="button"
          className="btn go"
          onClick={(e) => dispatch('session.sign-out', e.timeStamp)}
        >
          Sign out
        </button>
      </div>
    </Mid>
  )
}
