/** What a console does once the desk goes on under a new epoch. */
import { ENDED_TOLD_FOR_MS } from '../../../shared/desk/contest.ts'
import { instant } from '../../../shared/domain/instant.ts'
import type { CaseNumbers, NumberedCase } from '../store/case-numbers.ts'
import type { ContestedDelivery } from '../store/deliveries.ts'
import type { SyncContext } from './context.ts'

type Needs = Pick<
  SyncContext,
  'journal' | 'cache' | 'queue' | 'deskClock' | 'moved' | 'emit' | 'log'
>

/**
 * After the first whole pull of an epoch: finds the cases under the numbers they have now, and has
 * sent again, under the same ids, what the desk settled or contested before and may have lost. What it
 * still has it answers as it did. Answers how many go again.
 */
export function settleIntoEpoch(epoch: string, context: Needs): number {
  const { journal, log, moved } = context
  if (journal.facts().casesEpoch === epoch) return 0
  const { again, kept, sights, nos } = journal.write(() => {
    const nos = renumber((numbers) => numbers.all(), context)
    const lost = sendLostAgain(epoch, context)
    journal.spells.addAgain(lost.again, instant(context.deskClock.now()))
    journal.keepCasesEpoch(epoch)
    return { ...lost, nos }
  })
  if (again.length + sights > 0)
    log.info('sent-again', { kept, decisions: again.length, sights, epoch })
  found(nos, context)
  moved(again)
  return again.length + sights
}

/** Finds cases that the desk did not have before under the number it gives them now. */
export function findDisplaced(context: Needs): void {
  const { journal } = context
  if (numbered(journal).every((numbers) => numbers.displaced().length === 0)) return
  found(
    journal.write(() => renumber((numbers) => numbers.displaced(), context)),
    context,
  )
}

function found(nos: number[], { queue, emit }: Needs): void {
  if (nos.length === 0) return
  queue.refresh(nos)
  emit('case.changed', { nos })
}

/** Everything in the journal that knows cases by number. */
const numbered = ({ deliveries, errands, asides }: Needs['journal']): readonly CaseNumbers[] =>
  [deliveries, errands, asides].map(({ numbers }) => numbers)

/** Gives cases the numbers they have now; answers every number that changed hands. */
function renumber(
  which: (numbers: CaseNumbers) => NumberedCase[],
  { journal, cache }: Needs,
): number[] {
  const nos = new Set<number>()
  for (const numbers of numbered(journal))
    for (const { caseId, caseNo, n } of which(numbers)) {
      const now = cache.read.noOf(caseId) ?? -n
      if (now === caseNo || (now < 0 && caseNo < 0)) continue
      numbers.renumber(caseId, now)
      for (const no of [caseNo, now]) if (no > 0) nos.add(no)
    }
  return [...nos]
}

/**
 * Whether the desk has lost that this was contested: it tells of every open contest, and of each that
 * ended within 90 days, so that of what was made long before it says nothing either way.
 */
function isUnknown(
  { opId, caseNo, state, madeAt }: ContestedDelivery,
  { cache, deskClock }: Pick<Needs, 'cache' | 'deskClock'>,
): boolean {
  const item = cache.read.case(caseNo)
  if (item?.contests.some(({ decision }) => decision.opId === opId)) return false
  return state === 'contested' || Date.parse(madeAt) > deskClock.now() - ENDED_TOLD_FOR_MS / 2
}

function sendLostAgain(epoch: string, { journal, cache, deskClock }: Needs) {
  const { deliveries, errands, seen } = journal
  const outside = deliveries.settledOutside(epoch)
  const lost = outside.filter(({ opId }) => !cache.read.settled(opId)).map(({ opId }) => opId)
  for (const { opId } of outside) deliveries.keepEpoch(opId, epoch)
  for (const opId of lost) deliveries.step(opId, 'settled', 'change epoch')
  // Of these the feed does not tell. What the desk still has is harmed by nothing.
  const contested = deliveries.contestedOutside(epoch)
  const unknown = contested.filter((one) => isUnknown(one, { cache, deskClock }))
  for (const { opId } of contested) deliveries.keepEpoch(opId, epoch)
  for (const { opId, state } of unknown) deliveries.step(opId, state, 'change epoch')
  const errandIds = errands.settledOutside(epoch)
  for (const opId of errandIds) errands.step(opId, 'settled', 'change epoch')
  const sights = seen.again(epoch)
  return {
    again: [...lost, ...unknown.map(({ opId }) => opId), ...errandIds],
    kept: outside.length - lost.length + contested.length - unknown.length,
    sights,
  }
}
