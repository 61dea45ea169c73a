/** The desk's command line. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { SiteId } from '../shared/domain/ids.ts'
import { Role } from '../shared/domain/permission.ts'
import { problem, ProblemError } from '../shared/domain/problem.ts'
import { quietLogger, startDesk } from './desk.ts'
import { verifyLog } from './log/verify.ts'
import { generatePassword } from './services/passwords.ts'
import { addStaff, changePassword, disableStaff, revoke } from './services/staff.ts'
import { allDevices } from './store/session-rows.ts'
import { allStaff } from './store/staff-rows.ts'
import { openStore, readFolder, type Store } from './store/store.ts'

/** How a command that could not start ends: the sentence on stderr, and this. */
const CANNOT = 2

interface Data {
  readonly data: string
}

interface Serve extends Data {
  readonly port: number
  readonly host: string
  readonly site?: string
  readonly platform?: string
  readonly platformKeyFile?: string
  readonly name: string
  readonly logLevel: string
  readonly behindProxy: boolean
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

async function serve(options: Serve): Promise<void> {
  const log = quietLogger(options.logLevel)
  const desk = await startDesk({
    dataDir: options.data,
    port: options.port,
    host: options.host,
    name: options.name,
    behindProxy: options.behindProxy,
    logger: log,
    ...(options.site === undefined ? {} : { siteId: options.site }),
    ...platformOf(options),
  })
  console.log(`Desk: ${desk.url}`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  await desk.close()
}

async function withStore(dataDir: string, run: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore(dataDir)
  try {
    await run(store)
  } finally {
    await store.close()
  }
}

/** A password from standard input, or a new one, said once. */
async function choosePassword(fromStdin: boolean): Promise<string> {
  if (fromStdin) return (await text(process.stdin)).replace(/\r?\n$/, '')
  return generatePassword()
}

interface NamedStaff extends Data {
  readonly login: string
  readonly passwordStdin?: true
}

async function add(options: NamedStaff & { readonly name: string; readonly role: Role }) {
  const password = await choosePassword(options.passwordStdin === true)
  await withStore(options.data, async (store) => {
    const { login, name, role } = await addStaff(store, options, password)
    console.log(`Added ${name}: signs in as ${login}, ${role}.`)
    if (options.passwordStdin !== true) console.log(`Password: ${password}`)
  })
}

async function password(options: NamedStaff): Promise<void> {
  const chosen = await choosePassword(options.passwordStdin === true)
  await withStore(options.data, async (store) => {
    await changePassword(store, options.login, chosen)
    console.log(`Changed; every session of ${options.login} has ended.`)
    if (options.passwordStdin !== true) console.log(`Password: ${chosen}`)
  })
}

async function listStaff({ data }: Data): Promise<void> {
  for (const { login, name, role, active } of await readFolder(data, allStaff))
    console.log([login, role, active ? 'active' : 'disabled', name].join('\t'))
}

async function listDevices({ data }: Data): Promise<void> {
  for (const { deviceId, label, login, revokedAt } of await readFolder(data, allDevices))
    console.log(
      [deviceId, login ?? '', revokedAt === null ? 'in use' : 'revoked', label].join('\t'),
    )
}

async function verify({ data }: Data): Promise<void> {
  const { whole, says } = await readFolder(data, verifyLog)
  console.log(says)
  if (!whole) process.exitCode = 1
}

const dataOption = () => new Option('--data <folder>', 'the data folder').default('./data/desk')
const stdinOption = () => new Option('--password-stdin', 'read the password from standard input')

function staffCommand(): Command {
  const staff = new Command('staff').description('keep accounts')
  staff
    .command('add')
    .description('open an account; prints its password once')
    .addOption(dataOption())
    .requiredOption('--login <name>', 'the name to sign in by')
    .requiredOption('--name <name>', 'the name others see')
    .addOption(new Option('--role <role>').choices(Role.options).makeOptionMandatory())
    .addOption(stdinOption())
    .action(add)
  staff.command('list').description('who has an account').addOption(dataOption()).action(listStaff)
  staff
    .command('disable')
    .description('close an account; what it decided stays')
    .addOption(dataOption())
    .requiredOption('--login <name>', 'whose')
    .action(({ data, login }: NamedStaff) =>
      withStore(data, async (store) => {
        await disableStaff(store, login)
        console.log(`Disabled ${login}.`)
      }),
    )
  staff
    .command('password')
    .description('give an account another password and end its sessions')
    .addOption(dataOption())
    .requiredOption('--login <name>', 'whose')
    .addOption(stdinOption())
    .action(password)
  return staff
}

function deviceCommand(): Command {
  const device = new Command('device').description('keep devices')
  device
    .command('list')
    .description('every device that has signed in')
    .addOption(dataOption())
    .action(listDevices)
  device
    .command('revoke')
    .description('revoke a lost device; all it may still do is hand in what waits')
    .addOption(dataOption())
    .requiredOption('--device <id>', 'which')
    .action(({ data, device: id }: Data & { readonly device: string }) =>
      withStore(data, async (store) => {
        await revoke(store, id)
        console.log(`Revoked ${id}.`)
      }),
    )
  return device
}

function program(): Command {
  const desk = new Command('desk').description('The server of Linesman: cases, decisions, the log.')
  desk
    .command('serve', { isDefault: true })
    .description('run the desk until SIGINT or SIGTERM')
    .addOption(dataOption())
    .option('--port <n>', '0 takes any free port', portNumber, 4181)
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .option('--site <id>', 'the title it keeps; else the first the platform names', siteId)
    .option('--platform <url>', 'where the comments live', platformUrl)
    .option(
      '--platform-key-file <file>',
      'the key: JSON with a "platform" member, or the key alone',
    )
    .option('--name <name>', 'what the desk is called', 'Linesman desk')
    .option('--behind-proxy', 'a TLS proxy stands before it: believe X-Forwarded-For', false)
    .addOption(
      new Option('--log-level <level>')
        .choices(['debug', 'info', 'warn', 'error', 'silent'])
        .default('info'),
    )
    .action(serve)
  desk.addCommand(staffCommand())
  desk.addCommand(deviceCommand())
  desk
    .command('verify')
    .description('walk the log and say whether it is unbroken')
    .addOption(dataOption())
    .action(verify)
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
