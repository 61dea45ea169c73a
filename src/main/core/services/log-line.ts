import { z } from 'zod'
import type { LogLine } from '../../../shared/contract/log-views.ts'
import type { Staff } from '../../../shared/desk/desk.ts'
import { Entry } from '../../../shared/domain/log-entry.ts'
import type { LogAbout, LogReader, LogRow } from '../store/log-reader.ts'

export type Names = ReadonlyMap<string, string>

/** Names by pseudonym. */
export function namesIn(staff: readonly Staff[]): Names {
  return new Map<string, string>([
    ['desk', 'The desk'],
    ...staff.map(({ id, name }) => [id, name] as const),
  ])
}

const AboutCase = z.object({ caseId: z.string() })

/**
 * An entry with what its ids stand for, as far as it is known here. Undefined for one of a kind
 * that only a newer Linesman knows.
 */
export function lineOf({ n, text }: LogRow, log: LogReader, names: Names): LogLine | undefined {
  const entry = readEntry(text)
  if (!entry) return undefined
  return {
    ...{ n, entry },
    actorName: names.get(entry.actor) ?? entry.actor,
    ...aboutOf(entry, log),
  }
}

const NOTHING: LogAbout = { no: null, authorName: null, articleTitle: null }

function aboutOf({ data }: Entry, log: LogReader): LogAbout {
  const about = AboutCase.safeParse(data).data
  return (about && log.about(about.caseId)) ?? NOTHING
}

/** A copy whose text was changed may hold anything. */
function readEntry(text: string): Entry | undefined {
  try {
    return Entry.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
