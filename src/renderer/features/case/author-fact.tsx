import type { CaseView } from '../../../shared/contract/models.ts'
import { useTerms } from '../../context.tsx'
import { monthOf, past } from '../../stores/sentences.ts'
import { titleOf } from '../../stores/terms-store.ts'
import { Icon } from '../../ui/icon.tsx'
import { Ago } from '../../when.tsx'

/** How many of the author's earlier decisions are listed. */
const LISTED = 5

/** What was decided on this author's comments before: decisions and dates, never a score. */
export function AuthorFact({ view: { author, case: item } }: { readonly view: CaseView }) {
  const terms = useTerms()
  const earlier = author?.decisions.filter(({ caseId }) => caseId !== item.caseId) ?? []
  return (
    <section className="fact" aria-labelledby="f-aut">
      <h2 id="f-aut">
        Author
        {author?.since ? (
          <span className="end">subscriber since {monthOf(author.since)}</span>
        ) : null}
      </h2>
      <dl className="kv">
        <dt>Earlier</dt>
        <dd>{author ? tally(author.counts) : 'not here yet'}</dd>
      </dl>
      {earlier.length > 0 ? (
        <ul className="past">
          {earlier.slice(0, LISTED).map(({ opId, verb, ground, at }) => (
            <li key={opId}>
              <span className={`${verb}c`}>
                <Icon name={verb} />
              </span>
              <span>
                {past[verb]}: {titleOf(terms, ground)}
              </span>
              <Ago at={at} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

type Counts = NonNullable<CaseView['author']>['counts']

function tally({ keep, amend, delete: deleted, restore }: Counts): string {
  const parts = [
    [deleted, 'deleted'],
    [amend, 'amended'],
    [keep, 'kept'],
    [restore, 'restored'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  return said.length > 0 ? said.join(', ') : 'none'
}
