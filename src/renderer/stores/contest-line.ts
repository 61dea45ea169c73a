/** What happened to a contested comment, in order by the desk's clock. */
import type { CaseView } from '../../shared/contract/models.ts'
import { type ContestPage, type Side, sidesOf } from './contests.ts'
import { counted } from './sentences.ts'

/** One thing that happened. `big` ones are decisions. */
export interface Happening {
  readonly at: string
  readonly words: string
  readonly big: boolean
}

const DOES = { keep: 'keeps', amend: 'amends', delete: 'deletes', restore: 'restores' } as const

/** Waited longer than this on its maker's device: it was made offline. */
const AWAY_MS = 60_000

/** Whether a decision waited on its maker's device before it reached the desk. */
export function wasOffline({ madeAt, arrivedAt }: Side): boolean {
  return arrivedAt !== null && Date.parse(arrivedAt) - Date.parse(madeAt) > AWAY_MS
}

/** Everything that is known of it, the earliest first; reports that follow each other are one. */
export function timeline(view: CaseView, page: ContestPage): readonly Happening[] {
  const { comment, revisions, reports } = view.case
  const all = [
    happened(comment.postedAt, 'Posted'),
    ...(comment.editedAt
      ? [happened(comment.editedAt, `Author edits, revision ${revisions.bodyRev}`)]
      : []),
    ...sidesOf(view, page.contests).flatMap(ofSide),
    ...interims(view, page),
    ...endings(page),
  ]
  return withReports(
    all,
    reports.map(({ receivedAt }) => receivedAt),
  )
}

const happened = (at: string, words: string, big = false): Happening => ({ at, words, big })

function ofSide(side: Side): Happening[] {
  const { by, verb, madeAt, arrivedAt, publishedAt } = side
  const name = by.name
  const away = wasOffline(side)
  return [
    happened(madeAt, `${name} ${DOES[verb]} it${away ? ', offline' : ''}`, true),
    ...(publishedAt ? [happened(publishedAt, ON_SITE[verb])] : []),
    ...(arrivedAt && away ? [happened(arrivedAt, `${name}’s decision reaches the desk`)] : []),
  ]
}

const ON_SITE = {
  keep: 'Kept on the site',
  amend: 'Cut on the site',
  delete: 'Off the site',
  restore: 'Back on the site',
} as const

function interims({ case: { decisions } }: CaseView, { contests }: ContestPage): Happening[] {
  const named = new Set(contests.map(({ interim }) => interim))
  return decisions
    .filter(({ opId }) => named.has(opId))
    .flatMap(({ at, verb, publishedAt }) => [
      happened(at, `The desk ${DOES[verb]} it until a lead rules`, true),
      ...(publishedAt ? [happened(publishedAt, ON_SITE[verb])] : []),
    ])
}

function endings({ contests }: ContestPage): Happening[] {
  const ended = new Map(contests.flatMap(({ ending }) => (ending ? [[ending.opId, ending]] : [])))
  return [...ended.values()].map(({ at, by, verb, words }) =>
    happened(at, `${by.name} ${words === null ? `${DOES[verb]} it` : `rules: ${verb}`}`, true),
  )
}

/** The reports between two happenings are told as one. */
function withReports(happenings: readonly Happening[], reports: readonly string[]): Happening[] {
  const inOrder = happenings.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const left = reports.toSorted()
  const line: Happening[] = []
  let isFirst = true
  const report = (until: string | undefined) => {
    const count = left.findIndex((at) => until !== undefined && at >= until)
    const now = left.splice(0, count < 0 ? left.length : count)
    const [at] = now
    if (at === undefined) return
    const more = isFirst ? now.length - 1 : now.length
    const words = isFirst
      ? `First report${more > 0 ? `, then ${more} more` : ''}`
      : counted(more, 'report')
    line.push(happened(at, words))
    isFirst = false
  }
  for (const happening of inOrder) {
    report(happening.at)
    line.push(happening)
  }
  report(undefined)
  return line
}
