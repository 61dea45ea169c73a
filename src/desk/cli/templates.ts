/** The commands that keep what people are told about decisions. */
import { Command } from 'commander'
import { readFileSync } from 'node:fs'
import { defaultNotices } from '../../shared/domain/default-notices.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { importTemplates, readTemplates } from '../services/templates.ts'
import { allSites } from '../store/site-rows.ts'
import { readFolder } from '../store/store.ts'
import { currentTemplates } from '../store/template-rows.ts'
import type { Reader } from '../store/write.ts'
import { type Data, placeOf, withData, withStore } from './place.ts'

interface OfSite extends Data {
  readonly site?: string
}

/** The title that was named, or the only one there is. */
async function siteOf(db: Reader, { site }: OfSite): Promise<string> {
  const ids = (await allSites(db)).map(({ id }) => id)
  if (site !== undefined && ids.includes(site)) return site
  const [only, ...others] = ids
  if (site === undefined && only !== undefined && others.length === 0) return only
  const why = only === undefined ? 'has no title yet: serve it once' : `keeps ${ids.join(', ')}`
  throw new ProblemError(problem('bad-input', `The desk ${why}; say which by --site.`))
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ProblemError(problem('bad-input', `${file} cannot be read: check its name.`))
  }
}

async function takeIn(file: string, options: OfSite, command: Command): Promise<void> {
  const document = readTemplates(textOf(file))
  await withStore(placeOf(options, command), async (store) => {
    const isNew = await store.write(async (tx) =>
      importTemplates(tx, await siteOf(tx.db, options), document),
    )
    const { version, templates } = document
    console.log(
      isNew
        ? `Notices ${version} taken in: ${templates.length} templates. People are told by them from now on.`
        : `Notices ${version} were there already.`,
    )
  })
}

async function giveOut(options: OfSite, command: Command): Promise<void> {
  const document = await readFolder(placeOf(options, command), async (db) =>
    currentTemplates(db, await siteOf(db, options)),
  )
  console.log(JSON.stringify(document ?? defaultNotices, null, 2))
}

/** `templates`: what authors and complainants are told. */
export function templatesCommand(): Command {
  const templates = new Command('templates').description('what people are told about decisions')
  withData(templates.command('import'))
    .description('take in a new version, or say what is wrong with it')
    .argument('<file>', 'JSON as `export` writes it, with a higher version')
    .option('--site <id>', 'for which title')
    .action(takeIn)
  withData(templates.command('export'))
    .description('write the version in use')
    .option('--site <id>', 'of which title')
    .action(giveOut)
  return templates
}
