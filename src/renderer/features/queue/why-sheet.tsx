import { useStore } from 'zustand'
import type { CaseRow } from '../../../shared/contract/models.ts'
import { useConsole } from '../../context.tsx'
import {
  contestedWhy,
  decidingPart,
  type Neighbours,
  orderWords,
  partLines,
  standsBefore,
} from '../../stores/urgency-words.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useNeighbours } from './use-neighbours.ts'

/** Why the case that is shown stands where it does: beside the one above it and the next. */
export function WhySheet() {
  const { stores } = useConsole()
  const { overlay, queue } = stores
  const place = useStore(queue, (state) => state.view.place)
  const { row, isFirst, ...around } = useNeighbours(stores.shown())
  return (
    <Dialog label="Why here?" className="why-sheet" focusSheet onLeave={overlay.close}>
      <div className="ph">
        <h2>{isFirst ? 'Why first?' : 'Why here?'}</h2>
      </div>
      <div className="why-body">
        {row ? null : <p>This case is not in the list that is shown, so it has no place in it.</p>}
        {row && place === 'contested' ? (
          <p>{contestedWhy[row.contest?.state ?? 'none']}</p>
        ) : row ? (
          <Compared row={row} around={around} />
        ) : null}
        <p className="q2">{orderWords(place)}</p>
      </div>
      <div className="pf">
        <button type="button" className="end" onClick={overlay.close}>
          <Kbd of="leave" /> Close
        </button>
      </div>
    </Dialog>
  )
}

interface ComparedProps {
  readonly row: CaseRow
  readonly around: Neighbours
}

function Compared({ row, around }: ComparedProps) {
  const { above, below } = around
  const columns = [
    { title: 'The one above', row: above },
    { title: 'This case', row },
    { title: 'The next', row: below },
  ].filter((column) => column.row !== null)
  return (
    <>
      {above ? <p>The one above stands before it: {standsBefore(above, row)}.</p> : null}
      {below ? <p>It stands before the next: {standsBefore(row, below)}.</p> : null}
      {above || below ? null : <p>It is the only one in the list.</p>}
      <table>
        <thead>
          <tr>
            <td />
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {partLines.map(({ part, title, of }) => (
            <tr
              key={part}
              className={
                part === decidingPart(above, row) || part === decidingPart(row, below)
                  ? 'decides'
                  : undefined
              }
            >
              <th scope="row">{title}</th>
              {columns.map((column) => (
                <td key={column.title}>{column.row ? of(column.row) : ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
