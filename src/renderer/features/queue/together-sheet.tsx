import { type ReactNode, useEffect } from 'react'
import { useStore } from 'zustand'
import type { TogetherItem } from '../../../shared/contract/bursts.ts'
import { useConsole } from '../../context.tsx'
import { counted } from '../../stores/sentences.ts'
import type { Together, TogetherVerb } from '../../stores/together-store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Name } from '../../ui/name.tsx'

/** Deciding a burst together: the verb, the rule, then what that does to each, before it is done. */
export function TogetherSheet() {
  const { stores } = useConsole()
  const { overlay, together } = stores
  const state = useStore(together)
  const marked = useStore(overlay, (over) => over.marked)
  const leave = () => {
    together.close()
    overlay.close()
  }
  const options = optionsOf(state)
  const at = options === 0 ? -1 : ((marked % options) + options) % options
  useEffect(() => {
    overlay.onTake(() => {
      take(stores, at)
    })
    document.getElementById(`tog-${at}`)?.scrollIntoView({ block: 'nearest' })
  })
  useEffect(() => {
    if (state.at === 'closed') overlay.close()
  }, [state.at, overlay])
  if (state.at === 'closed') return null
  return (
    <Dialog label="Decide together" className="tog" focusSheet onLeave={leave}>
      <div className="ph">
        <h2>{headOf(state)}</h2>
        <span className="q3 small">{state.title}</span>
      </div>
      {state.at === 'verb' ? <Verbs at={at} /> : null}
      {state.at === 'ground' ? <Grounds state={state} at={at} /> : null}
      {state.at === 'preview' ? <Preview state={state} at={at} /> : null}
      <div className="pf">
        <span>
          <Kbd of="choice.take" />{' '}
          {state.at === 'preview' ? doneWords(state) : 'takes the marked one'}
        </span>
        <button type="button" className="end" onClick={leave}>
          <Kbd of="leave" /> leave it
        </button>
      </div>
    </Dialog>
  )
}

const VERBS: readonly {
  readonly verb: TogetherVerb
  readonly key: string
  readonly title: string
}[] = [
  { verb: 'delete', key: 'd', title: 'Delete' },
  { verb: 'keep', key: 'f', title: 'Keep' },
]

function optionsOf(state: Together): number {
  if (state.at === 'verb') return VERBS.length
  if (state.at === 'ground') return state.grounds.length
  return state.at === 'preview' ? state.items.length : 0
}

/** What ↵ does at each step. */
function take({ together, overlay }: ReturnType<typeof useConsole>['stores'], at: number): void {
  const state = together.getState()
  if (state.at === 'preview') {
    void together.make()
    return
  }
  overlay.mark(0)
  const verb = VERBS[at]
  if (state.at === 'verb' && verb) together.chooseVerb(verb.verb)
  const ground = state.at === 'ground' ? state.grounds[at] : undefined
  if (ground) together.chooseGround(ground)
}

type Preview = Extract<Together, { at: 'preview' }>

const DOES = { delete: 'deletes', keep: 'keeps' } as const
const HEAD = { delete: 'Delete', keep: 'Keep' } as const

function headOf(state: Exclude<Together, { at: 'closed' }>): string {
  const count = counted(state.nos.length, 'case')
  if (state.at === 'verb') return `Decide ${count} together`
  if (state.at === 'ground') return `${HEAD[state.verb]} ${count} together: why?`
  return `${HEAD[state.verb]} together, ${state.ground.title}`
}

const taken = (items: readonly TogetherItem[]) => items.filter(({ decision }) => decision !== null)

function doneWords({ items, ready, writing, verb }: Preview): string {
  if (!ready) return 'looking at each'
  if (writing) return 'being written'
  const count = taken(items).length
  return count === 0
    ? 'nothing can be decided together'
    : `${DOES[verb]} ${counted(count, 'case')}, one undo for all`
}

function Verbs({ at }: { readonly at: number }) {
  const { together } = useConsole().stores
  return (
    <div className="list" role="listbox" aria-label="What to do with all of them">
      {VERBS.map(({ verb, key, title }, i) => (
        <Option key={verb} index={i} at={at} letter={key} onTake={() => together.chooseVerb(verb)}>
          <span className={`${verb}c`}>
            <Icon name={verb} />
          </span>{' '}
          {title}
        </Option>
      ))}
    </div>
  )
}

interface GroundsProps {
  readonly state: Extract<Together, { at: 'ground' }>
  readonly at: number
}

function Grounds({ state, at }: GroundsProps) {
  const { together } = useConsole().stores
  return (
    <div className="list" role="listbox" aria-label="Why">
      {state.grounds.map((ground, i) => (
        <Option
          key={ground.ground.code}
          index={i}
          at={at}
          letter={ground.key}
          onTake={() => together.chooseGround(ground)}
        >
          {ground.title}
        </Option>
      ))}
    </div>
  )
}

interface OptionProps {
  readonly index: number
  readonly at: number
  readonly letter: string
  readonly onTake: () => void
  readonly children: ReactNode
}

function Option({ index, at, letter, onTake, children }: OptionProps) {
  return (
    <div
      id={`tog-${index}`}
      className="opt"
      role="option"
      tabIndex={-1}
      aria-selected={index === at}
      aria-keyshortcuts={letter}
      onPointerUp={onTake}
    >
      <kbd aria-hidden="true">{letter}</kbd>
      <span className="t">{children}</span>
    </div>
  )
}

/** Every case with its words; one that is left out says why. */
function Preview({ state, at }: { readonly state: Preview; readonly at: number }) {
  const { items, problem, ready } = state
  const left = items.length - taken(items).length
  return (
    <>
      {problem ? (
        <p className="note bad" role="alert">
          <Icon name="warn" />
          <span>
            <b>Nothing was decided.</b> {problem.message}
          </span>
        </p>
      ) : null}
      <p className="small tog-sum" role="status">
        {ready
          ? `${counted(taken(items).length, 'case')} in, ${left} left out. Each is bound to the text below.`
          : 'Looking at each case.'}
      </p>
      <ol className="list tog-items" aria-label="The cases">
        {items.map((item, i) => (
          <li
            key={item.no}
            id={`tog-${i}`}
            className={item.leftOut === null ? undefined : 'out'}
            aria-current={i === at}
          >
            <span className="l1">
              <b>
                <Name of={item.authorName} />
              </b>
              {item.leftOut === null ? null : <span className="alertc small">{item.leftOut}</span>}
            </span>
            <span className="words" dir="auto">
              {item.words}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
