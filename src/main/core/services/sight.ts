import { uuidV7 } from '../../../shared/domain/ids.ts'
import { instant } from '../../../shared/domain/instant.ts'
import type { SeenOp } from '../../../shared/desk/push.ts'
import type { Chance, Clock } from '../ports.ts'
import type { Cache } from '../store/cache.ts'
import type { DeskClock } from './desk-clock.ts'
import type { Journal } from '../store/journal.ts'

export interface SightNeeds {
  readonly journal: Journal
  readonly cache: Cache
  readonly clock: Clock
  readonly deskClock: DeskClock
  readonly chance: Chance
}

/** Journals that this person has had a case before them; the first time only. True where it did. */
export function journalSight(no: number, needs: SightNeeds): boolean {
  const { journal, cache, clock, deskClock, chance } = needs
  if (journal.damage) return false
  const caseId = cache.read.case(no)?.caseId
  if (caseId === undefined || journal.seen.has(caseId)) return false
  const now = clock.now()
  const opId = uuidV7(now, chance.bytes(10))
  journal.write(() => {
    const op: SeenOp = {
      v: 1,
      opId,
      n: journal.nextN(),
      madeAt: instant(now),
      ageMs: null, // the text must be the same however often it goes, so it cannot hold an age
      offsetMs: deskClock.offsetMs(),
      kind: 'seen',
      caseId,
    }
    journal.seen.add(op)
  })
  return true
}
