import { Fragment } from 'react'
import { amendedPieces } from '../../../shared/domain/amendment.ts'
import { putsWordsIn } from '../../../shared/domain/amendment-rewrite.ts'
import { useDeskTime } from '../../context.tsx'
import { type Amending, rulesOf, tokenCuts } from '../../stores/amending.ts'
import { counted, longDay } from '../../stores/sentences.ts'
import { Name } from '../../ui/name.tsx'

/** The comment as the site will show it, and what its author will be told. */
export function ReaderSide({ amending }: { readonly amending: Amending }) {
  const { view, terms, words, cuts, current } = amending
  const { comment } = view.case
  const today = useDeskTime((now) => longDay(now))
  const [ground] = rulesOf(terms, cuts)
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it (WCAG 2.1.1)
    <section className="reader" aria-labelledby="rd" tabIndex={0}>
      <h2 id="rd">
        What readers will see <span className="end">as on the site</span>
      </h2>
      <div className="site">
        <div className="by">
          <b>
            <Name of={comment.authorName} />
          </b>
          <span className="q3 small">{longDay(comment.postedAt)}</span>
        </div>
        <div className="body words" dir="auto" data-part="preview">
          {amendedPieces(words.text, tokenCuts(terms, cuts)).map((piece, i) =>
            piece.kind === 'token' ? (
              <Token key={i} amending={amending} start={piece.cut.span[0]} text={piece.text} />
            ) : (
              <Fragment key={i}>{piece.text}</Fragment>
            ),
          )}
        </div>
        <p className="foot">
          {ground
            ? `${putsWordsIn(cuts) ? AMENDED : EDITED} on ${today}. Rule: ${ground.title}.`
            : cuts.length > 0
              ? `A cut has no rule yet${cuts[current] ? ': press its letter' : ''}.`
              : 'Nothing is cut, so readers see all of it.'}
        </p>
      </div>
      {ground ? (
        <div className="below">
          <h3>
            <span>
              What <Name of={comment.authorName} /> will be told
            </span>
            <span className="end q3">held 8 s, then sent</span>
          </h3>
          <p className="words" data-part="told">
            A moderator has cut {counted(cuts.length, 'passage')} from your comment of{' '}
            {longDay(comment.postedAt)} under{' '}
            {listed(rulesOf(terms, cuts).map(({ title }) => title))}. The rest stands. You can ask
            for a review.
          </p>
        </div>
      ) : null}
    </section>
  )
}

/** As the paper says it. */
const EDITED = 'This comment was edited by a moderator'
const AMENDED = 'This comment was amended by the paper'

interface TokenProps {
  readonly amending: Amending
  readonly start: number
  readonly text: string
}

function Token({ amending: { cuts, current }, start, text }: TokenProps) {
  const now = cuts[current]?.span[0] === start
  const cut = cuts.find(({ span }) => span[0] === start)
  return (
    <span className={cut?.words === undefined ? (now ? 'token new' : 'token') : 'put-in'}>
      {cut?.rule === null && cut.words === undefined ? '[no rule yet]' : text}
    </span>
  )
}

function listed(titles: readonly string[]): string {
  const quoted = titles.map((title) => `“${title}”`)
  return quoted.length < 2
    ? (quoted[0] ?? '')
    : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`
}
