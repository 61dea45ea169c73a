import type { CaseView } from '../../../shared/contract/models.ts'
import type { AuthorRecord } from '../../../shared/desk/author.ts'
import type { AuthorItem } from '../../../shared/desk/feed.ts'
import { useDeskTime, useTerms } from '../../context.tsx'
import {
  lastWords,
  liveStrikes,
  moreRules,
  otherwise,
  ruleWords,
  shortDay,
  strikeCount,
  strikeWords,
  tally,
} from '../../stores/author-words.ts'
import { monthOf } from '../../stores/sentences.ts'
import { AuthorCases } from './author-cases.tsx'
import { AuthorNotes } from './author-notes.tsx'

/** How many rules and strikes are listed one by one. */
const LISTED = 4

/** What was decided on this author's comments before: decisions and dates, never a score. */
export function AuthorFact({ view }: { readonly view: CaseView }) {
  const { author } = view
  return (
    <section className="fact" aria-labelledby="f-aut">
      <h2 id="f-aut">
        Author
        {author ? <span className="end">{sinceWords(author)}</span> : null}
      </h2>
      {author ? (
        <Record author={author} />
      ) : (
        <p className="small q3">
          Nothing about this author is on this machine: it has not come yet, or the account was
          erased.
        </p>
      )}
      <AuthorCases view={view} />
      <AuthorNotes view={view} />
    </section>
  )
}

const sinceWords = ({ since }: AuthorItem) =>
  since === null ? 'no account known' : `subscriber since ${monthOf(since)}`

function Record({ author }: { readonly author: AuthorItem }) {
  const { record, counts } = author
  if (!record)
    return (
      <dl className="kv">
        <dt>Earlier</dt>
        <dd>{tally(counts)}</dd>
      </dl>
    )
  return (
    <>
      <Strikes author={author} />
      <Decisions record={record} counts={counts} />
    </>
  )
}

/** Its line is always there, so that nothing below it moves. */
function Strikes({ author }: { readonly author: AuthorItem }) {
  const terms = useTerms()
  const hour = useDeskTime((now) => Math.floor(now / 3_600_000) * 3_600_000)
  const live = liveStrikes(author, hour)
  return (
    <>
      <dl className="kv">
        <dt>Strikes</dt>
        <dd>{strikeCount(live)}</dd>
      </dl>
      {live.length > 0 ? (
        <ul className="record">
          {live.slice(0, LISTED).map((strike) => (
            <li key={strike.opId}>
              <span>{strikeWords(terms, strike)}</span>
              <span>ends {shortDay(strike.until, hour)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

interface DecisionsProps {
  readonly record: AuthorRecord
  readonly counts: AuthorItem['counts']
}

function Decisions({ record: { rules }, counts }: DecisionsProps) {
  const terms = useTerms()
  const hour = useDeskTime((now) => Math.floor(now / 3_600_000) * 3_600_000)
  const others = otherwise(counts)
  const more = moreRules(rules, LISTED)
  return (
    <>
      <dl className="kv">
        <dt>Decisions</dt>
        <dd>{others ?? (rules.length > 0 ? '' : 'none')}</dd>
      </dl>
      {rules.length > 0 ? (
        <ul className="record">
          {rules.slice(0, LISTED).map((rule) => (
            <li key={rule.ground.code}>
              <span>{ruleWords(terms, rule)}</span>
              <span>{lastWords(rule, hour)}</span>
            </li>
          ))}
          {more === undefined ? null : <li>{more}</li>}
        </ul>
      ) : null}
    </>
  )
}
