/** Which title a command is about. */
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { allSites } from '../store/site-rows.ts'
import type { Reader } from '../store/write.ts'
import type { Data } from './place.ts'

/** What says which title is meant. */
export interface OfTitle extends Data {
  readonly site?: string
}

/** The title that is meant: the one that is named, or the only one. Throws the problem where neither is. */
export async function titleMeant(db: Reader, { site }: OfTitle): Promise<string> {
  const ids = (await allSites(db)).map(({ id }) => id)
  if (site !== undefined && ids.includes(site)) return site
  const [only, ...others] = ids
  if (site === undefined && only !== undefined && others.length === 0) return only
  throw new ProblemError(
    problem(
      'bad-input',
      only === undefined
        ? 'The desk knows no title yet: start it once with its platform, then import.'
        : `Name the title by --site: ${ids.join(', ')}.`,
    ),
  )
}
