import { useEffect } from 'react'
import { useStore } from 'zustand'
import type {
  Outcome,
  Reconnect as Spell,
  ReconnectGroup,
  ReconnectItem,
} from '../../../shared/contract/outbox.ts'
import { openCase } from '../../commands/movers.ts'
import { useConsole, useDeskTime } from '../../context.tsx'
import type { IconName } from '../../glyphs.ts'
import { againWords, comingBack, outcomeWords } from '../../stores/outbox-words.ts'
import { clockTime, counted, inDigits } from '../../stores/sentences.ts'
import { Icon } from '../../ui/icon.tsx'
import { oneLine } from '../../ui/one-line.ts'

/** What became of what had waited, the last time one came back. Nothing, where there was none. */
export function Reconnect() {
  const { outbox } = useConsole().stores
  const spell = useStore(outbox, (state) => state.reconnect)
  const id = spell && spell.doneAt !== null && !spell.told ? spell.id : undefined
  useEffect(() => {
    if (id !== undefined) void outbox.told(id)
  }, [outbox, id])
  return spell ? <List spell={spell} /> : null
}

function List({ spell }: { readonly spell: Spell }) {
  const { backAt, doneAt, again, groups } = spell
  const when = useDeskTime((now) => {
    const [from, to] = [clockTime(backAt, now), doneAt === null ? '' : clockTime(doneAt, now)]
    return to === '' || to === from ? from : `${from} to ${to}`
  })
  return (
    <section aria-labelledby="b-back" className="back">
      <h2 className="headed" id="b-back">
        Last time you came back
        <span className="end small q3">{when}</span>
      </h2>
      <p className="q2">{doneAt === null ? comingBack(spell) : answeredWords(spell)}</p>
      {again > 0 ? <p className="q2">{againWords(again)}</p> : null}
      <ul className="results">
        {groups.map((group) => (
          <Group key={group.outcome} group={group} />
        ))}
      </ul>
    </section>
  )
}

function answeredWords({ sent }: Spell): string {
  if (sent === 0) return ''
  return sent === 1
    ? 'What you made has an answer.'
    : `All ${inDigits(sent)} you made have an answer.`
}

const GLYPHS: Readonly<Record<Outcome, readonly [IconName, string]>> = {
  settled: ['keep', 'goodc'],
  agreed: ['two', 'goodc'],
  contested: ['two', 'warn'],
  edited: ['amend', 'warn'],
  gone: ['person', 'q3'],
  refused: ['warn', 'alertc'],
  'set-aside': ['escalate', 'q3'],
  waiting: ['wait', 'q3'],
}

function Group({ group }: { readonly group: ReconnectGroup }) {
  const { outcome, count, unpublished, items } = group
  const [icon, colour] = GLYPHS[outcome]
  const more = count - items.length
  return (
    <li>
      <span className="n">{inDigits(count)}</span>
      <span className={colour}>
        <Icon name={icon} />
      </span>
      <span>{outcomeWords(outcome, unpublished)}</span>
      {items.length > 0 ? (
        <ul>
          {items.map((item) => (
            <Item key={item.opId} item={item} />
          ))}
          {more > 0 ? <li className="q3">and {counted(more, 'more', 'more')}</li> : null}
        </ul>
      ) : null}
    </li>
  )
}

function Item({ item: { no, words, said } }: { readonly item: ReconnectItem }) {
  const { stores } = useConsole()
  return (
    <li>
      <p>
        {words === '' ? null : <bdi className="words">{oneLine(words)}</bdi>}
        <span className="q2">{said}</span>
      </p>
      {no === null ? null : (
        <button
          type="button"
          className="link"
          onClick={() => {
            openCase(stores, no)
          }}
        >
          Open<span className="vh"> the case: {oneLine(words)}</span>
        </button>
      )}
    </li>
  )
}
