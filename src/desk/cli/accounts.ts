/** The commands that keep accounts and devices. */
import { Command, Option } from 'commander'
import { text } from 'node:stream/consumers'
import { Role } from '../../shared/domain/permission.ts'
import { generatePassword } from '../services/passwords.ts'
import { addStaff, changePassword, disableStaff, revoke } from '../services/staff.ts'
import { allDevices } from '../store/session-rows.ts'
import { allStaff } from '../store/staff-rows.ts'
import { readFolder } from '../store/store.ts'
import { type Data, placeOf, withData, withStore } from './place.ts'

/** A password from standard input, or a new one, said once. */
async function choosePassword(fromStdin: boolean): Promise<string> {
  if (fromStdin) return (await text(process.stdin)).replace(/\r?\n$/, '')
  return generatePassword()
}

interface NamedStaff extends Data {
  readonly login: string
  readonly passwordStdin?: true
}

async function add(
  options: NamedStaff & { readonly name: string; readonly role: Role },
  command: Command,
): Promise<void> {
  const password = await choosePassword(options.passwordStdin === true)
  await withStore(placeOf(options, command), async (store) => {
    const { login, name, role } = await addStaff(store, options, password)
    console.log(`Added ${name}: signs in as ${login}, ${role}.`)
    if (options.passwordStdin !== true) console.log(`Password: ${password}`)
  })
}

async function password(options: NamedStaff, command: Command): Promise<void> {
  const chosen = await choosePassword(options.passwordStdin === true)
  await withStore(placeOf(options, command), async (store) => {
    await changePassword(store, options.login, chosen)
    console.log(`Changed; every session of ${options.login} has ended.`)
    if (options.passwordStdin !== true) console.log(`Password: ${chosen}`)
  })
}

async function listStaff(data: Data, command: Command): Promise<void> {
  const staff = await readFolder(placeOf(data, command), allStaff)
  for (const { login, name, role, active } of staff)
    console.log([login, role, active ? 'active' : 'disabled', name].join('\t'))
}

async function listDevices(data: Data, command: Command): Promise<void> {
  const devices = await readFolder(placeOf(data, command), allDevices)
  for (const { deviceId, label, login, revokedAt } of devices)
    console.log(
      [deviceId, login ?? '', revokedAt === null ? 'in use' : 'revoked', label].join('\t'),
    )
}

const stdinOption = () => new Option('--password-stdin', 'read the password from standard input')

/** `staff`: who may sign in. */
export function staffCommand(): Command {
  const staff = new Command('staff').description('keep accounts')
  withData(staff.command('add'))
    .description('open an account; prints its password once')
    .requiredOption('--login <name>', 'the name to sign in by')
    .requiredOption('--name <name>', 'the name others see')
    .addOption(new Option('--role <role>').choices(Role.options).makeOptionMandatory())
    .addOption(stdinOption())
    .action(add)
  withData(staff.command('list')).description('who has an account').action(listStaff)
  withData(staff.command('disable'))
    .description('close an account; what it decided stays')
    .requiredOption('--login <name>', 'whose')
    .action((options: NamedStaff, command: Command) =>
      withStore(placeOf(options, command), async (store) => {
        await disableStaff(store, options.login)
        console.log(`Disabled ${options.login}.`)
      }),
    )
  withData(staff.command('password'))
    .description('give an account another password and end its sessions')
    .requiredOption('--login <name>', 'whose')
    .addOption(stdinOption())
    .action(password)
  return staff
}

/** `device`: where from. */
export function deviceCommand(): Command {
  const device = new Command('device').description('keep devices')
  withData(device.command('list'))
    .description('every device that has signed in')
    .action(listDevices)
  withData(device.command('revoke'))
    .description('revoke a lost device; all it may still do is hand in what waits')
    .requiredOption('--device <id>', 'which')
    .action((options: Data & { readonly device: string }, command: Command) =>
      withStore(placeOf(options, command), async (store) => {
        await revoke(store, options.device)
        console.log(`Revoked ${options.device}.`)
      }),
    )
  return device
}
