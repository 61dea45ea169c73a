/** What the core's tests are made of: a console in this process, before a real desk. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { createCore } from '../../src/main/core/core.ts'
import type { HostPorts } from '../../src/main/core/ports.ts'
import { Console } from './kit-console.ts'

export { callerOf, Console, eventually, HandClock, keepOf, portsFor } from './kit-console.ts'

/** A folder that is gone when the test is over. */
export function tempFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'core-test-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Opens a console that is closed when the test is over, or before. */
export async function openConsole(ports: HostPorts): Promise<Console & { close(): Promise<void> }> {
  const core = await createCore(ports)
  let closed: Promise<void> | undefined
  const close = () => (closed ??= core.close())
  onTestFinished(close)
  return Object.assign(new Console(core), { close })
}
