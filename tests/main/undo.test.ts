import { describe, expect, it } from 'vitest'
import { createTapeStore } from '../../src/renderer/stores/tape-store.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { HandClock, openConsole, portsFor, tempFolder } from './kit.ts'

/** A console with a queue whose clock is moved by hand. */
async function aConsole(cases: number) {
  const desk = await aDesk(cases)
  const folder = tempFolder()
  const clock = new HandClock()
  const console = await openConsole(portsFor(desk.url, folder, { clock }))
  await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
  await console.queueOf(cases)
  return { desk, folder, clock, console }
}

describe('the undo window', { timeout: 60_000 }, () => {
  it('is 8 s on the monotonic clock, whatever the wall clock does', async () => {
    const { clock, console } = await aConsole(1)
    const [no = 0] = await console.nos()
    const { opId, heldForMs } = await console.keep(no)
    expect(heldForMs).toBe(8000)

    clock.wall += 3_600_000
    clock.advance(7999)
    const [held] = await console.call('decision.recent', { limit: 1 })
    expect(held).toMatchObject({ opId, state: 'held', heldForMs: 1, canUndo: true })
    clock.advance(1)
    await console.syncs(({ waiting, held: count }) => waiting === 0 && count === 0)
    const [left] = await console.call('decision.recent', { limit: 1 })
    expect(left).toMatchObject({ opId, state: 'settled', canUndo: false })
  })

  it('takes back the newest first, and an undone one never leaves', async () => {
    const { desk, clock, console } = await aConsole(2)
    const [first = 0, second = 0] = await console.nos()
    await console.keep(first)
    clock.advance(1000)
    const later = await console.keep(second)

    expect(await console.call('decision.undo', { opId: null })).toMatchObject({
      ...{ result: 'withdrawn', delivery: { opId: later.opId, no: second } },
    })
    expect(await console.nos()).toEqual([second])
    clock.advance(8000)
    await console.syncs(({ waiting }) => waiting === 0)
    expect(await desk.log('decision.applied')).toHaveLength(1)
  })

  it('is about what was made last, also where the clock was set back in between', async () => {
    const { clock, console } = await aConsole(2)
    const [first = 0, second = 0] = await console.nos()
    await console.keep(first)
    clock.wall -= 24 * 3_600_000
    await console.keep(second)

    const tape = createTapeStore(console.client, () => 0)
    await tape.read()
    expect(tape.target()).toMatchObject({ kind: 'decision', delivery: { no: second } })
  })

  it('does not let one case be decided twice', async () => {
    const { console } = await aConsole(1)
    const [no = 0] = await console.nos()
    await console.keep(no)
    await expect(console.keep(no)).rejects.toThrow('illegal-step')
  })

  it('ends with the program: what was held is sent after the next start', async () => {
    const { desk, folder, console } = await aConsole(1)
    const [no = 0] = await console.nos()
    const { opId } = await console.keep(no)
    await console.close()

    const again = await openConsole(portsFor(desk.url, folder))
    await again.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)
    const [last] = await again.call('decision.recent', { limit: 1 })
    expect(last).toMatchObject({ opId, state: 'settled' })
  })

  it('answers nothing where nothing was ever decided', async () => {
    const { console } = await aConsole(1)
    expect(await console.call('decision.undo', { opId: null })).toEqual({ result: 'nothing' })
  })
})
