import { type Choice, openReports, type Picking } from '../../stores/picking.ts'
import { counted } from '../../stores/sentences.ts'
import { Icon } from '../../ui/icon.tsx'
import { Name } from '../../ui/name.tsx'

export interface AboutProps {
  readonly picking: Picking
  readonly choice: Choice | undefined
}

/** What the marked ground means and what deciding by it will do. */
export function About({ picking, choice }: AboutProps) {
  const reports = openReports(picking.view).length
  return (
    <section className="about" aria-label="What this does">
      <h3>
        {choice ? choice.title : 'Nothing is marked'}{' '}
        {choice?.severity ? <span className="q3">S{choice.severity}</span> : null}
      </h3>
      {choice?.definition ? <p className="words">{choice.definition}</p> : null}
      {choice ? null : (
        <p className="q2">
          No report names a rule, so none is offered. Read, then press its letter.
        </p>
      )}
      <ul className="does">
        <Consequence picking={picking} />
        {reports > 0 ? (
          <li>
            <Icon name="person" />
            <span>Answers {counted(reports, 'report')}</span>
          </li>
        ) : null}
      </ul>
    </section>
  )
}

function Consequence({ picking: { verb, view } }: { readonly picking: Picking }) {
  const author = <Name of={view.case.comment.authorName} />
  if (verb === 'delete')
    return (
      <>
        <li>
          <Icon name="delete" />
          <span>A tombstone stands in its place</span>
        </li>
        <li>
          <Icon name="person" />
          <span>{author} sees the rule and how to ask for a review</span>
        </li>
      </>
    )
  return (
    <li>
      <Icon name={verb} />
      <span>
        {verb === 'keep' ? 'The comment stays as it is' : 'The comment is on the site again'}
      </span>
    </li>
  )
}
