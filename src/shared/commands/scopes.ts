/** Where a command is live: named claims about a screen, which is finite so that all can be visited. */

/** The parts of a screen that decide what keys mean, and every value of each. */
export const screenParts = {
  /** `away`: the window has lost its program, or another window took over. */
  place: ['sign-in', 'queue', 'search', 'log', 'batch', 'away'],
  /**
   * `removed`: a case whose standing decision this person may undo by a restore. Under *contested*:
   * `refused`, one's own decision was not accepted; `to-rule`, a lead's ruling is wanted; `again`, the
   * author edited and one's own may be made again; `waits` for a lead; `ended`, to be read.
   */
  subject: ['none', 'case', 'removed', 'refused', 'to-rule', 'again', 'waits', 'ended'],
  /** Whether a question to a lead is open on the case, and whether this person may answer it. */
  question: ['none', 'asked', 'to-answer'],
  /** Whether a comment around the case is in focus. */
  neighbour: [false, true],
  over: [
    'nothing',
    'picker',
    'amendment',
    'rewriting',
    'panel',
    'filter',
    'take',
    'reporters',
    'palette',
    'keys',
    'why',
    'offers',
    'together',
  ],
  typing: [false, true],
} as const

export type Screen = {
  readonly [Part in keyof typeof screenParts]: (typeof screenParts)[Part][number]
}

/** Every screen there can be. */
export function everyScreen(): Screen[] {
  const { place, subject, question, neighbour, over, typing } = screenParts
  return place.flatMap((p) =>
    subject.flatMap((s) =>
      question.flatMap((q) =>
        neighbour.flatMap((n) =>
          over.flatMap((o) =>
            typing.map((t) => ({
              ...{ place: p, subject: s, question: q, neighbour: n, over: o, typing: t },
            })),
          ),
        ),
      ),
    ),
  )
}

const atDesk = ({ place, over }: Screen) => place === 'queue' && over === 'nothing'
const withCase = (screen: Screen) => atDesk(screen) && screen.subject !== 'none'
/** Where nothing is left to decide: a lead will, or has. */
const isSettled = ({ subject }: Screen) => subject === 'waits' || subject === 'ended'
const toDecide = (screen: Screen) => withCase(screen) && !isSettled(screen)
const inBatch = ({ place, over }: Screen) => place === 'batch' && over === 'nothing'
const inList = ({ place }: Screen) => place === 'search' || place === 'log'

/** What holds a list of choices. */
const CHOICES: ReadonlySet<Screen['over']> = new Set([
  ...(['picker', 'palette', 'filter', 'offers', 'together'] as const),
])

export const scopes = {
  'at the desk': atDesk,
  'signed in': (screen: Screen) =>
    atDesk(screen) || inBatch(screen) || (inList(screen) && screen.over === 'nothing'),
  'with a case': withCase,
  'with a case to decide': toDecide,
  'with a case to read': (screen: Screen) =>
    atDesk(screen) && ['case', 'removed', 'refused'].includes(screen.subject),
  'with a case to pass on': (screen: Screen) =>
    atDesk(screen) && (screen.subject === 'case' || screen.subject === 'removed'),
  'with a removed comment': (screen: Screen) => atDesk(screen) && screen.subject === 'removed',
  'with no question open': (screen: Screen) => toDecide(screen) && screen.question === 'none',
  'with a question to answer': (screen: Screen) =>
    withCase(screen) && screen.question === 'to-answer',
  'with a ruling to make': (screen: Screen) => atDesk(screen) && screen.subject === 'to-rule',
  'with a decision to make again': (screen: Screen) => atDesk(screen) && screen.subject === 'again',
  'with something to put away': (screen: Screen) =>
    atDesk(screen) && ['refused', 'again', 'ended'].includes(screen.subject),
  'on a comment around it': (screen: Screen) => withCase(screen) && screen.neighbour,
  'in an amendment': ({ over }: Screen) => over === 'amendment',
  'while writing over words': ({ over }: Screen) => over === 'rewriting',
  'in a panel': ({ over }: Screen) => over === 'panel',
  'in a list of choices': ({ over }: Screen) => CHOICES.has(over),
  'in results or the log': (screen: Screen) => inList(screen) && screen.over === 'nothing',
  'in the batch': inBatch,
  'in the batch sheet': ({ over }: Screen) => over === 'take',
  'with the reporters in sight': ({ over }: Screen) => over === 'reporters',
  'in the log': ({ place, over }: Screen) => place === 'log' && over === 'nothing',
  'in the queue or the log': ({ place, over }: Screen) =>
    (place === 'queue' || place === 'log') && over === 'nothing',
  'over the page': (screen: Screen) =>
    screen.over !== 'nothing' ||
    inList(screen) ||
    inBatch(screen) ||
    (atDesk(screen) && screen.neighbour),
} as const satisfies Record<string, (screen: Screen) => boolean>

export type Scope = keyof typeof scopes
