import type { CaseView } from '../../../shared/contract/models.ts'
import { useDeskTime } from '../../context.tsx'
import { type Happening, timeline } from '../../stores/contest-line.ts'
import { rulingEffect, rulingTitle } from '../../stores/contest-words.ts'
import type { ContestPage } from '../../stores/contests.ts'
import { clockTime, exactTime } from '../../stores/sentences.ts'
import { Icon } from '../../ui/icon.tsx'

export interface HappeningsProps {
  readonly view: CaseView
  readonly page: ContestPage
}

/** What happened in order, and what each ruling would do where one is wanted. */
export function Happenings({ view, page }: HappeningsProps) {
  return (
    <section className="line" aria-labelledby="tl">
      <h2 id="tl">In order, by the desk’s clock</h2>
      <ol>
        {timeline(view, page).map((happening, i) => (
          <Happened key={i} happening={happening} />
        ))}
      </ol>
      {page.matter === 'to-rule' ? <Effects view={view} page={page} /> : null}
    </section>
  )
}

function Happened({ happening: { at, words, big } }: { readonly happening: Happening }) {
  const time = useDeskTime((now) => clockTime(at, now))
  return (
    <li className={big ? 'big' : undefined}>
      <b>
        <time dateTime={at} title={exactTime(at)}>
          {time}
        </time>
      </b>
      {words}
    </li>
  )
}

const RULINGS = ['delete', 'keep', 'amend'] as const

function Effects({ view, page }: HappeningsProps) {
  return (
    <>
      <h2>What each ruling does</h2>
      <dl className="three">
        {RULINGS.map((verb) => (
          <div key={verb}>
            <dt className={`${verb}c`}>
              <Icon name={verb} /> {rulingTitle(view, verb)}
            </dt>
            <dd>{rulingEffect(view, page, verb)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
