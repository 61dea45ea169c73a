import type { OpId } from '../../shared/domain/ids.ts'
import type { Terms } from '../../shared/domain/terms.ts'
import type {
  CommentInPlace,
  EventPage,
  PlatformHello,
  PublishedDecision,
  Receipt,
} from '../../shared/platform/platform.ts'
import type { z } from 'zod'

/** What a platform made of a decision it was asked to show. */
type Shown =
  | { readonly shown: true; readonly receipt: Receipt }
  | { readonly shown: false; readonly overtakenBy: number }

/**
 * A place where comments live. Every call rejects with a ProblemError: `platform-unreachable`
 * where trying again may help, another code where it will not.
 */
export interface Platform {
  hello(signal: AbortSignal): Promise<PlatformHello>
  events(
    after: string | null,
    options: { readonly limit: number; readonly waitS: number; readonly signal: AbortSignal },
  ): Promise<EventPage>
  /** The comment as it is now, or undefined where the platform has it no more. */
  comment(id: string, signal: AbortSignal): Promise<CommentInPlace | undefined>
  show(
    decisionId: z.infer<typeof OpId>,
    decision: PublishedDecision,
    signal: AbortSignal,
  ): Promise<Shown>
  terms(terms: Terms, signal: AbortSignal): Promise<void>
}
