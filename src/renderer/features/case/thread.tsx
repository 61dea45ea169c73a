import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { CaseView } from '../../../shared/contract/models.ts'
import { useConsole } from '../../context.tsx'
import { OneLine } from '../../reading.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Name } from '../../ui/name.tsx'
import type { FindWith } from '../../text/finds-in.ts'
import { Ago } from '../../when.tsx'

type Neighbours = CaseView['case']['neighbours']

const SIGN = { parent: '↱ ', before: '', after: '', reply: '↳ ' } as const

export interface ThreadProps {
  readonly neighbours: Neighbours
  readonly how: FindWith
}

/** The comments around it: context, never up for review unless somebody raises one. */
export function Thread({ neighbours, how }: ThreadProps) {
  const { cases } = useConsole().stores
  const focused = useStore(cases, (state) => state.neighbour)
  if (neighbours.length === 0) return null
  return (
    <section className="thread" aria-labelledby="th">
      <h2 id="th">
        Around it in the thread
        <span className="end q3">
          {focused === undefined ? (
            <>
              <Kbd of="thread.next" /> one by one
            </>
          ) : (
            <>
              <Kbd of="case.raise" /> raise this one as a case
            </>
          )}
        </span>
      </h2>
      <ul>
        {neighbours.map((one) => (
          <Around key={one.commentId} one={one} focused={one.commentId === focused} how={how} />
        ))}
      </ul>
    </section>
  )
}

interface AroundProps {
  readonly one: Neighbours[number]
  readonly focused: boolean
  readonly how: FindWith
}

function Around({ one, focused, how }: AroundProps) {
  const { cases } = useConsole().stores
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (!focused) return
    item.current?.focus({ preventScroll: true })
    item.current?.scrollIntoView({ block: 'nearest' })
  }, [focused])
  return (
    <li
      ref={item}
      tabIndex={-1}
      aria-current={focused}
      onPointerDown={() => {
        cases.focusNeighbour(one.commentId)
      }}
    >
      <span>
        {SIGN[one.where]}
        <Name of={one.authorName} />
      </span>
      <OneLine text={one.body} how={how} />
      <Shown neighbour={one} />
    </li>
  )
}

function Shown({ neighbour }: { readonly neighbour: Neighbours[number] }) {
  if (neighbour.shown === 'as-written')
    return (
      <span className="q3 small">
        <Ago at={neighbour.postedAt} />
      </span>
    )
  const amended = neighbour.shown === 'amended'
  return (
    <span className={`chip ${amended ? 'amend' : 'delete'}`}>
      <Icon name={amended ? 'amend' : 'delete'} />
      {amended ? 'Amended' : 'Removed'}
    </span>
  )
}
