/** Where a command is live: named claims about a screen, which is finite so that all can be visited. */

/** The parts of a screen that decide what keys mean, and every value of each. */
export const screenParts = {
  /** `away`: the window has lost its program, or another window took over. */
  place: ['sign-in', 'queue', 'away'],
  /** `removed`: a case whose standing decision this person may undo by a restore. */
  subject: ['none', 'case', 'removed'],
  over: ['nothing', 'picker', 'palette', 'keys'],
  typing: [false, true],
} as const

export type Screen = {
  readonly [Part in keyof typeof screenParts]: (typeof screenParts)[Part][number]
}

/** Every screen there can be. */
export function everyScreen(): Screen[] {
  const { place, subject, over, typing } = screenParts
  return place.flatMap((p) =>
    subject.flatMap((s) =>
      over.flatMap((o) => typing.map((t) => ({ place: p, subject: s, over: o, typing: t }))),
    ),
  )
}

const atDesk = (screen: Screen) => screen.place === 'queue' && screen.over === 'nothing'

export const scopes = {
  'at the desk': atDesk,
  'with a case': (screen: Screen) => atDesk(screen) && screen.subject !== 'none',
  'with a removed comment': (screen: Screen) => atDesk(screen) && screen.subject === 'removed',
  'in a list of choices': ({ over }: Screen) => over === 'picker' || over === 'palette',
  'over the page': ({ over }: Screen) => over !== 'nothing',
} as const satisfies Record<string, (screen: Screen) => boolean>

export type Scope = keyof typeof scopes
