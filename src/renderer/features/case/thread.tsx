import type { CaseView } from '../../../shared/contract/models.ts'
import { Icon } from '../../ui/icon.tsx'
import { Name } from '../../ui/name.tsx'
import { Ago } from '../../when.tsx'
import { oneLine } from '../../ui/one-line.ts'

type Neighbours = CaseView['case']['neighbours']

/** The comments around it: context, never up for review. */
export function Thread({ neighbours }: { readonly neighbours: Neighbours }) {
  const around = neighbours.filter(({ where }) => where !== 'parent')
  if (around.length === 0) return null
  return (
    <section className="thread" aria-labelledby="th">
      <h2 id="th">Around it in the thread</h2>
      <ul>
        {around.map((one) => (
          <li key={one.commentId}>
            <span>
              {one.where === 'reply' ? '↳ ' : ''}
              <Name of={one.authorName} />
            </span>
            <span className="words" dir="auto">
              {oneLine(one.body)}
            </span>
            <Shown neighbour={one} />
          </li>
        ))}
      </ul>
    </section>
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
