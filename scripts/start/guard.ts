/**
 * A process of its own that outlives `npm start` by moments: it holds the lock on the data folder,
 * and when its standard input ends it stops what `npm start` has left running. So a killed start
 * leaves nothing behind, and no second start comes before all of it is gone.
 *
 * Lines it reads: `watch PID`, `forget PID`. Lines it writes: `locked` or `busy`.
 */
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { takeLock } from './file-lock.ts'

/** How long a second start waits for the first to be gone, in milliseconds. */
const LOCK_WAIT_MS = 1500
const POLL_MS = 50
const STOP_MS = 10_000
const KILL_MS = 2_000

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false // no such process
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself in the meantime, which is what was wanted.
  }
}

/** Asks a process to end, and ends it where it does not. */
async function stop(pid: number): Promise<void> {
  signal(pid, 'SIGTERM')
  const asked = performance.now()
  while (isAlive(pid)) {
    const waited = performance.now() - asked
    if (waited > STOP_MS) signal(pid, 'SIGKILL')
    // An ended process that nobody collects still has its number: it does no more, so it is let be.
    if (waited > STOP_MS + KILL_MS) return
    await wait(POLL_MS)
  }
}

async function guard(lockFile: string): Promise<void> {
  const lock = takeLock(lockFile, LOCK_WAIT_MS)
  process.stdout.write(lock === undefined ? 'busy\n' : 'locked\n')
  if (lock === undefined) return
  const watched: number[] = []
  for await (const line of createInterface({ input: process.stdin })) {
    const [verb, text] = line.split(' ')
    const pid = Number(text)
    const at = watched.indexOf(pid)
    if (verb === 'watch') watched.push(pid)
    else if (at !== -1) watched.splice(at, 1)
  }
  for (const pid of watched.reverse()) await stop(pid)
  lock.release()
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined)
process.stdout.on('error', () => undefined) // a start that was killed early reads no answer
await guard(process.argv[2] ?? '')
