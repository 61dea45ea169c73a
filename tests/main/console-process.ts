import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { type Client, connect } from '../../src/shared/rpc/connect.ts'

/** A console in a process of its own. */
export interface ConsoleProcess {
  readonly client: Client
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Ends it as closing the window does. */
  close(): Promise<void>
}

const ENTRY = fileURLToPath(new URL('./console-child.ts', import.meta.url))

/** Starts a console on a data folder; ready when its wire is. */
export async function startConsole(
  folder: string,
  desk: { readonly url: string; readonly patienceMs: number },
): Promise<ConsoleProcess> {
  const args = [ENTRY, folder, desk.url, String(desk.patienceMs)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  const isReady = await Promise.race([once(child, 'message').then(() => true), ended])
  if (isReady !== true) throw new Error(`the console did not start on ${folder}`)
  const client = connect({
    send: (frame) => {
      if (child.connected) child.send(frame, () => undefined)
    },
    onFrame: (listener) => child.on('message', (frame) => listener(z.string().parse(frame))),
    onClose: (listener) => child.on('exit', () => listener()),
  })
  return {
    client,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    close: async () => {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
