import { Command, InvalidArgumentError } from 'commander'
import { parseArguments, wholeNumber } from '../command-line.ts'
import { safeAddress } from '../safe-address.ts'

/** What a start was asked to do. */
export interface StartOptions {
  readonly data: string
  /** Of the console; 0 for any. */
  readonly port: number
  readonly browser: boolean
  readonly open: boolean
  /** Whether the paper gets no sample day. */
  readonly empty: boolean
  /** A real desk; then neither paper nor desk is started. */
  readonly desk: string | undefined
}

function toDesk(text: string): string {
  const url = safeAddress(text)
  if (url === undefined)
    throw new InvalidArgumentError('It must be https://…, or http:// to this machine.')
  if (url.username !== '' || url.search !== '' || url.hash !== '')
    throw new InvalidArgumentError('It must be an address alone, without a name or a query.')
  return url.href
}

function program(): Command {
  return new Command('npm start --')
    .description(
      'Starts a desk and the sample paper with a day of reports, and opens the console. Runs until Ctrl-C.',
    )
    .option('--browser', 'open the console in the browser, without trying Electron', false)
    .option('--no-open', 'open nothing: serve the console to a browser and print its address')
    .option('--data <dir>', 'where everything is kept', './data')
    .option(
      '--port <n>',
      'port of the console in the browser; 0 takes any',
      wholeNumber(0, 65_535),
      0,
    )
    .option('--empty', 'start the paper without its sample day', false)
    .option('--desk <url>', 'connect to this desk and start none', toDesk)
    .allowExcessArguments(false)
}

/** Reads the arguments; undefined where help was shown instead. Throws a `UsageError`. */
export function startOptions(args: readonly string[]): StartOptions | undefined {
  const command = program()
  if (!parseArguments(command, args)) return undefined
  const given = command.opts<Omit<StartOptions, 'desk'> & { readonly desk?: string }>()
  return { ...given, desk: given.desk }
}
