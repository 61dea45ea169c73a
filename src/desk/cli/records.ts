/** The commands that look after what the desk keeps: the log, backups, and what was put back. */
import { Command } from 'commander'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { verifyLog } from '../log/verify.ts'
import { backUp, markAsCopy } from '../store/backup.ts'
import { readFolder } from '../store/store.ts'
import { type Data, placeOf, withData, withStore } from './place.ts'

async function verify(data: Data, command: Command): Promise<void> {
  const { whole, says } = await readFolder(placeOf(data, command), verifyLog)
  console.log(says)
  if (!whole) process.exitCode = 1
}

async function backup(folder: string, data: Data, command: Command): Promise<void> {
  const place = placeOf(data, command)
  if (typeof place !== 'string')
    throw new ProblemError(
      problem('bad-input', 'A PostgreSQL desk is backed up by pg_dump: see docs/DESK.md.'),
    )
  const { says } = await backUp(place, folder)
  console.log(`Backed up to ${folder}. ${says}`)
}

async function restored(data: Data, command: Command): Promise<void> {
  const place = placeOf(data, command)
  await withStore(place, (store) => store.write(({ db, now }) => markAsCopy(db, now)))
  await withStore(place, () => Promise.resolve())
  console.log('A new epoch has begun: consoles will fetch everything again.')
}

/** `verify`, `backup` and `restored`. */
export function recordCommands(): Command[] {
  return [
    withData(new Command('verify'))
      .description('walk the log and say whether it is unbroken')
      .action(verify),
    withData(new Command('backup'))
      .description('copy the data to an empty folder, beside a running desk if need be')
      .argument('<folder>', 'where to; made if it is not there')
      .action(backup),
    withData(new Command('restored'))
      .description('say that a database was put back from a dump: begins a new epoch')
      .action(restored),
  ]
}
