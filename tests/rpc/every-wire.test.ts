import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createCore } from '../../src/main/core/core.ts'
import { serveBrowser } from '../../src/main/hosts/browser/server.ts'
import { runProgram } from '../../src/main/hosts/electron/program.ts'
import { contract, type Method } from '../../src/shared/contract/contract.ts'
import { WHOLE_QUEUE } from '../../src/shared/contract/models.ts'
import { connect } from '../../src/shared/rpc/connect.ts'
import { type Wire, wirePair } from '../../src/shared/rpc/wire.ts'
import { dial } from '../hosts/dial.ts'
import { electronDouble } from '../hosts/electron-double.ts'
import { aDesk, PASSWORD } from '../main/a-desk.ts'
import { callerOf, eventually, portsFor, tempFolder } from '../main/kit.ts'

const double = vi.hoisted(() => ({ renderer: {} }))
vi.mock('electron/renderer', () => double.renderer)

type Ports = ReturnType<typeof portsFor>

async function aCore(ports: Ports) {
  const core = await createCore(ports)
  onTestFinished(() => core.close())
  return core
}

/** Each way from a page to the core; the far ends are the real ones. */
const wires: Readonly<Record<string, (ports: Ports) => Promise<Wire>>> = {
  'in one process': async (ports) => {
    const { near, far } = wirePair()
    ;(await aCore(ports)).attach(far)
    return near
  },
  'over a WebSocket': async (ports) => {
    const core = await aCore(ports)
    const host = await serveBrowser({
      ...{ root: tempFolder(), port: 0 },
      attach: (wire) => {
        core.attach(wire)
      },
    })
    onTestFinished(() => host.close())
    const { host: authority, hash } = new URL(host.url)
    return (await dial(authority, hash.slice(1))).wire
  },
  'over Electron’s channel': async (ports) => {
    const { surface, asked, links, renderer } = electronDouble()
    Object.assign(double.renderer, renderer)
    vi.stubGlobal('window', new EventTarget())
    onTestFinished(() => {
      vi.unstubAllGlobals()
    })
    const root = path.join(tempFolder(), 'renderer')
    mkdirSync(root)
    let isOpen = false
    runProgram(surface, {
      ...{ root, preload: '', links, maySee: () => false },
      createCore: async () => {
        const core = await aCore(ports)
        isOpen = true
        return core
      },
    })
    await eventually(() => (isOpen ? true : undefined))
    vi.resetModules()
    await import('../../src/preload/index.ts')
    expect(Object.keys(asked.bridge).sort()).toEqual(['onClose', 'onFrame', 'send'])
    return asked.bridge as unknown as Wire
  },
}

describe.each(Object.entries(wires))('the contract %s', { timeout: 60_000 }, (_name, open) => {
  it('answers every method, refuses what is not one, and tells what changed', async () => {
    const desk = await aDesk(1)
    const wire = await open(portsFor(desk.url, tempFolder()))
    const client = connect(wire)
    const session = vi.fn()
    client.on('session.changed', session)
    const call = callerOf(client)

    expect(await client.call('queue.rows', { nos: [0] })).toMatchObject({
      ...{ ok: false, problem: { code: 'bad-input' } },
    })
    const signedIn = await call('session.sign-in', { name: 'mor', password: PASSWORD })
    expect(signedIn).toMatchObject({ state: 'signed-in', staff: { name: 'Mor Innes' } })
    await eventually(() => (session.mock.calls.length > 0 ? true : undefined))
    expect(session).toHaveBeenCalledWith(signedIn)

    const [no = 0] = await eventually(async () => {
      const { nos } = await call('queue.index', WHOLE_QUEUE)
      return nos.length === 1 ? nos : undefined
    })
    expect(await call('queue.rows', { nos: [no, 99_999] })).toHaveLength(1)
    const [row] = await call('queue.rows', { nos: [no] })
    expect(row).toMatchObject({ no, article: 'Harbour plan goes to a vote', reports: 1 })
    const [view] = await call('case.get', { nos: [no] })
    expect(view).toMatchObject({
      no,
      likeliest: ['CON-ABU'],
      article: { slug: 'harbour-plan' },
      authorCases: [],
      ownNotes: [],
      articleCases: 1,
    })
    expect(await call('terms.list', {})).toHaveLength(1)
    expect(await call('decision.recent', { limit: 1 })).toEqual([])
    expect(await call('decision.undo', { opId: null })).toEqual({ result: 'nothing' })
    expect((await call('sync.get', {})).state).not.toBe('signed-out')
    expect((await call('session.sign-out', {})).state).toBe('signed-out')
  })

  it('answers a bad input of every method with a problem, and lives', async () => {
    const desk = await aDesk(0)
    const wire = await open(portsFor(desk.url, tempFolder()))
    const client = connect(wire)
    for (const method of Object.keys(contract) as Method[]) {
      const answer = await client.call(method, { stray: 1 } as never)
      expect(answer, method).toMatchObject({ ok: false, problem: { code: 'bad-input' } })
    }
    for (const frame of ['', 'null', '{"k":"call"}', '{"k":"call","id":1,"method":"toString"}'])
      wire.send(frame)
    expect(await client.call('session.get', {})).toMatchObject({ ok: true })
  })
})
