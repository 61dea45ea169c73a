import { z } from 'zod'
import { Changes, LIMITS } from '../../../shared/desk/desk.ts'
import type { OlderText } from '../../../shared/desk/contest.ts'
import { FeedItem } from '../../../shared/desk/feed.ts'
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
  const outline = Outline.safeParse(json)
  if (!outline.success) return wrongIn(outline.error)
  const items = outline.data.items.filter(({ t }) => kinds.has(t))
  const page = Changes.safeParse({ ...outline.data, items })
  if (!page.success) return wrongIn(page.error)
  return orderFault(outline.data) ?? textFault(page.data) ?? page.data
}

function wrongIn({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? 'is wrong'}`.trim()
}

/** The kinds of item that are known here. A later desk may have more: they are passed over. */
const kinds: ReadonlySet<string> = new Set(FeedItem.options.map(({ shape }) => shape.t.value))

const Outline = z.looseObject({
  ...Changes.pick({ from: true, next: true, more: true }).shape,
  items: z.array(z.looseObject({ t: z.string(), seq: z.int().min(1) })),
})
type Outline = z.infer<typeof Outline>

/** What is wrong with how a page is laid out, known items or not, or undefined. */
function orderFault({ from, next, more, items }: Outline): string | undefined {
  if (items.length > LIMITS.pullMax) return `it has more than ${LIMITS.pullMax} items`
  if (more && (items.length === 0 || next === from)) return 'there is more, but it leads nowhere'
  let last = 0
  for (const [i, item] of items.entries()) {
    if (item.seq <= last) return `items.${i} is out of order`
    last = item.seq
  }
  return undefined
}

function textFault({ items }: Changes): string | undefined {
  for (const [i, item] of items.entries()) {
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
