import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { SearchHit } from '../../../shared/contract/models.ts'
import type { Terms } from '../../../shared/domain/terms.ts'
import { openCase } from '../../commands/movers.ts'
import { useConsole, useTerms } from '../../context.tsx'
import type { SearchState } from '../../stores/search-store.ts'
import { nothingFound, searchHint } from '../../stores/search-words.ts'
import { counted, past } from '../../stores/sentences.ts'
import { ruleTitle } from '../../stores/terms-store.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { stretches } from '../../text/marked.ts'
import { Name } from '../../ui/name.tsx'
import { Severity } from '../../ui/severity.tsx'
import { Ago } from '../../when.tsx'

/** Every comment on this machine by its words, the newest first, whatever became of it. */
export function SearchView() {
  return (
    <main className="wide search" aria-labelledby="ch">
      <h1 className="vh" id="ch" data-part="case-heading" tabIndex={-1}>
        Search
      </h1>
      <Head />
      <Hits />
    </main>
  )
}

function Head() {
  const { search } = useConsole().stores
  const terms = useTerms()
  const state = useStore(search)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  return (
    <div className="shead">
      <label className="sfield">
        <Icon name="search" />
        <span className="vh">Search every comment on this machine</span>
        <input
          ref={field}
          type="search"
          role="combobox"
          aria-expanded={state.hits.length + state.offers.length > 0}
          aria-controls={state.offers.length > 0 ? 'offers' : 'hits'}
          aria-activedescendant={markedId(state)}
          aria-invalid={state.fault !== undefined}
          aria-describedby="search-saying"
          data-part="search-field"
          placeholder="Words of a comment, or author: rule: is:"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={state.text}
          onChange={(event) => {
            search.type(event.target.value)
          }}
        />
      </label>
      <span className="end q3 small">
        <Kbd of="result.open" /> opens · <Kbd of="leave" /> back
      </span>
      <div className="sunder">
        <Offers />
        <span
          className={
            state.fault === undefined || state.offers.length > 0 ? 'q2 small' : 'alertc small'
          }
          id="search-saying"
          role="status"
        >
          {saying(state, terms)}
        </span>
      </div>
    </div>
  )
}

function Hits() {
  const { search } = useConsole().stores
  const { hits, marked } = useStore(search)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    document.getElementById(`hit-${marked}`)?.scrollIntoView({ block: 'nearest' })
    if (marked >= hits.length - 5) search.more()
  }, [search, marked, hits.length])
  const onScroll = () => {
    const box = list.current
    if (box && box.scrollTop + box.clientHeight * 2 > box.scrollHeight) search.more()
  }
  return (
    <div
      ref={list}
      id="hits"
      className="hits"
      role="listbox"
      tabIndex={0}
      aria-label="Comments found, newest first"
      onScroll={onScroll}
    >
      {hits.map((hit, i) => (
        <Hit key={hit.row.no} hit={hit} index={i} marked={i === marked} />
      ))}
    </div>
  )
}

/** What is being done, in words. */
function saying(state: SearchState, terms: readonly Terms[]): string {
  const { text, hits, fault, problem } = state
  const wrong = fault ?? problem?.message
  if (wrong !== undefined) return wrong
  if (text.trim() === '') return searchHint
  if (state.looking && !state.done) return 'Still looking.'
  if (hits.length === 0) return nothingFound(text, terms)
  if (state.looking) return 'Looking for older ones.'
  return state.more
    ? `The newest ${hits.length}; older ones as you go down.`
    : counted(hits.length, 'comment')
}

function markedId({ hits, marked, offers, offered }: SearchState): string | undefined {
  if (offers.length > 0) return `offer-${offered}`
  return hits.length > 0 ? `hit-${marked}` : undefined
}

/** What an operator may go on with, beneath the field. */
function Offers() {
  const { search } = useConsole().stores
  const { offers, offered } = useStore(search)
  if (offers.length === 0) return null
  return (
    <div className="offers">
      <div id="offers" role="listbox" aria-label="Go on with" tabIndex={-1}>
        {offers.map(({ title, text }, i) => (
          <div
            key={text}
            id={`offer-${i}`}
            className="offer"
            role="option"
            tabIndex={-1}
            aria-selected={i === offered}
            onPointerUp={() => {
              search.takeOffer(i)
            }}
          >
            <bdi>{title}</bdi>
          </div>
        ))}
      </div>
      <span className="q3 small">
        <Kbd of="choice.take" /> takes it
      </span>
    </div>
  )
}

interface HitProps {
  readonly hit: SearchHit
  readonly index: number
  readonly marked: boolean
}

function Hit({ hit: { row, state, excerpt, marks }, index, marked }: HitProps) {
  const { stores } = useConsole()
  const terms = useTerms()
  return (
    <div
      id={`hit-${index}`}
      className="hit"
      role="option"
      tabIndex={-1}
      aria-selected={marked}
      onPointerUp={() => {
        stores.search.mark(index)
        openCase(stores, row.no)
      }}
    >
      <Severity level={row.severity} />
      <span className="l1">
        <b>
          <Name of={row.authorName} />
        </b>
        <span className="q3 small">{ruleTitle(terms, row.rule)}</span>
        {row.standing ? (
          <span className={`chip ${row.standing}`}>
            <Icon name={row.standing} />
            {past[row.standing]}
          </span>
        ) : null}
        {state === 'open' ? <span className="chip">Open</span> : null}
        <span className="slug" dir="auto">
          {row.article}
        </span>
      </span>
      <span className="age">
        <Ago at={row.receivedAt} />
      </span>
      <span className="words" dir="auto">
        {stretches(excerpt, [0, excerpt.length], marks).map((part) =>
          part.marked ? (
            <mark key={part.at}>{part.text}</mark>
          ) : (
            <span key={part.at}>{part.text}</span>
          ),
        )}
      </span>
    </div>
  )
}
