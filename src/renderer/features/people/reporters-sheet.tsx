import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { Reporter } from '../../../shared/desk/reporters.ts'
import { may } from '../../../shared/domain/permission.ts'
import { useConsole, useDeskTime, useTerms } from '../../context.tsx'
import {
  identityWords,
  muteWords,
  readerName,
  reasonsOn,
  recordWords,
  whyNot,
  wordsOn,
} from '../../stores/reporter-words.ts'
import { counted } from '../../stores/sentences.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { MuteFields } from './mute-fields.tsx'

/** Those who reported a comment, by pseudonym, and what became of all their reports. */
export function ReportersSheet() {
  const { dispatch } = useConsole()
  return (
    <Dialog
      label="Who reported this"
      className="reporters"
      onLeave={() => {
        dispatch('leave', performance.now())
      }}
    >
      <div className="ph">
        <h2>Who reported this</h2>
        <span className="q3 small end">One reader, one name; it does not say who they are</span>
      </div>
      <Trouble />
      <List />
      <MuteFields />
      <Foot />
    </Dialog>
  )
}

function Trouble() {
  const problem = useStore(useConsole().stores.reporters, (state) => state.problem)
  if (!problem) return null
  return (
    <p className="note" role="alert">
      <Icon name={problem.code === 'desk-unreachable' ? 'offline' : 'lock'} />
      <span>{whyNot(problem)}</span>
    </p>
  )
}

function List() {
  const { reporters } = useConsole().stores
  const { found, marked, busy, form } = useStore(reporters)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!form) list.current?.focus({ preventScroll: true })
  }, [found, form])
  if (!found) return busy ? <p className="none q2">Asking the desk.</p> : null
  if (found.reporters.length === 0)
    return <p className="none q2">No reader reported it: a colleague raised it.</p>
  return (
    <>
      <div
        ref={list}
        className="list"
        role="listbox"
        tabIndex={0}
        aria-label="Reporters"
        aria-activedescendant={`reporter-${marked}`}
      >
        {found.reporters.map((one, at) => (
          <Row key={one.reader} one={one} at={at} marked={at === marked} />
        ))}
      </div>
      {found.more > 0 ? (
        <p className="none q3 small">
          {counted(found.more, 'more reader')} reported it before these.
        </p>
      ) : null}
    </>
  )
}

interface RowProps {
  readonly one: Reporter
  readonly at: number
  readonly marked: boolean
}

function Row({ one, at, marked }: RowProps) {
  const { reporters, cases } = useConsole().stores
  const { named, no } = useStore(reporters)
  const view = useStore(cases, () => (no === undefined ? undefined : cases.view(no)))
  const terms = useTerms()
  const hour = useDeskTime((now) => Math.floor(now / 60_000) * 60_000)
  const said = wordsOn(view, one)
  const item = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (marked) item.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return (
    <div
      ref={item}
      className="reporter"
      id={`reporter-${at}`}
      role="option"
      aria-selected={marked}
      onPointerDown={() => {
        reporters.mark(at)
      }}
    >
      <p>
        <b>{readerName(one)}</b> <span className="q2">{reasonsOn(terms, view, one)}</span>
        <span className={one.mute ? 'end muted' : 'end q3'}>{muteWords(one.mute, hour)}</span>
      </p>
      <p className="q2 small">{recordWords(one)}</p>
      {said === '' ? null : (
        <p className="words" dir="auto">
          {said}
        </p>
      )}
      {one.mute ? <p className="q2 small">Muted because: {one.mute.reason}</p> : null}
      {named ? <p className="small who">{identityWords(one)}</p> : null}
    </div>
  )
}

function Foot() {
  const { stores } = useConsole()
  const form = useStore(stores.reporters, (state) => state.form)
  return (
    <div className="pf">
      {form ? <MuteNow /> : <LeadActs />}
      <span className="end">
        <Kbd of="leave" /> leave it
      </span>
    </div>
  )
}

function MuteNow() {
  const { stores, dispatch } = useConsole()
  const busy = useStore(stores.reporters, (state) => state.busy)
  return (
    <button
      type="button"
      className="btn go"
      aria-disabled={busy}
      onClick={(e) => dispatch('reader.mute-now', e.timeStamp)}
    >
      <Kbd of="reader.mute-now" /> {busy ? 'Asking the desk' : 'Mute'}
    </button>
  )
}

/** What a lead may do with the marked one. */
function LeadActs() {
  const { stores, dispatch } = useConsole()
  const { found, marked, named } = useStore(stores.reporters)
  const role = useStore(stores.session, (state) => state.session?.staff?.role)
  const one = found?.reporters[marked]
  if (!one || !role) return null
  return (
    <>
      {may(role, 'reader.mute') ? (
        <button type="button" className="btn" onClick={(e) => dispatch('reader.mute', e.timeStamp)}>
          <Kbd of="reader.mute" /> {one.mute ? 'End the mute' : `Mute ${readerName(one)}`}
        </button>
      ) : null}
      {may(role, 'identities.read') && !named ? (
        <button
          type="button"
          className="btn"
          onClick={(e) => dispatch('reporters.name', e.timeStamp)}
        >
          <Kbd of="reporters.name" /> Show who they are; it is logged
        </button>
      ) : null}
    </>
  )
}
