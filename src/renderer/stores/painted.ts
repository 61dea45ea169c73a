import type { CaseView } from '../../shared/contract/models.ts'

const KEPT = 16

/**
 * What was on the glass, and since when.
 *
 * A key is meant for the case that was on the screen when it was pressed. While the window is
 * busy, presses wait and the page has moved on by the time they are read; so a decision takes its
 * case, its text and its reports from here, by the press's own time stamp.
 */
export function createPainted() {
  const watching: (() => void)[] = []
  const log: { readonly view: CaseView | undefined; readonly since: number }[] = []
  return {
    /** This case, or none, has been on the screen since `since` (the steady clock). */
    show: (view: CaseView | undefined, since: number): void => {
      log.push({ view, since })
      if (log.length > KEPT) log.shift()
      for (const told of watching) told()
    },
    /** The case, as it is, that is on the screen. */
    last: (): CaseView | undefined => log.at(-1)?.view,
    /** Has `told` told whenever something else is on the screen. */
    watch: (told: () => void): void => {
      watching.push(told)
    },
    /** The case, as it was, that was on the screen at `at`. */
    at: (at: number): CaseView | undefined => log.findLast(({ since }) => since <= at)?.view,
  }
}
