import { Command, Option } from 'commander'
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { parseArguments, UsageError, wholeNumber } from '../../scripts/command-line.ts'

const Options = z.object({
  only: z.array(z.string()),
  json: z.boolean(),
  quick: z.boolean(),
  seed: z.int(),
})
export type Options = z.infer<typeof Options>

const collect = (name: string, before: readonly string[]) => [...before, name]

/**
 * The bench's command line, or undefined where help was asked for and shown.
 *
 * Throws a `UsageError` that says in a sentence what it does not understand.
 */
export function readOptions(args: readonly string[]): Options | undefined {
  const program = new Command('npm run bench --')
    .description('Measures how good it is, each figure against its floor.')
    .addOption(
      new Option('--only <name>', 'this line alone; may be given again')
        .argParser(collect)
        .default([], 'all'),
    )
    .option('--json', 'one JSON object a line', false)
    .option('--quick', 'small and short: shows that it runs, not how good it is', false)
    .option('--seed <n>', 'repeats the invented data of another run', wholeNumber(0, 999_999_999))
  if (!parseArguments(program, args)) return undefined
  return Options.parse({ seed: randomInt(1_000_000), ...program.opts() })
}

/**
 * The names wanted of those there are: all, or the ones given, where `keypress-to-paint` stands for
 * `keypress-to-paint.p50` and `.p95`. Throws a `UsageError` for one that names nothing.
 */
export function wantedNames(all: readonly string[], only: readonly string[]): ReadonlySet<string> {
  const unknown = only.find((name) => !all.some((each) => isNamed(each, name)))
  if (unknown !== undefined)
    throw new UsageError(`--only ${unknown} names no line. Say one of: ${all.join(', ')}.`)
  return new Set(
    all.filter((each) => only.length === 0 || only.some((name) => isNamed(each, name))),
  )
}

const isNamed = (line: string, name: string) => line === name || line.startsWith(`${name}.`)
