const FIRST_MS = 500
const LONGEST_MS = 30_000

/**
 * How long to wait after the `failures`-th failure in a row: full jitter, so that a desk that comes
 * back is not met by every console at once. `unit` is from 0 up to 1.
 */
export function backoff(failures: number, unit: number): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 16))
  return Math.round(FIRST_MS / 2 + unit * (most - FIRST_MS / 2))
}
