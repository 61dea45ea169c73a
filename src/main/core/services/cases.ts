import type { CaseView, DeliveryView } from '../../../shared/contract/models.ts'
import type { CaseItem } from '../../../shared/desk/feed.ts'
import { byReason } from '../../../shared/domain/report.ts'
import type { Cache } from '../store/cache.ts'
import type { Journal } from '../store/journal.ts'
import type { Claims } from './claims.ts'
import type { Decide } from './decide.ts'
import type { Mine } from './mine.ts'
import { overlayOf } from './overlay.ts'

/** The whole of these cases, as one needs it to decide; one that is not here is left out. */
export function caseViews(
  nos: readonly number[],
  person: { cache: Cache; journal: Journal; decide: Decide; claims: Claims; mine: Mine },
): CaseView[] {
  const { cache, journal, decide, claims, mine } = person
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
        articleCases: cache.read.articleCases(siteId, comment.articleId),
        delivery: onItsWay(no, journal, decide),
        claim: claims.on(no),
        ...mine.on(no),
        likeliest: likeliest(item),
      },
    ]
  })
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
