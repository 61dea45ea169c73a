import canonicalize from 'canonicalize'
import { NoticeTemplates } from '../../shared/domain/notice-templates.ts'
import { badInput, problem, ProblemError } from '../../shared/domain/problem.ts'
import { sha256 } from '../log/entry-text.ts'
import { currentTemplates, insertTemplates, templatesOf } from '../store/template-rows.ts'
import type { WriteTx } from '../store/write.ts'

const hashOf = (document: NoticeTemplates) =>
  sha256(new TextEncoder().encode(canonicalize(document)))

async function add(tx: WriteTx, siteId: string, document: NoticeTemplates): Promise<void> {
  const textHash = hashOf(document)
  await insertTemplates(tx, siteId, { document, textHash })
  tx.log({
    kind: 'templates.published',
    site: siteId,
    data: { templates: document.id, version: document.version, textHash },
  })
}

/** Gives a title notice templates where it has none. */
export async function beginTemplates(
  tx: WriteTx,
  siteId: string,
  document: NoticeTemplates,
): Promise<void> {
  if (!(await currentTemplates(tx.db, siteId))) await add(tx, siteId, document)
}

/**
 * Reads the text of a file as notice templates.
 *
 * Throws a ProblemError that says which template is wrong, where, and why.
 */
export function readTemplates(text: string): NoticeTemplates {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it cannot be read'
    throw new ProblemError(problem('bad-input', `The file is no JSON: ${why}.`))
  }
  const parsed = NoticeTemplates.safeParse(value)
  if (parsed.success) return parsed.data
  const refused = badInput(parsed.error, 'The file')
  const faults = (refused.fields ?? []).map(({ field, message }) => `  ${field} ${message}`)
  const message =
    faults.length < 2 ? refused.message : `The file was refused:\n${faults.join('\n')}`
  throw new ProblemError({ ...refused, message })
}

/**
 * Adds a version that people are told by from now on; says whether it was new.
 *
 * Throws a ProblemError where another document has that version, or a newer one is in use.
 */
export async function importTemplates(
  tx: WriteTx,
  siteId: string,
  document: NoticeTemplates,
): Promise<boolean> {
  const { version } = document
  const there = await templatesOf(tx.db, siteId, version)
  if (there) {
    if (hashOf(there) === hashOf(document)) return false
    throw new ProblemError(
      problem(
        'bad-input',
        `version ${version} is there already and says something else: give this one a higher version.`,
      ),
    )
  }
  const current = await currentTemplates(tx.db, siteId)
  if (current && !isHigher(version, current.version))
    throw new ProblemError(
      problem('bad-input', `version ${version} is not higher than ${current.version}, now in use.`),
    )
  await add(tx, siteId, document)
  return true
}

function isHigher(a: string, b: string): boolean {
  const [x, y] = [a, b].map((version) => version.split('.').map(Number))
  const differs = (x ?? []).findIndex((part, i) => part !== y?.[i])
  return differs >= 0 && (x?.[differs] ?? 0) > (y?.[differs] ?? 0)
}
