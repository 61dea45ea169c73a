/** The desk's command line. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { SiteId } from '../shared/domain/ids.ts'
import { problem, ProblemError } from '../shared/domain/problem.ts'
import { deviceCommand, staffCommand } from './cli/accounts.ts'
import { CANNOT, type Data, placeOf, withData } from './cli/place.ts'
import { recordCommands } from './cli/records.ts'
import { templatesCommand } from './cli/templates.ts'
import { wordListCommand } from './cli/word-list.ts'
import { quietLogger, startDesk } from './desk.ts'

interface Serve extends Data {
  readonly port: number
  readonly host: string
  readonly site?: string
  readonly platform?: string
  readonly platformKeyFile?: string
  readonly name: string
  readonly logLevel: string
  readonly behindProxy: boolean
  readonly smtp?: string
  readonly lettersFrom?: string
  readonly outbox?: string
}

function portNumber(given: string): number {
  const port = Number(given)
  if (!/^\d{1,5}$/.test(given) || port > 65535) throw new InvalidArgumentError('0 to 65535.')
  return port
}

function siteId(given: string): string {
  const parsed = SiteId.safeParse(given)
  if (!parsed.success) throw new InvalidArgumentError('Lower-case letters, digits and hyphens.')
  return parsed.data
}

function platformUrl(given: string): string {
  const url = URL.parse(given)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new InvalidArgumentError('An address like https://comments.example.')
  return given
}

const KeyFile = z.object({ platform: z.string().min(1).max(400) })

/** The platform's key from a JSON file with a `platform` member, or from a file that is the key. */
function platformKey(file: string): string {
  let words: string
  try {
    words = readFileSync(file, 'utf8').trim()
  } catch {
    throw new ProblemError(
      problem('bad-input', `${file} cannot be read: check --platform-key-file.`),
    )
  }
  const key = words.startsWith('{') ? keyInJson(words) : words
  if (key === undefined || !/^[!-~]{1,400}$/.test(key))
    throw new ProblemError(
      problem(
        'bad-input',
        `${file} holds no key: JSON with a "platform" member, or the key alone.`,
      ),
    )
  return key
}

function keyInJson(words: string): string | undefined {
  try {
    return KeyFile.safeParse(JSON.parse(words)).data?.platform
  } catch {
    return undefined
  }
}

function platformOf({ platform, platformKeyFile }: Serve) {
  if (platform === undefined && platformKeyFile === undefined) return {}
  if (platform === undefined || platformKeyFile === undefined)
    throw new ProblemError(
      problem('bad-input', '--platform and --platform-key-file go together: give both.'),
    )
  return { platform: { url: platform, key: platformKey(platformKeyFile) } }
}

const lettersOf = ({ smtp, lettersFrom: from, outbox }: Serve) => ({
  ...(smtp === undefined ? {} : { smtp }),
  ...(from === undefined ? {} : { from }),
  ...(outbox === undefined ? {} : { outbox }),
})

async function serve(options: Serve, command: Command): Promise<void> {
  const place = placeOf(options, command)
  const log = quietLogger(options.logLevel)
  const desk = await startDesk({
    dataDir: options.data,
    ...(typeof place === 'string' ? {} : place),
    port: options.port,
    host: options.host,
    name: options.name,
    behindProxy: options.behindProxy,
    letters: lettersOf(options),
    logger: log,
    ...(options.site === undefined ? {} : { siteId: options.site }),
    ...platformOf(options),
  })
  // Whoever reads the line may end the desk at once: it listens for that first.
  const ended = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  console.log(`Desk: ${desk.url}`)
  await ended
  await desk.close()
}

function program(): Command {
  const desk = new Command('desk').description('The server of Linesman: cases, decisions, the log.')
  withData(desk.command('serve', { isDefault: true }))
    .description('run the desk until SIGINT or SIGTERM')
    .option('--port <n>', '0 takes any free port', portNumber, 4181)
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .option('--site <id>', 'the title it keeps; else the first the platform names', siteId)
    .option('--platform <url>', 'where the comments live', platformUrl)
    .option(
      '--platform-key-file <file>',
      'the key: JSON with a "platform" member, or the key alone',
    )
    .option('--name <name>', 'what the desk is called', 'Linesman desk')
    .addOption(
      new Option('--smtp <url>', 'the mail server for letters; else they are files').env(
        'LINESMAN_SMTP',
      ),
    )
    .option('--letters-from <address>', 'who letters are from; else comments@ the site’s host')
    .option('--outbox <folder>', 'where letters are left; else outbox in the data folder')
    .option('--behind-proxy', 'a TLS proxy stands before it: believe X-Forwarded-For', false)
    .addOption(
      new Option('--log-level <level>')
        .choices(['debug', 'info', 'warn', 'error', 'silent'])
        .default('info'),
    )
    .action(serve)
  desk.addCommand(templatesCommand())
  for (const each of [staffCommand(), deviceCommand(), wordListCommand(), ...recordCommands()])
    desk.addCommand(each)
  return desk
}

/** Sub-commands do not inherit how errors are ended, so each is told. */
function endByThrowing(command: Command): Command {
  command.exitOverride()
  for (const each of command.commands) endByThrowing(each)
  return command
}

try {
  await endByThrowing(program()).parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : CANNOT
  else if (error instanceof ProblemError) {
    console.error(error.problem.message)
    process.exitCode = CANNOT
  } else throw error
}
