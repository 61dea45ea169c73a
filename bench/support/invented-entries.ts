/** Entries of the log as a day at a desk makes them: case, report, decision, publication. */
import type { NewEntry } from '../../src/desk/log/entry-text.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { uuidV7 } from '../../src/shared/domain/ids.ts'
import type { EntryData } from '../../src/shared/domain/log-entry.ts'
import type { Random } from './random.ts'

const SITE = 'glenorran-herald'
const START = Date.UTC(2026, 0, 5, 9)
const RULES = ['CON-ABU', 'CON-HATE', 'PRV-DATA', 'SPM-ADV', 'TOP-DIS'] as const

/** A UUIDv7 that follows from chance alone. */
export function inventedOpId(random: Random): string {
  const bytes = Uint8Array.from({ length: 10 }, () => random.whole(0, 255))
  return uuidV7(START + random.whole(0, 300 * 86_400_000), bytes)
}

function decided(random: Random, caseId: string): EntryData<'decision.applied'> {
  const verb = random.pick(['keep', 'delete'] as const)
  return {
    opId: inventedOpId(random),
    caseId,
    verb,
    ground:
      verb === 'keep'
        ? { kind: 'outcome', terms: '1.0.0', code: 'NB-KEEP' }
        : { kind: 'rule', terms: '1.0.0', code: random.pick(RULES) },
    cuts: [],
    restores: null,
    noteCommit: random.unit() < 0.2 ? random.hex(32) : null,
    expect: { bodyRev: 1, decRev: 0 },
    answers: [`rep_${random.hex(16)}`],
    bodyCommit: random.hex(32),
    made: { claimed: instant(START), estimated: instant(START), n: random.whole(1, 9999) },
    decRev: 1,
  }
}

/** Four kinds in turn, `count` entries in all. */
export function* inventedEntries(random: Random, count: number): Generator<NewEntry> {
  for (let made = 0; made < count; made += 4) yield* oneCase(random, Math.min(4, count - made))
}

function oneCase(random: Random, count: number): NewEntry[] {
  const caseId = `case_${random.hex(16)}`
  const who = { site: SITE, actor: `stf_${random.hex(9)}`, device: `dev_${random.hex(12)}` }
  const decision = decided(random, caseId)
  const all: NewEntry[] = [
    {
      ...{ kind: 'case.opened', site: SITE },
      data: { caseId, commentId: `c-${random.hex(6)}`, severity: random.whole(1, 4) },
    },
    {
      ...{ kind: 'report.received', site: SITE },
      data: {
        ...{ reportId: `rep_${random.hex(16)}`, caseId, channel: 'report-link' },
        ...{ rule: random.pick(RULES), receivedAt: instant(START), ingestedAt: instant(START) },
        wordsCommit: random.hex(32),
      },
    },
    { kind: 'decision.applied', ...who, data: decision },
    {
      ...{ kind: 'publication.published', site: SITE },
      data: { opId: decision.opId, caseId, receipt: `r-${random.hex(8)}` },
    },
  ]
  return all.slice(0, count)
}
