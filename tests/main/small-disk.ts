/** A disk of a few megabytes that can be filled, and made read-only, as real ones are. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

export interface SmallDisk {
  readonly folder: string
  /** Leaves not a byte. */
  fill(): void
  /** Makes room for so many bytes on a disk that is full. */
  leave(bytes: number): void
  /** Makes room again. */
  free(): void
  readOnly(): void
  writable(): void
}

/** Why no disk can be made on this machine, or undefined. */
export const noDisks = ((): string | undefined => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'disk-try-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder])
  if (mounted.status === 0) execFileSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
  return mounted.status === 0 ? undefined : 'only root may make a small disk here'
})()

/** A fresh disk, gone when the test is over. */
export function aSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'disk-'))
  const remount = (how: string) => {
    execFileSync('mount', ['-o', `remount,${how}`, folder])
  }
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  })
  const filler = path.join(folder, 'something-else')
  return {
    folder,
    fill: () => {
      fillUp(filler)
    },
    leave: (bytes) => {
      truncateSync(filler, Math.max(0, statSync(filler).size - bytes))
    },
    free: () => {
      rmSync(filler, { force: true })
    },
    readOnly: () => {
      remount('ro')
    },
    writable: () => {
      remount('rw')
    },
  }
}

function fillUp(file: string): void {
  const fd = openSync(file, 'a')
  try {
    for (const size of [1 << 16, 1 << 12, 1]) while (wrote(fd, size)) continue
  } finally {
    closeSync(fd)
  }
}

function wrote(fd: number, size: number): boolean {
  try {
    return writeSync(fd, Buffer.alloc(size, 1)) > 0
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false
    throw error
  }
}
