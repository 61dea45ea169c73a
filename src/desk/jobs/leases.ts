/** Who holds a lease: a process on a machine. What a process that died here held is free at once. */
import { randomBytes } from 'node:crypto'
import os from 'node:os'
import { leaseHolders, releaseLeases } from '../store/job-rows.ts'
import type { Store } from '../store/store.ts'

/** A name for this process as the holder of leases. */
export const holderName = () => `${os.hostname()}/${process.pid}/${randomBytes(6).toString('hex')}`

function isDead(holder: string, self: string): boolean {
  const [host, pid] = holder.split('/')
  if (host !== os.hostname() || holder === self) return false
  if (Number(pid) === process.pid) return true
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

/** Frees the leases of processes of this machine that are no more, rather than wait them out. */
export async function freeDeadLeases(store: Store, self: string): Promise<void> {
  const dead = (await store.read(leaseHolders)).filter((holder) => isDead(holder, self))
  if (dead.length === 0) return
  await store.write(async (tx) => {
    for (const holder of dead) await releaseLeases(tx, holder)
  })
}
