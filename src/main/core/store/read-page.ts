import { Changes, LIMITS } from '../../../shared/desk/desk.ts'
import type { OlderText } from '../../../shared/desk/contest.ts'
import type { FeedItem } from '../../../shared/desk/feed.ts'
import { bodyCommit } from '../../../shared/domain/commitment.ts'
import { sha256 } from '../sha256.ts'

/** The page, or why the text is none. Says where it is wrong, never what stands there. */
export function readPage(text: string): Changes | string {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 'it is not JSON'
  }
  const page = Changes.safeParse(json)
  if (page.success) return pageFault(page.data) ?? page.data
  const issue = page.error.issues[0]
  return `${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? 'is wrong'}`.trim()
}

/**
 * What is wrong with a page whose members are each as they should be, or undefined.
 */
function pageFault({ from, next, more, items }: Changes): string | undefined {
  if (items.length > LIMITS.pullMax) return `it has more than ${LIMITS.pullMax} items`
  if (more && (items.length === 0 || next === from)) return 'there is more, but it leads nowhere'
  let last = 0
  for (const [i, item] of items.entries()) {
    if (item.seq <= last) return `items.${i} is out of order`
    last = item.seq
    const unproved = unprovedText(item)
    if (unproved !== undefined) return `items.${i}.${unproved} is not the text that is committed to`
  }
  return undefined
}

/** The text of a case that is not the one it commits to, or undefined: what is judged is proved. */
function unprovedText(item: FeedItem): string | undefined {
  if (item.t !== 'case') return undefined
  if (!isProved(item.comment)) return 'comment'
  const lie = item.olderTexts.findIndex((text) => !isProved(text))
  return lie < 0 ? undefined : `olderTexts.${lie}`
}

function isProved({ salt, body, bodyCommit: committed }: Omit<OlderText, 'bodyRev'>): boolean {
  return bodyCommit(sha256, salt, body) === committed
}
