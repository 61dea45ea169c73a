import { useStore } from 'zustand'
import { UNDO_WINDOW_MS } from '../../../shared/domain/delivery.ts'
import { useConsole, useDeskTime, useTerms } from '../../context.tsx'
import { counted, past, whereItStands } from '../../stores/sentences.ts'
import type { DeedEntry } from '../../stores/deeds.ts'
import {
  type DecisionEntry,
  type Entry,
  type ErrandEntry,
  lastThatStands,
} from '../../stores/tape-store.ts'
import { titleOf } from '../../stores/terms-store.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Name } from '../../ui/name.tsx'
import { tapeWords } from './tape-words.ts'

/** The last decision and what undo will do to it. Always here, so that nothing jumps. */
export function Tape() {
  const { tape } = useConsole().stores
  const { entries, remark, said } = useStore(tape)
  const entry = lastThatStands(entries)
  const isSaid = entry?.kind === 'deed' && entry.told === remark
  return (
    <>
      {remark !== undefined ? (
        <div className="tape" data-held="false">
          <span className="told">{remark}</span>
          {entry ? <Undo label={isSaid ? 'Undo' : 'the one before'} /> : null}
        </div>
      ) : entry ? (
        <Made entry={entry} />
      ) : (
        <div className="tape" data-held="false">
          <span className="told q3">What you decide is said here, and how to take it back.</span>
        </div>
      )}
      <div className="vh" role="status" aria-live="polite" data-part="announcement">
        {said}
      </div>
    </>
  )
}

function Last({ entry: { delivery, heldUntil } }: { readonly entry: DecisionEntry }) {
  const { clock } = useConsole().stores
  const terms = useTerms()
  const held = delivery.state === 'held'
  const seconds = useStore(clock, ({ steady }) => (held ? secondsLeft(heldUntil - steady) : 0))
  const words = useDeskTime((now) => tapeWords(delivery, now))
  const undo = undoLabel(delivery)
  return (
    <div className="tape" data-held={seconds > 0}>
      <span className={`${delivery.verb}c`}>
        <Icon name={delivery.verb} />
      </span>
      <span className="told">
        You {past[delivery.verb].toLowerCase()} <Whose delivery={delivery} />,{' '}
        {titleOf(terms, delivery.ground)}. <span className="q2">{words}</span>
      </span>
      {seconds > 0 ? (
        <span className="end">
          Sent in <time>{seconds} s</time>
        </span>
      ) : null}
      {undo ? <Undo label={undo} after={seconds > 0} /> : null}
      {seconds > 0 ? (
        <i className="left" style={{ width: `${(seconds * 100_000) / UNDO_WINDOW_MS}%` }} />
      ) : null}
    </div>
  )
}

/** Whose comment, or how many where one press decided many. */
function Whose({ delivery }: { readonly delivery: DecisionEntry['delivery'] }) {
  if (delivery.together !== undefined) return <b>{counted(delivery.together, 'comment')}</b>
  return (
    <>
      <b>
        <Name of={delivery.authorName ?? 'a reader'} />
        ’s
      </b>{' '}
      comment
    </>
  )
}

/** What was made last: a decision, an errand, or what took effect at once. */
function Made({ entry }: { readonly entry: Entry }) {
  if (entry.kind === 'decision') return <Last entry={entry} />
  return entry.kind === 'deed' ? <Deed entry={entry} /> : <Errand entry={entry} />
}

/** What took effect at once. */
function Deed({ entry: { told, icon } }: { readonly entry: DeedEntry }) {
  return (
    <div className="tape" data-held="false">
      <span className="q2">
        <Icon name={icon} />
      </span>
      <span className="told">{told}</span>
      <Undo label="Undo" />
    </div>
  )
}

function Errand({
  entry: { errand, authorName, heldUntil, hides, to },
}: {
  readonly entry: ErrandEntry
}) {
  const { clock } = useConsole().stores
  const held = errand.state === 'held'
  const seconds = useStore(clock, ({ steady }) => (held ? secondsLeft(heldUntil - steady) : 0))
  return (
    <div className="tape" data-held={seconds > 0}>
      <span className={QUIET.has(errand.kind) ? 'q2' : 'escalatec'}>
        <Icon name={QUIET.has(errand.kind) ? 'person' : 'escalate'} />
      </span>
      <span className="told">
        {errandDone[errand.kind]}{' '}
        <b>
          <Name of={authorName} />
          ’s
        </b>{' '}
        comment{hides ? ', hidden until answered' : ''}
        {errand.kind === 'hand' ? ` to ${to ?? 'whoever is next'}` : ''}.{' '}
        <span className="q2">{whereItStands(errand.state)}</span>
      </span>
      {seconds > 0 ? (
        <span className="end">
          Sent in <time>{seconds} s</time>
        </span>
      ) : null}
      {errand.canUndo ? <Undo label="Undo" after={seconds > 0} /> : null}
      {seconds > 0 ? (
        <i className="left" style={{ width: `${(seconds * 100_000) / UNDO_WINDOW_MS}%` }} />
      ) : null}
    </div>
  )
}

/** What asks nobody anything: its sign is a person. */
const QUIET: ReadonlySet<ErrandEntry['errand']['kind']> = new Set(['hand', 'note'])

const errandDone = {
  escalate: 'You asked a lead about',
  answer: 'You answered on',
  raise: 'You raised',
  note: 'You left a note at',
  hand: 'You handed on',
} as const

/** Whole seconds left, never more than the window: the shown clock may lag by a blink. */
function secondsLeft(ms: number): number {
  return Math.max(0, Math.ceil(Math.min(ms, UNDO_WINDOW_MS) / 1000))
}

function undoLabel({ canUndo, verb, state }: DecisionEntry['delivery']): string | undefined {
  if (canUndo) return 'Undo'
  if (state === 'contested' || state === 'refused') return undefined
  if (verb === 'delete' || verb === 'amend') return 'puts it back'
  return 'looks at it again'
}

function Undo({ label, after = false }: { readonly label: string; readonly after?: boolean }) {
  const { dispatch } = useConsole()
  return (
    <button
      type="button"
      className={after ? 'undo' : 'undo end'}
      aria-keyshortcuts="z"
      onClick={(e) => dispatch('decision.undo', e.timeStamp)}
    >
      <Kbd of="decision.undo" /> {label}
    </button>
  )
}
