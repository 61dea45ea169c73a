import { useStore } from 'zustand'
import type { BatchView } from '../../../shared/contract/models.ts'
import { useConsole, useDeskTime } from '../../context.tsx'
import { batchSize, clockWords, readySentence, severeWords } from '../../stores/batch-words.ts'
import { rowClaim, shortName } from '../../stores/claim-words.ts'
import { ago, clockTime, inDigits } from '../../stores/sentences.ts'

/** What the batch is, in a sentence and four figures; where there is none, how to take one. */
export function BatchHead({ batch }: { readonly batch: BatchView | undefined }) {
  if (!batch) return null
  return (
    <>
      {batchSize(batch) === 0 ? (
        <p className="q2 lead">
          A batch is the next cases of the queue, kept for you until a time you choose. All that a
          decision on them needs is fetched to this machine, so that you can decide where there is
          no line. Colleagues see whose they are and until when.
        </p>
      ) : (
        <p className="q2 lead">
          {readySentence(batch)} <Others batch={batch} />
        </p>
      )}
      <dl className="facts4">
        <Figure term="Still to decide" what={inDigits(batch.nos.length)}>
          {severeWords(batch)}
        </Figure>
        <Figure term="Decided, waiting here" what={inDigits(batch.decided)}>
          safe on disk
        </Figure>
        <SeenFrom />
        <ThisClock />
      </dl>
    </>
  )
}

/** What colleagues read in the queue of these cases. */
function Others({ batch: { until } }: { readonly batch: BatchView }) {
  const name = useStore(useConsole().stores.session, (state) => state.session?.staff?.name ?? '')
  const what = useDeskTime((now) =>
    until === null ? '' : rowClaim({ name, until, mine: false, look: false }, now).what,
  )
  return (
    <>
      Others see{' '}
      <i>
        with {shortName(name)} {what}
      </i>
      .
    </>
  )
}

interface FigureProps {
  readonly term: string
  readonly what: string
  readonly children: string
}

function Figure({ term, what, children }: FigureProps) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {what}
        <span>{children}</span>
      </dd>
    </div>
  )
}

function SeenFrom() {
  const at = useStore(useConsole().stores.sync, (state) => state.sync?.syncedAt ?? null)
  const what = useDeskTime((now) => (at === null ? 'nothing yet' : clockTime(at, now)))
  const when = useDeskTime((now) => (at === null ? 'not synced yet' : ago(at, now)))
  return (
    <Figure term="What you see is from" what={what}>
      {when}
    </Figure>
  )
}

function ThisClock() {
  const offset = useStore(useConsole().stores.sync, (state) => state.sync?.offsetMs ?? null)
  const { how, what } = clockWords(offset)
  return (
    <Figure term="This machine’s clock" what={how}>
      {what}
    </Figure>
  )
}
