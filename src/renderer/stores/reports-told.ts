/** The reports on a comment as they are told: by reason, in the reporters' own words. */
import { byReason, type Channel, type Report } from '../../shared/domain/report.ts'
import { clippedAt } from '../../shared/domain/text.ts'

/** Longer complaints are told up to here; the desk keeps them whole. */
const LONGEST = 1000
/** So many of one reason are told word by word. */
const MOST = 50

/** What reporters said in the same words, and how many of them. */
export interface Said {
  readonly words: string
  readonly times: number
  readonly clipped: boolean
}

/** Every report of one reason. */
export interface ReasonTold {
  readonly rule: string | null
  readonly count: number
  readonly channels: readonly Channel[]
  /** The most often said first, equals in the order they came. */
  readonly said: readonly Said[]
  /** How many said something that is not among these, and how many said nothing. */
  readonly more: number
  readonly silent: number
}

type Told = Pick<Report, 'rule' | 'words' | 'channel'>

/** Reports by reason, the most frequent first. */
export function reasonsTold(reports: readonly Told[]): readonly ReasonTold[] {
  const lists = new Map<string | null, Told[]>()
  for (const report of reports) {
    const list = lists.get(report.rule)
    if (list) list.push(report)
    else lists.set(report.rule, [report])
  }
  return byReason(reports).map(({ rule, count }) => told(rule, count, lists.get(rule) ?? []))
}

function told(rule: string | null, count: number, reports: readonly Told[]): ReasonTold {
  const counts = new Map<string, number>()
  for (const { words } of reports) {
    const own = words.trim()
    if (own !== '') counts.set(own, (counts.get(own) ?? 0) + 1)
  }
  const said = [...counts].sort(([, a], [, b]) => b - a)
  const rest = said.slice(MOST).reduce((sum, [, times]) => sum + times, 0)
  const spoke = said.reduce((sum, [, times]) => sum + times, 0)
  return {
    ...{ rule, count, channels: [...new Set(reports.map(({ channel }) => channel))] },
    ...{ more: rest, silent: reports.length - spoke },
    said: said.slice(0, MOST).map(([words, times]) => {
      const end = clippedAt(words, LONGEST)
      return { words: words.slice(0, end), times, clipped: end < words.length }
    }),
  }
}
