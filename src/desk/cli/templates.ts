/** The commands that keep what people are told about decisions. */
import { Command } from 'commander'
import { defaultNotices } from '../../shared/domain/default-notices.ts'
import { importTemplates, readTemplates } from '../services/templates.ts'
import { readFolder } from '../store/store.ts'
import { currentTemplates } from '../store/template-rows.ts'
import { placeOf, textOf, withData, withStore } from './place.ts'
import { type OfTitle, titleMeant } from './title.ts'

async function takeIn(file: string, options: OfTitle, command: Command): Promise<void> {
  const document = readTemplates(textOf(file))
  await withStore(placeOf(options, command), async (store) => {
    const isNew = await store.write(async (tx) =>
      importTemplates(tx, await titleMeant(tx.db, options), document),
    )
    const { version, templates } = document
    console.log(
      isNew
        ? `Notices ${version} taken in: ${templates.length} templates. People are told by them from now on.`
        : `Notices ${version} were there already.`,
    )
  })
}

async function giveOut(options: OfTitle, command: Command): Promise<void> {
  const document = await readFolder(placeOf(options, command), async (db) =>
    currentTemplates(db, await titleMeant(db, options)),
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
