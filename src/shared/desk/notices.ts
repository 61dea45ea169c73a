/** What the desk tells a console about notices: what they will say, and whom they have reached. */
import { z } from 'zod'
import { SiteId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { NoticeTemplates } from '../domain/notice-templates.ts'

/** A version of a title's notice templates; the newest comes last. */
export const NoticesItem = z.object({
  t: z.literal('notices'),
  seq: z.int().min(1),
  siteId: SiteId,
  notices: NoticeTemplates,
})
export type NoticesItem = z.infer<typeof NoticesItem>

/** Whom a decision's notices have reached. `withdrawn`: it never came to the site, so nobody is told. */
export const Told = z.object({
  author: z.object({ state: z.enum(['waiting', 'told', 'withdrawn']), at: Instant.nullable() }),
  /** Of those who reported it and left an address: how many were told, wait, and could not be. */
  complainants: z.object({
    told: z.int().min(0),
    waiting: z.int().min(0),
    failed: z.int().min(0),
    /** When the last of them was told. */
    at: Instant.nullable(),
  }),
})
export type Told = z.infer<typeof Told>
