import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { ProblemError } from '../shared/domain/problem.ts'
import { createPaper } from './paper.ts'

interface Arguments {
  readonly data: string
  readonly port: number
  readonly origin?: string
  readonly sample?: boolean
}

function portOf(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('It must be a number from 0 to 65535.')
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin
  throw new InvalidArgumentError('It must be like https://gazette.example, without a path.')
}

const command = new Command('paper')
  .description('A small newspaper site: readers comment and report, the desk shows its decisions.')
  .option('--data <dir>', 'folder of the site', './data/paper')
  .option('--port <n>', 'port on 127.0.0.1; 0 takes any', portOf, 4180)
  .option('--origin <url>', 'public address (default: http://127.0.0.1:PORT)', originOf)
  .option('--sample', 'fill an empty site with the sample articles, comments and reports')
  .allowExcessArguments(false)
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'paper: ')) })

/** Starts the paper and closes it on the first signal. */
async function main(): Promise<void> {
  const given = command.parse().opts<Arguments>()
  const paper = await createPaper(given)
  const stop = () => void paper.close()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  process.stdout.write(`Paper: ${paper.url}/\n`)
}

try {
  await main()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof ProblemError) {
    process.stderr.write(`paper: ${error.problem.message}\n`)
    process.exitCode = 2
  } else throw error
}
