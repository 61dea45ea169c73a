/** A real paper and a real import, as tests drive them. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { ArticleList } from '../../src/shared/platform/operator.ts'
import { EventPage, type PlatformEvent } from '../../src/shared/platform/platform.ts'

const Keys = z.object({ operator: z.string(), platform: z.string() })

/** A running paper, which is stopped when the test is over. */
export class RealPaper {
  readonly url: string
  readonly folder: string
  readonly #child: ChildProcess

  private constructor(folder: string, url: string, child: ChildProcess) {
    this.folder = folder
    this.url = url
    this.#child = child
  }

  /** Starts an empty paper in this folder; on this port where it must be the same one again. */
  static async start(folder: string, port = 0): Promise<RealPaper> {
    const child = spawn(
      process.execPath,
      ['src/paper/index.ts', '--data', folder, '--port', String(port)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    for await (const line of createInterface({ input: child.stdout })) {
      const paper = new RealPaper(folder, line.replace(/^Paper: /, ''), child)
      onTestFinished(() => paper.stop(), 60_000)
      return paper
    }
    throw new Error('the paper did not start')
  }

  get keyFile(): string {
    return path.join(this.folder, 'keys.json')
  }

  get port(): number {
    return Number(new URL(this.url).port)
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = once(this.#child, 'close')
    this.#child.kill('SIGTERM')
    await gone
  }

  async #get(key: 'operator' | 'platform', address: string): Promise<unknown> {
    const keys = Keys.parse(JSON.parse(readFileSync(this.keyFile, 'utf8')))
    const response = await fetch(new URL(address, this.url), {
      headers: { authorization: `Bearer ${keys[key]}` },
    })
    if (!response.ok) throw new Error(`${address}: HTTP ${response.status}`)
    return response.json()
  }

  async articles() {
    return ArticleList.parse(await this.#get('operator', '/operator/v1/articles')).articles
  }

  /** Every event that the desk would be told of, in order. */
  async events(): Promise<PlatformEvent[]> {
    const events: PlatformEvent[] = []
    for (let after = '', more = true; more;) {
      const query = new URLSearchParams({ limit: '500', ...(after === '' ? {} : { after }) })
      const page = EventPage.parse(
        await this.#get('platform', `/platform/v1/events?${query.toString()}`),
      )
      events.push(...page.events)
      after = page.next
      more = page.more
    }
    return events
  }
}

export interface Imported {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs `npm run import` as it stands in package.json, without npm. */
export async function runImport(
  args: readonly string[],
  { cwd, onStart }: { cwd?: string; onStart?: (child: ChildProcess) => void } = {},
): Promise<Imported> {
  const child = spawn(process.execPath, [path.resolve('scripts/import.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  onStart?.(child)
  await once(child, 'close')
  return { code: child.exitCode, out, err }
}
