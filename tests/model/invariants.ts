import type { Console } from './console.ts'
import { contestsAreSound } from './contest-invariants.ts'
import type { Delivery } from './console-disk.ts'
import type { Desk } from './desk.ts'
import type { Fact } from './desk-state.ts'
import { Reached } from './reached.ts'
import { opName } from './op-names.ts'
import type { DecideOp } from '../../src/shared/desk/push.ts'

type Applied = Extract<Fact, { kind: 'decision.applied' }>

/**
 * The invariants of sync, by their numbers in docs/MODEL.md. Each answers the sentence that says
 * what is broken, or undefined.
 */
export class Invariants {
  readonly #desk: Desk
  readonly #consoles: readonly Console[]
  /** Every decision that a person made. */
  readonly #made = new Map<string, DecideOp>()
  readonly #reached: readonly Reached[]
  #broken: string | undefined

  constructor(desk: Desk, consoles: readonly Console[]) {
    this.#desk = desk
    this.#consoles = consoles
    this.#reached = consoles.map((console) => new Reached(console))
  }

  made(op: DecideOp): void {
    this.#made.set(op.opId, op)
  }

  /** A restore forgets what broke before it: so the desk is looked at first. */
  beforeRestore(): void {
    this.#broken ??= this.#deskIsSound()
  }

  /** What holds at any time. */
  always(): string | undefined {
    if (this.#broken !== undefined) return this.#broken
    for (const reached of this.#reached) {
      const broken = reached.wentBack()
      if (broken !== undefined) return broken
    }
    for (const console of this.#consoles) {
      const broken = acknowledgedIsShown(console) ?? alarmOf(console)
      if (broken !== undefined) return broken
    }
    return undefined
  }

  /** What holds once all is at rest. */
  atRest(): string | undefined {
    const found = this.always() ?? this.#deskIsSound()
    if (found !== undefined) return found
    for (const console of this.#consoles) {
      const broken =
        this.#resolved(console) ?? this.#converged(console) ?? this.#logIsCopied(console)
      if (broken !== undefined) return broken
    }
    return this.#nothingLost()
  }

  /** Changes while anything is still on its way. */
  fingerprint(): string {
    const { seq, epoch, log } = this.#desk.state
    const parts = this.#consoles.map(({ journal, cache, copy, engine }) => [
      ...[cache.cursor, cache.whole, copy.size, copy.epoch, engine.at],
      ...[...journal.deliveries.values()].map(({ state }) => state),
    ])
    return JSON.stringify([seq, epoch, log.length, parts])
  }

  #applied(): Applied[] {
    return this.#desk.state.facts.filter((fact) => fact.kind === 'decision.applied')
  }

  /** 1, 3, 4, 10 and 11, as far as the desk alone can break them. */
  #deskIsSound(): string | undefined {
    const last = new Map<string, number>()
    const ops = new Set<string>()
    for (const { opId, caseId, decRev, text, seenBy } of this.#applied()) {
      if (ops.has(opId)) return `1. ${opName(opId)} was applied twice`
      ops.add(opId)
      const expected = (last.get(caseId) ?? 0) + 1
      if (decRev !== expected) return `3. ${caseId} has decision ${decRev} where ${expected} is due`
      last.set(caseId, decRev)
      const seen = this.#made.get(seenBy)?.bodyCommit
      if (seen === undefined) return `1. ${opName(opId)} was applied, and nobody made it`
      if (seen !== text) return `4. ${opName(opId)} was applied to a text that nobody saw with it`
    }
    for (const case_ of this.#desk.state.cases.values()) {
      const broken = contestsAreSound(case_, this.#made)
      if (broken !== undefined) return broken
    }
    return undefined
  }

  /** 1: told *applied* exactly if there is one entry. 2: each is resolved. */
  #resolved({ name, journal }: Console): string | undefined {
    const applied = new Set(this.#applied().map(({ opId }) => opId))
    for (const one of journal.deliveries.values()) {
      const { opId, state, status } = one
      if (!isResolved(one)) return `2. ${name}’s ${opName(opId)} is still ${state}`
      if (state === 'contested' && this.#isForgotten(one))
        return `2. ${name}’s ${opName(opId)} is contested, and the desk does not know it`
      const told = status === 'applied'
      if (told && !applied.has(opId))
        return `1. ${name} was told that ${opName(opId)} is applied: it is not`
      if (!told && applied.has(opId))
        return `1. ${opName(opId)} is applied, and ${name} was told ${status ?? 'nothing'}`
    }
    return undefined
  }

  /** Whether nobody could rule on it any more: its case can be ruled on, and does not hold it. */
  #isForgotten({ caseId, opId }: Delivery): boolean {
    const case_ = this.#desk.state.cases.get(caseId)
    if (!case_ || case_.body === null || case_.deletedByAuthor) return false
    return !case_.contests.some((contest) => contest.opId === opId)
  }

  /** 2: what was ever made is still in a journal. */
  #nothingLost(): string | undefined {
    const kept = new Set(this.#consoles.flatMap(({ journal }) => [...journal.deliveries.keys()]))
    const lost = [...this.#made.keys()].find((opId) => !kept.has(opId))
    return lost === undefined ? undefined : `2. ${opName(lost)} is in no journal any more`
  }

  /** 5 */
  #converged({ name, cache }: Console): string | undefined {
    const live = [...this.#desk.state.cases.values()].filter(({ body }) => body !== null)
    for (const { caseId, bodyRev, decRev, bodyCommit, deletedByAuthor, contests } of live) {
      const row = cache.rows.get(caseId)
      if (!row) return `5. ${name} does not have ${caseId}`
      const same =
        row.bodyRev === bodyRev &&
        row.decRev === decRev &&
        row.bodyCommit === bodyCommit &&
        row.deletedByAuthor === deletedByAuthor &&
        row.contests.every(({ opId, endedBy }, i) => {
          const ours = contests[i]
          return ours?.opId === opId && ours.endedBy === endedBy
        }) &&
        row.contests.length === contests.length
      if (!same)
        return `5. ${name} has ${caseId} at ${row.bodyRev}/${row.decRev}, the desk at ${bodyRev}/${decRev}`
    }
    const known = new Set(live.map(({ caseId }) => caseId))
    const stray = [...cache.rows.keys()].find((caseId) => !known.has(caseId))
    return stray && `5. ${name} has ${stray}, which was erased`
  }

  /** 8, at rest: the copy is the desk’s log. */
  #logIsCopied({ name, copy }: Console): string | undefined {
    const { epoch, log, logHead } = this.#desk.state
    const same = copy.epoch === epoch && copy.size === log.length && copy.head === logHead
    return same ? undefined : `8. ${name}’s copy of the log ends at ${copy.size} of ${log.length}`
  }
}

function isResolved({ state }: Delivery): boolean {
  return ['settled', 'contested', 'refused', 'superseded', 'withdrawn'].includes(state)
}

/** 7: what the desk acknowledged never disappears from its author’s view inside an epoch. */
function acknowledgedIsShown(console: Console): string | undefined {
  const { journal, cache, name } = console
  for (const { opId, caseId, epoch, decRev } of journal.inState('settled')) {
    if (epoch !== cache.epoch) continue
    const row = cache.rows.get(caseId)
    if (!row || console.overlay(caseId)?.kind === 'hidden') continue
    if (row.decRev < (decRev ?? 0))
      return `7. ${opName(opId)} was acknowledged, and ${name} sees ${caseId} without it`
  }
  return undefined
}

/** 8: nobody tampers with the log here, so every alarm is a false one. */
function alarmOf({ name, alarm }: Console): string | undefined {
  return alarm === undefined ? undefined : `8. ${name} raised a false alarm: ${alarm}`
}
