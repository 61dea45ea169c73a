import type { CaseView, DeliveryView } from '../../../shared/contract/models.ts'
import type { OwnNote } from '../../../shared/contract/people.ts'
import type { CaseItem } from '../../../shared/desk/feed.ts'
import { byReason } from '../../../shared/domain/report.ts'
import type { Cache } from '../store/cache.ts'
import type { Journal } from '../store/journal.ts'
import type { Claims } from './claims.ts'
import type { Decide } from './decide.ts'
import type { Mine } from './mine.ts'
import { overlayOf } from './overlay.ts'

/** How many of an author's other reported comments go with a case. */
const AUTHOR_CASES = 3

/** The whole of these cases, as one needs it to decide; one that is not here is left out. */
export function caseViews(
  nos: readonly number[],
  person: { cache: Cache; journal: Journal; decide: Decide; claims: Claims; mine: Mine },
): CaseView[] {
  const { cache, journal, decide, claims, mine } = person
  const notes = notesUnderWay(journal, cache)
  return nos.flatMap((no) => {
    const item = cache.read.case(no)
    if (!item) return []
    const { siteId, comment } = item
    return [
      {
        no,
        case: item,
        article: cache.read.article(siteId, comment.articleId) ?? null,
        author: cache.read.author(siteId, comment.authorId) ?? null,
        ownNotes: [...(notes.get(authorKey(item)) ?? [])],
        authorCases: cache.read.authorCases(item, AUTHOR_CASES),
        articleCases: cache.read.articleCases(siteId, comment.articleId),
        delivery: onItsWay(no, journal, decide),
        claim: claims.on(no),
        ...mine.on(no),
        likeliest: likeliest(item),
      },
    ]
  })
}

const authorKey = ({ siteId, comment }: CaseItem) => `${siteId} ${comment.authorId}`

/** What this device wrote about authors and the rows do not show yet, the newest first. */
function notesUnderWay(
  { errands }: Journal,
  { read }: Cache,
): ReadonlyMap<string, readonly OwnNote[]> {
  const notes = errands.unshown().flatMap(({ opId, n, op }) => {
    const item = op.kind === 'note' ? read.caseById(op.caseId) : undefined
    if (op.kind !== 'note' || !item) return []
    const listed = read.author(item.siteId, item.comment.authorId)?.record?.notes ?? []
    const isShown = listed.some((note) => note.opId === opId)
    return isShown
      ? []
      : [{ n, key: authorKey(item), note: { opId, text: op.words, at: op.madeAt } }]
  })
  const newestFirst = notes.toSorted((a, b) => b.n - a.n)
  const byAuthor = Map.groupBy(newestFirst, ({ key }) => key)
  return new Map([...byAuthor].map(([key, own]) => [key, own.map(({ note }) => note)]))
}

function onItsWay(no: number, { deliveries }: Journal, decide: Decide): DeliveryView | null {
  const newest = deliveries.onCase(no)
  return newest && overlayOf(newest) ? decide.view(newest) : null
}

/** The rules most cited by the open reports. */
function likeliest({ reports }: CaseItem): string[] {
  const open = reports.filter(({ answeredBy }) => answeredBy === null)
  return byReason(open)
    .flatMap(({ rule }) => (rule === null ? [] : [rule]))
    .slice(0, 4)
}
