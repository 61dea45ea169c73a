/** Which reports of a muted reader are set aside: not those that a paper must know of at once. */
import { type MuteSpan, mutesOf } from '../store/mute-rows.ts'
import type { NewReport } from '../store/report-rows.ts'
import type { WriteTx } from '../store/write.ts'

/** The gravest rules: a life, a court or somebody's name may hang on them. */
const GRAVEST = 1
/** The codes of the terms' rules of law begin with it. */
const OF_LAW = 'LEG-'

/**
 * Whether a report comes in whoever makes it: of the gravest rules and those of law, or by any door
 * but the report link. Knowledge of these may not wait for the end of a mute.
 */
function alwaysComesIn({
  severity,
  rule,
  channel,
}: Pick<NewReport, 'severity' | 'rule' | 'channel'>): boolean {
  return severity <= GRAVEST || (rule?.startsWith(OF_LAW) ?? false) || channel !== 'report-link'
}

/** Looks up, once in a transaction, whose reports are set aside. */
export class Mutes {
  readonly #tx: WriteTx
  readonly #siteId: string
  #spans: readonly MuteSpan[] | undefined

  constructor(tx: WriteTx, siteId: string) {
    this.#tx = tx
    this.#siteId = siteId
  }

  /** The mute that this report is set aside for, by when it came; undefined where it comes in. */
  async on(report: NewReport): Promise<string | undefined> {
    if (alwaysComesIn(report)) return undefined
    this.#spans ??= await mutesOf(this.#tx.db, this.#siteId)
    const { reader, receivedAt: at } = report
    return this.#spans.find((span) => span.reader === reader && span.from <= at && at < span.to)
      ?.muteId
  }
}
