/**
 * A console that dies at a given write boundary of its journal: `FOLDER DESK WRITE POINT WHAT`. It
 * says `made OPID` for what was answered, a decision or, of `question`, one that hides its comment,
 * and `done` if it never died.
 */
import { Journal } from '../../src/main/core/store/journal.ts'
import { createCore } from '../../src/main/core/core.ts'
import { Console, portsFor } from './kit-console.ts'

const [folder = '', deskUrl = '', fatalWrite = '0', point = 'before', what = ''] =
  process.argv.slice(2)
let writes = 0

const die = () => {
  process.kill(process.pid, 'SIGKILL')
}

const whole = Object.getOwnPropertyDescriptor(Journal.prototype, 'write')?.value as <T>(
  this: Journal,
  work: () => T,
) => T

Journal.prototype.write = function <T>(this: Journal, work: () => T): T {
  const isFatal = ++writes === Number(fatalWrite)
  if (isFatal && point === 'before') die()
  const result = whole.call(this, () => {
    const done = work()
    if (isFatal && point === 'inside') die()
    return done
  })
  if (isFatal && point === 'after') die()
  return result as T
}

const core = await createCore(portsFor(deskUrl, folder))
const console_ = new Console(core)
const [no = 0] = await console_.nos()
const ask = async () => {
  const { revisions: expect } = (await console_.case(no)).case
  return console_.call('case.escalate', { no, question: 'Is this fair?', hide: true, expect })
}
const made = await (what === 'question' ? ask() : console_.keep(no))
process.stdout.write(`made ${made.opId}\n`)
await console_.call('sync.now', { release: true })
await console_.syncs(({ waiting, unpublished }) => waiting === 0 && unpublished === 0)
await core.close()
process.stdout.write('done\n')
