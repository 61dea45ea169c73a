import { memo } from 'react'
import type { CaseView } from '../../../shared/contract/models.ts'
import { useDeskTime, useTerms } from '../../context.tsx'
import { formerly, formerRule } from '../../stores/reading-words.ts'
import { clockTime, counted, past } from '../../stores/sentences.ts'
import { standingDecision } from '../../stores/standing.ts'
import { titleOf } from '../../stores/terms-store.ts'
import { Ago, Since } from '../../when.tsx'
import { AuthorFact } from './author-fact.tsx'
import { ReportsFact } from '../../reports-fact.tsx'

/** What a decision needs to know beside the words: who complains, by when, by whom, about what. */
export const Facts = memo(function Facts({ view }: { readonly view: CaseView | undefined }) {
  return (
    <aside className="facts" aria-label="Facts">
      {view ? (
        <>
          <ReportsFact view={view} />
          <EarlierFact view={view} />
          <ClocksFact view={view} />
          <AuthorFact view={view} />
          <ArticleFact view={view} />
        </>
      ) : null}
    </aside>
  )
})

/** Of a case that is back, or that is looked at again: what stands, in words. */
function EarlierFact({ view }: { readonly view: CaseView }) {
  const terms = useTerms()
  const standing = standingDecision(view)
  const site = useDeskTime((now) => (standing ? published(standing, now) : ''))
  if (!standing) return null
  const { verb, by, at, ground, bodyRev } = standing
  const older = bodyRev < view.case.revisions.bodyRev
  const former = formerRule(terms, ground.code)
  return (
    <section className="fact" aria-labelledby="f-old">
      <h2 id="f-old">Decided before</h2>
      <div className="standing">
        <p>
          <b>
            {past[verb]} by {by.name}
          </b>{' '}
          <Ago at={at} />: {titleOf(terms, ground)}
          {former ? ` (${formerly(former)})` : ''}.
        </p>
        <p className="small q2">
          {older ? 'On an older text; its author has edited it since. ' : ''}
          {site}
        </p>
      </div>
    </section>
  )
}

function published(
  {
    publication,
    publishedAt,
  }: Pick<CaseView['case']['decisions'][number], 'publication' | 'publishedAt'>,
  now: number,
): string {
  const sentences = {
    due: 'Not yet on the site.',
    publishing: 'On its way to the site.',
    published: publishedAt ? `On the site since ${clockTime(publishedAt, now)}.` : 'On the site.',
    overtaken: 'Never reached the site: the author edited in between.',
    failed: 'The site did not take it.',
  } as const
  return sentences[publication]
}

function ClocksFact({ view }: { readonly view: CaseView }) {
  const { receivedAt, firstSeenAt } = view.case
  return (
    <section className="fact" aria-labelledby="f-clk">
      <h2 id="f-clk">Clocks</h2>
      <dl className="kv">
        <dt>The paper has known for</dt>
        <dd>
          <Since at={receivedAt} />
        </dd>
        <dt>First seen by a person</dt>
        <dd>{firstSeenAt ? <Ago at={firstSeenAt} /> : 'not before now'}</dd>
      </dl>
    </section>
  )
}

function ArticleFact({ view: { article, articleCases } }: { readonly view: CaseView }) {
  return (
    <section className="fact" aria-labelledby="f-art">
      <h2 id="f-art">
        Article
        {article ? <span className="end">{counted(articleCases, 'comment')} reported</span> : null}
      </h2>
      {article ? (
        <p className="words passage" dir="auto">
          {article.paragraph}
        </p>
      ) : (
        <p className="small q3">The article isn’t on this machine yet.</p>
      )}
    </section>
  )
}
