/** The commands that keep a title's word list. */
import { Command } from 'commander'
import { defaultWords } from '../../shared/domain/default-words.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { importWordList, readWordList } from '../services/word-list.ts'
import { wordListOf } from '../store/word-list-rows.ts'
import { placeOf, textOf, withData, withStore } from './place.ts'
import { type OfTitle, titleMeant } from './title.ts'

async function take(file: string, options: OfTitle, command: Command): Promise<void> {
  const words = readWordList(textOf(file))
  if (typeof words === 'string')
    throw new ProblemError(problem('bad-input', `${file} is no word list: ${words}.`))
  await withStore(placeOf(options, command), async (store) => {
    const siteId = await store.read((db) => titleMeant(db, options))
    const changed = await importWordList(store, siteId, words)
    const said = changed ? 'Imported. Consoles have it at their next sync.' : 'It was so already.'
    console.log(`${siteId}: ${words.length} entries. ${said}`)
  })
}

async function show(options: OfTitle, command: Command): Promise<void> {
  await withStore(placeOf(options, command), async (store) => {
    const siteId = await store.read((db) => titleMeant(db, options))
    const words = (await store.read((db) => wordListOf(db, siteId))) ?? defaultWords
    console.log(JSON.stringify({ words }, null, 2))
  })
}

/** `words`: what consoles mark in comments. */
export function wordListCommand(): Command {
  const words = new Command('words').description('keep the word list that consoles mark')
  withData(words.command('import'))
    .description('put a JSON file in the place of the list: {"words": [{"word", "kind", "stem"}]}')
    .argument('<file>', 'kind is slur, threat or other; stem takes longer words too')
    .option('--site <id>', 'which title; needed where the desk keeps several')
    .action(take)
  withData(words.command('show'))
    .description('print the list, or the default where none was imported')
    .option('--site <id>', 'which title; needed where the desk keeps several')
    .action(show)
  return words
}
