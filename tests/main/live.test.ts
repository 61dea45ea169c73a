import { describe, expect, it } from 'vitest'
import { systemChance } from '../../src/main/adapters/system.ts'
import { WakeWatch } from '../../src/main/core/sync/wake-watch.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, HandClock, openConsole, portsFor, tempFolder } from './kit.ts'
import { layMiddleBox, type Treatment } from './middle-box.ts'

const LIVE = '/v1/sync/live'

/** A console behind a box, with its queue, on a clock that stands still. */
async function aConsole(treatment?: Treatment) {
  const desk = await aDesk(1)
  const box = await layMiddleBox(desk.url)
  if (treatment) box.treat(LIVE, treatment)
  const clock = new HandClock()
  // Always the longest of what chance allows, so that no try comes early.
  const chance = { ...systemChance, unit: () => 0.999 }
  const console = await openConsole(portsFor(box.url, tempFolder(), { clock, chance }))
  await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
  await console.queueOf(1)
  await console.syncs(({ state }) => state === 'synced')
  const count = (word: string) => box.asked.filter((url) => url.includes(word)).length
  return { desk, box, clock, console, count }
}

type Started = Awaited<ReturnType<typeof aConsole>>

function report({ desk }: Started, comment: string): void {
  desk.platform.comment(comment)
  desk.platform.report(comment)
}

/** Lets time pass, no more at once than a timer may be late, until there is something to see. */
const passing = (clock: HandClock, look: () => boolean) =>
  eventually(() => {
    if (look()) return true
    clock.advance(5000)
    return undefined
  })

describe('a stream that something on the way does not let be', { timeout: 60_000 }, () => {
  it.each(['held', 'cut after a word'] as const)(
    'is given up after three tries, and the desk is asked instead: %s',
    async (treatment) => {
      const started = await aConsole(treatment)
      const { clock, console, count } = started
      await passing(clock, () => count('wait=25') > 0)
      expect(count(LIVE)).toBe(3)

      report(started, 'late')

      await console.queueOf(2) // although the clock stands still
      expect(count(LIVE)).toBe(3)
    },
  )

  it('is tried again after five minutes, and kept where it can be', async () => {
    const started = await aConsole('cut')
    const { clock, console, count, box } = started
    await passing(clock, () => count('wait=25') > 0)
    box.letBe()
    for (let i = 0; i < 60; i++) clock.advance(5000)
    report(started, 'first') // ends the question under way, so that the next thing is to listen
    await console.queueOf(2)
    await passing(clock, () => count(LIVE) === 4)
    const asked = count('wait=25')

    report(started, 'second')

    await console.queueOf(3)
    expect(count('wait=25')).toBe(asked)
  })
})

describe('a device that wakes from sleep', { timeout: 60_000 }, () => {
  /** A console that has tried in vain until its pauses are as long as they get. */
  async function anOfflineConsole() {
    const started = await aConsole()
    const { desk, clock, console, count } = started
    desk.line.cut()
    await console.syncs(({ state }) => state === 'offline')
    await passing(clock, () => count('/v1/hello') > 10)
    await console.syncs(({ state }) => state === 'offline')
    desk.line.mend()
    const tries = count('/v1/hello')
    clock.advance(5000)
    expect(count('/v1/hello')).toBe(tries) // it would wait on
    return started
  }

  it('tries at once where its wall clock went on', async () => {
    const { clock, console } = await anOfflineConsole()

    clock.wall += 8 * 60 * 60_000
    clock.advance(5000)

    // A try that was under way when it woke fails once more: the next come soon, not in half a minute.
    let left = 6000
    await eventually(async () => {
      if ((await console.call('sync.get', {})).state === 'synced') return true
      clock.advance(left > 0 ? 300 : 0)
      left -= 300
      return undefined
    })
  })

  it('tries at once where its host says so, though a call from before hangs', async () => {
    const started = await aConsole()
    const { box, console, count } = started
    box.treat('/v1/sync/changes', 'held')
    report(started, 'late')
    await console.call('sync.now', { release: false })
    await console.syncs(({ state }) => state !== 'synced' || count('/v1/sync/changes') > 1)
    box.letBe()
    const streams = count(LIVE)

    console.core.resumed()

    await passing(started.clock, () => count('/v1/hello') > 2)
    await console.queueOf(2)
    await eventually(() => (count(LIVE) > streams ? true : undefined))
  })

  it('is noticed by either of its clocks, and not by a clock set back or a timer a little late', () => {
    const clock = new HandClock()
    let woke = 0
    const watch = new WakeWatch(clock, () => {
      woke++
    })
    const after = (ms: number, wall = 0) => {
      clock.wall += wall
      clock.advance(ms)
      return woke
    }
    expect(after(5000)).toBe(0)
    expect(after(24_000)).toBe(0)
    expect(after(5000, -24 * 60 * 60_000)).toBe(0)
    expect(after(26_000)).toBe(1)
    expect(after(5000, 21_000)).toBe(2)
    watch.stop()
    expect(after(60_000, 60_000)).toBe(2)
  })
})
