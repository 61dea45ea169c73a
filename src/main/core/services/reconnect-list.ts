/** What became of what waited: from how each thing stands to a list that a person reads. Pure. */
import {
  type Outcome,
  outcomes,
  RECONNECT_ITEMS,
  type ReconnectGroup,
} from '../../../shared/contract/outbox.ts'
import type { OpAnswer } from '../../../shared/desk/push.ts'
import { waitingStates } from '../../../shared/domain/delivery.ts'
import type { Verb } from '../../../shared/domain/terms.ts'
import type { Sent } from '../store/spells.ts'

type Conflict = Extract<OpAnswer, { status: 'conflict' }>

/** What became of one thing; undefined where it was taken back and never left. */
export function becameOf({ state, answer }: Pick<Sent, 'state' | 'answer'>): Outcome | undefined {
  if (state === 'withdrawn') return undefined
  if (waitingStates.some((waiting) => waiting === state)) return 'waiting'
  return answer === null ? unanswered(state) : answered(answer)
}

/** Kept by a program that knew another answer: the state says as much as it can. */
function unanswered(state: Sent['state']): Outcome {
  if (state === 'refused') return 'refused'
  return state === 'contested' || state === 'superseded' ? 'contested' : 'settled'
}

function answered(answer: OpAnswer): Outcome {
  switch (answer.status) {
    case 'applied':
      return 'settled'
    case 'conflict':
      if (answer.sameOutcome) return 'agreed'
      return answer.kinds.includes('edited') ? 'edited' : 'contested'
    case 'gone':
      return 'gone'
    case 'rejected':
      return 'refused'
    case 'set-aside':
      return 'set-aside'
    case 'retry':
      return 'waiting'
  }
}

/**
 * The list: each thing in exactly one group, groups in the order of `outcomes`. What was sent again
 * because the desk had lost it is not counted among what settled: it had settled before.
 */
export function groupsOf(sent: readonly Sent[], wordsOf: (no: number) => string): ReconnectGroup[] {
  const byOutcome = Map.groupBy(sent, (one) => {
    const outcome = becameOf(one)
    return one.again && outcome === 'settled' ? undefined : outcome
  })
  return outcomes.flatMap((outcome) => {
    const those = byOutcome.get(outcome) ?? []
    return those.length === 0 ? [] : [groupOf(outcome, those, wordsOf)]
  })
}

function groupOf(
  outcome: Outcome,
  those: readonly Sent[],
  wordsOf: (no: number) => string,
): ReconnectGroup {
  const isPlain = outcome === 'settled' || outcome === 'waiting'
  const named = isPlain ? [] : those.slice(0, RECONNECT_ITEMS)
  return {
    outcome,
    count: those.length,
    unpublished: outcome === 'settled' ? those.filter(isUnpublished).length : 0,
    items: named.map((one) => ({
      ...{ opId: one.opId, kind: one.kind, no: one.no },
      words: one.no === null ? '' : wordsOf(one.no),
      said: saidOf(one, outcome),
    })),
  }
}

function isUnpublished({ kind, publication }: Sent): boolean {
  return kind === 'decision' && publication !== 'published' && publication !== 'overtaken'
}

const PAST: Readonly<Record<Verb, string>> = {
  keep: 'kept',
  amend: 'amended',
  delete: 'deleted',
  restore: 'restored',
}

type Say = (one: Sent) => string

const plain: Say = ({ problem }) => problem?.message ?? ''
const clashed: Say = (one) =>
  one.answer?.status === 'conflict' ? met(one, one.answer) : plain(one)

const SAID: Readonly<Record<Outcome, Say>> = {
  settled: () => '',
  agreed: clashed,
  contested: clashed,
  edited: clashed,
  gone: ({ kind }) =>
    kind === 'decision'
      ? 'Nothing to take down. Your decision is in the log.'
      : 'The comment is no more, so there is nothing to ask about it.',
  refused: (one) =>
    one.problem?.code === 'rule-unknown'
      ? 'Its rule is not in the terms any more. Choose another; the text you saw is kept.'
      : plain(one),
  'set-aside': () => 'It came when you no longer had the right to decide. A lead has it.',
  waiting: () => '',
}

/** What became of one thing, in a sentence or two. */
function saidOf(one: Sent, outcome: Outcome): string {
  return one.state === 'superseded' ? 'It has been decided again since.' : SAID[outcome](one)
}

function met({ verb, state }: Sent, { kinds, standing, sameOutcome }: Conflict): string {
  const other = standing.decision
  const own = verb === null ? 'decided' : PAST[verb]
  if (sameOutcome)
    return other
      ? `${other.by.name} ${PAST[other.verb]} it too. Recorded as concurring.`
      : 'Recorded as concurring.'
  const edited = kinds.includes('edited')
  if (!kinds.includes('decided'))
    return 'Its author edited it after you read it. Look at the new text and decide again.'
  const first = clash(other, own)
  if (edited) return `${first}, after its author edited it. Look at the new text.`
  if (state === 'settled') return `${first}. A lead has ruled on it since.`
  return `${first}. A lead rules on it; until then the stricter stands.`
}

function clash(other: Conflict['standing']['decision'], own: string): string {
  if (!other) return `Somebody decided what you ${own}`
  const past = PAST[other.verb]
  return past === own
    ? `${other.by.name} ${past} it otherwise than you`
    : `${other.by.name} ${past} what you ${own}`
}
