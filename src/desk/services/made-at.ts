import { instant } from '../../shared/domain/instant.ts'

/**
 * When an op was made, as far as the desk can know: by the device's monotonic age where it has
 * one, else by its wall clock corrected by the measured offset; never after now.
 */
export function estimateMadeAt(
  op: {
    readonly madeAt: string
    readonly ageMs: number | null
    readonly offsetMs: number | null
  },
  now: string,
): string {
  const nowMs = Date.parse(now)
  const made = op.ageMs === null ? Date.parse(op.madeAt) + (op.offsetMs ?? 0) : nowMs - op.ageMs
  // An age of centuries is nonsense, but an instant must still have four digits for its year.
  return instant(Math.min(nowMs, Math.max(0, made)))
}

/** What the log says of when an op was made. */
export const madeOf = (
  op: Parameters<typeof estimateMadeAt>[0] & { readonly n: number },
  now: string,
) => ({ claimed: op.madeAt, estimated: estimateMadeAt(op, now), n: op.n })
