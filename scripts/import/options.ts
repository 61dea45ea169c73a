import path from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { parseArguments, UsageError, wholeNumber } from '../command-line.ts'
import { safeAddress } from '../safe-address.ts'
import { fieldNamed, FIELDS, type ColumnMap, type Field } from './columns.ts'
import { givenInstant, INSTANT_EXPECTED } from './given-instant.ts'

/** What an import was asked to do. */
export interface ImportOptions {
  readonly file: string
  readonly data: string
  readonly paper: URL | undefined
  readonly keyFile: string | undefined
  readonly source: string
  /** Milliseconds since 1970. */
  readonly untilMs: number
  readonly asked: ColumnMap
  readonly dryRun: boolean
  readonly patienceMs: number
}

const MAX_SOURCE = 60

function toAddress(text: string): URL {
  const url = safeAddress(text)
  if (url === undefined)
    throw new InvalidArgumentError(
      'It must be an address like https://paper.example, or http:// on this machine.',
    )
  return url
}

function toInstant(text: string): number {
  const ms = givenInstant(text)
  if (ms === undefined) throw new InvalidArgumentError(`It ${INSTANT_EXPECTED}.`)
  return ms
}

function toMap(text: string, before: ColumnMap): ColumnMap {
  const map = new Map<Field, string>(before)
  for (const pair of text.split(',')) {
    const [name = '', ...column] = pair.split('=')
    const field = fieldNamed(name.trim())
    if (field === undefined)
      throw new InvalidArgumentError(
        `"${name}" is no field; the fields are ${Object.keys(FIELDS).join(', ')}.`,
      )
    if (column.join('=').trim() === '')
      throw new InvalidArgumentError(`Write ${field}=COLUMN, with the column's name.`)
    map.set(field, column.join('=').trim())
  }
  return map
}

function toSource(text: string): string {
  if (text.trim() === '' || text.length > MAX_SOURCE)
    throw new InvalidArgumentError(`It must be 1 to ${MAX_SOURCE} characters.`)
  return text.trim()
}

function program(): Command {
  return new Command('npm run import --')
    .description(
      'Loads comments with their reports from a CSV or JSON Lines file into a paper, by its operator’s door. Running it twice adds nothing twice.',
    )
    .argument('<file>', 'the input: .csv, .jsonl or .ndjson, in UTF-8')
    .option('--data <dir>', 'the data folder of a running "npm start"', './data')
    .option('--paper <url>', 'another paper, with --key-file', toAddress)
    .option('--key-file <file>', 'a keys.json with the member "operator"')
    .option('--source <name>', 'what the rows’ ids belong to (default: the file’s name)', toSource)
    .option('--until <instant>', 'nothing is later than this (default: now)', toInstant)
    .option('--map <field=column,…>', 'columns of other names', toMap, new Map())
    .option('--wait <seconds>', 'how long to try a paper that is away', wholeNumber(0, 86_400), 60)
    .option('--dry-run', 'read and check everything, send nothing', false)
    .allowExcessArguments(false)
    .addHelpText('after', `\nFields: ${Object.keys(FIELDS).join(', ')}. See docs/IMPORT.md.`)
}

interface Given {
  readonly data: string
  readonly paper?: URL
  readonly keyFile?: string
  readonly source?: string
  readonly until?: number
  readonly map: ColumnMap
  readonly wait: number
  readonly dryRun: boolean
}

/** Reads the arguments; undefined where help was shown instead. Throws a `UsageError`. */
export function importOptions(args: readonly string[], nowMs: number): ImportOptions | undefined {
  const command = program()
  if (!parseArguments(command, args)) return undefined
  const given = command.opts<Given>()
  const [file = ''] = command.args
  if (file === '') throw new UsageError('Name the file to import.')
  return {
    file,
    data: given.data,
    paper: given.paper,
    keyFile: given.keyFile,
    source: given.source ?? path.basename(file).slice(0, MAX_SOURCE),
    untilMs: given.until ?? nowMs,
    asked: given.map,
    dryRun: given.dryRun,
    patienceMs: given.wait * 1000,
  }
}
