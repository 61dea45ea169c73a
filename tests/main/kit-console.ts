/** A console in this process, and the world it is given. Runs without a test runner, too. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { fileVault } from '../../src/main/adapters/file-vault.ts'
import { httpDesk } from '../../src/main/adapters/http-desk.ts'
import { systemChance, systemClock } from '../../src/main/adapters/system.ts'
import type { Core } from '../../src/main/core/core.ts'
import type { Clock, HostPorts, Log } from '../../src/main/core/ports.ts'
import type { Input, Method, Output } from '../../src/shared/contract/contract.ts'
import { type CaseView, type SyncView, WHOLE_QUEUE } from '../../src/shared/contract/models.ts'
import { type Client, connect } from '../../src/shared/rpc/connect.ts'
import { wirePair } from '../../src/shared/rpc/wire.ts'

export const cacheWriter = pathToFileURL(
  path.resolve(import.meta.dirname, '../../src/main/core/store/cache-writer-worker.ts'),
)

const searchWorker = new URL('../../src/main/core/store/search-worker.ts', import.meta.url)

/** Looks again until there is something to see, for at most 15 s. */
export async function eventually<T>(
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const until = Date.now() + 15_000
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
    if (Date.now() > until) throw new Error('waited 15 s for nothing')
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

const silentLog: Log = { info: () => undefined, error: () => undefined }

/** A clock that moves only when it is told to. Its wall can be set apart from its monotonic side. */
export class HandClock implements Clock {
  wall = Date.parse('2026-05-12T09:00:00.000Z')
  /** How long the device has slept, which its monotonic side does not count. */
  asleep = 0
  #mono = 0
  readonly #timers = new Set<{ at: number; run: () => void }>()

  now = () => this.wall + this.#mono
  monotonic = () => this.#mono
  elapsed = () => this.#mono + this.asleep
  after = (ms: number, run: () => void) => {
    const timer = { at: this.#mono + ms, run }
    this.#timers.add(timer)
    return () => {
      this.#timers.delete(timer)
    }
  }

  advance(ms: number): void {
    this.#mono += ms
    for (const timer of [...this.#timers]) {
      if (timer.at > this.#mono || !this.#timers.delete(timer)) continue
      timer.run()
    }
  }
}

export const portsFor = (
  deskUrl: string,
  folder: string,
  change: Partial<HostPorts> = {},
): HostPorts => ({
  clock: systemClock,
  chance: systemChance,
  desk: httpDesk(deskUrl),
  vault: fileVault(path.join(folder, 'session.json')),
  openLog: () => silentLog,
  dataFolder: folder,
  cacheWriter,
  searchWorker,
  deviceLabel: 'a test',
  ...change,
})

/** Calls, and expects it done. */
export const callerOf =
  (client: Client) =>
  async <M extends Method>(method: M, input: Input<M>): Promise<Output<M>> => {
    const answer = await client.call(method, input)
    if (!answer.ok) throw new Error(`${method}: ${answer.problem.code} ${answer.problem.message}`)
    return answer.value
  }

/** A console and the renderer's end of its wire. */
export class Console {
  readonly core: Core
  readonly client: Client

  constructor(core: Core) {
    this.core = core
    const { near, far } = wirePair()
    core.attach(far)
    this.client = connect(near)
  }

  /** Calls, and expects it done. */
  call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
    return callerOf(this.client)(method, input)
  }

  /** Calls, and expects it refused; answers the code. */
  async refusal<M extends Method>(method: M, input: Input<M>): Promise<string> {
    const answer = await this.client.call(method, input)
    if (answer.ok) throw new Error(`${method} was not refused`)
    return answer.problem.code
  }

  nos = async () => (await this.call('queue.index', WHOLE_QUEUE)).nos

  async case(no: number): Promise<CaseView> {
    const [view] = await this.call('case.get', { nos: [no] })
    if (!view) throw new Error(`no case ${no}`)
    return view
  }

  /** The queue once it has so many cases. */
  queueOf(count: number): Promise<number[]> {
    return eventually(async () => {
      const nos = await this.nos()
      return nos.length === count ? nos : undefined
    })
  }

  syncs(as: (view: SyncView) => boolean): Promise<SyncView> {
    return eventually(async () => {
      const view = await this.call('sync.get', {})
      return as(view) ? view : undefined
    })
  }

  /** Decides the way most cases are: kept, as in order. */
  keep = async (no: number) => this.call('decision.record', keepOf(await this.case(no)))
}

/** A keep of a case as it is shown. */
export function keepOf({ case: item }: CaseView): Input<'decision.record'> {
  return {
    caseId: item.caseId,
    verb: 'keep',
    ground: { kind: 'outcome', terms: '1.0.0', code: 'NB-KEEP' },
    cuts: [],
    restores: null,
    note: null,
    expect: item.revisions,
    answers: item.reports.filter(({ answeredBy }) => answeredBy === null).map(({ id }) => id),
    bodyCommit: item.comment.bodyCommit,
  }
}
