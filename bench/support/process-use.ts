import { readFileSync } from 'node:fs'

/** What a process has used so far. */
export interface Use {
  /** Of the processor, in milliseconds. */
  readonly cpuMs: number
  /** Of memory, in MB, right now. */
  readonly residentMb: number
}

/** The kernel counts in hundredths of a second, on every Linux that Node runs on. */
const TICK_MS = 10

/** What a process has used, as Linux tells it; undefined on any other system. */
export function useOf(pid: number): Use | undefined {
  try {
    return readUse(
      readFileSync(`/proc/${pid}/stat`, 'utf8'),
      readFileSync(`/proc/${pid}/status`, 'utf8'),
    )
  } catch {
    return undefined
  }
}

/** Reads `/proc/PID/stat` and `/proc/PID/status`; undefined where they do not say it. */
export function readUse(stat: string, status: string): Use | undefined {
  // The name in brackets may hold anything, so what follows its last bracket is counted from there.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  if (!Number.isSafeInteger(ticks) || resident === undefined) return undefined
  return { cpuMs: ticks * TICK_MS, residentMb: Number(resident) / 1024 }
}
