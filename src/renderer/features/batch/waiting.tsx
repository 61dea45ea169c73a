import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { OutboxItem } from '../../../shared/contract/outbox.ts'
import { useConsole, useDeskTime, useTerms } from '../../context.tsx'
import type { IconName } from '../../glyphs.ts'
import { keptBackWords, moreWords } from '../../stores/outbox-words.ts'
import { clockTime, counted, exactTime } from '../../stores/sentences.ts'
import { ruleTitle, titleOf } from '../../stores/terms-store.ts'
import { Icon } from '../../ui/icon.tsx'
import { oneLine } from '../../ui/one-line.ts'

/** What waits on this machine, the newest first, and why each has not left. */
export function Waiting() {
  const { outbox: store, sync } = useConsole().stores
  const outbox = useStore(store, (state) => state.outbox)
  useEffect(() => {
    void store.refresh()
    return sync.subscribe(() => void store.refresh())
  }, [store, sync])
  const since = useDeskTime((now) => (outbox?.oldest ? clockTime(outbox.oldest, now) : ''))
  if (!outbox) return null
  const { items, count, sights } = outbox
  return (
    <section aria-labelledby="b-wait" className="outbox">
      <h2 className="colhead" id="b-wait">
        Waiting to be sent
        {count > 0 ? (
          <span className="end">
            the newest first; sent by themselves, in the order you made them
          </span>
        ) : null}
      </h2>
      {count === 0 ? (
        <p className="q2">Nothing waits. The desk has everything you made here.</p>
      ) : (
        <Table items={items} count={count} />
      )}
      <p className="small q2 more">
        {moreWords(outbox, since)}
        {sights > 0
          ? ` ${counted(sights, 'first look')} at a case ${sights === 1 ? 'goes' : 'go'} too.`
          : ''}
      </p>
    </section>
  )
}

function Table({
  items,
  count,
}: {
  readonly items: readonly OutboxItem[]
  readonly count: number
}) {
  return (
    <table>
      <caption className="vh">{counted(count, 'thing')} waiting on this laptop</caption>
      <thead>
        <tr>
          <th scope="col">Made</th>
          <th scope="col">Comment</th>
          <th scope="col">Decision</th>
          <th scope="col">Rule or reason</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {items.toReversed().map((item) => (
          <Item key={item.opId} item={item} />
        ))}
      </tbody>
    </table>
  )
}

const ERRANDS = {
  ...{ escalate: 'Ask', answer: 'Answer', raise: 'Raise', hand: 'Hand on', note: 'Note' },
} as const
const VERBS = { keep: 'Keep', amend: 'Amend', delete: 'Delete', restore: 'Restore' } as const

function named({ kind, verb }: OutboxItem): { readonly icon: IconName; readonly title: string } {
  if (kind !== 'decision')
    return { icon: kind === 'hand' ? 'person' : 'escalate', title: ERRANDS[kind] }
  return { icon: verb ?? 'keep', title: VERBS[verb ?? 'keep'] }
}

const NO_WORDS = { raise: 'A comment you raised', other: 'Not on this machine' } as const

function Item({ item }: { readonly item: OutboxItem }) {
  const { outbox, clock } = useConsole().stores
  const terms = useTerms()
  const readAt = useStore(outbox, (state) => state.readAt)
  const state = useStore(clock, ({ steady }) => keptBackWords(item, item.forMs - (steady - readAt)))
  const made = useDeskTime((now) => clockTime(item.madeAt, now))
  const { icon, title } = named(item)
  const words = oneLine(item.words)
  return (
    <tr>
      <td>
        <time dateTime={item.madeAt} title={exactTime(item.madeAt)}>
          {made}
        </time>
      </td>
      <td>
        {words === '' ? (
          <span className="q3">{NO_WORDS[item.kind === 'raise' ? 'raise' : 'other']}</span>
        ) : (
          <bdi className="words">{words}</bdi>
        )}
      </td>
      <td>
        <span className={`${icon}c`}>
          <Icon name={icon} />
        </span>{' '}
        {title}
      </td>
      <td>
        {item.ground ? titleOf(terms, item.ground) : item.rule ? ruleTitle(terms, item.rule) : ''}
      </td>
      <td className="q2">{state}</td>
    </tr>
  )
}
