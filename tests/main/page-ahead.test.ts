/** The next page is asked for while the one before it is written: each once, and none that does not follow. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aDesk, PASSWORD } from './a-desk.ts'
import { type Console, eventually, openConsole, portsFor, tempFolder } from './kit.ts'
import { layMiddleBox } from './middle-box.ts'

const CASES = 9
const PAGE = 2
const Greeting = z.looseObject({ limits: z.looseObject({ pullMax: z.number() }) })

/** A desk that gives two items a page, and a console that is let in there. */
async function aSlowFeed() {
  const desk = await aDesk(CASES)
  const lead = await desk.lead()
  await eventually(async () => ((await lead.cases()).size === CASES ? true : undefined))
  const box = await layMiddleBox(desk.url)
  box.change('/v1/hello', (text) => {
    const hello = Greeting.parse(JSON.parse(text))
    return JSON.stringify({ ...hello, limits: { ...hello.limits, pullMax: PAGE } })
  })
  const console = await openConsole(portsFor(box.url, tempFolder()))
  const pulls = () =>
    box.asked.filter((url) => url.startsWith('/v1/sync/changes') && !url.includes('wait='))
  return { desk, box, console, pulls }
}

const signIn = (console: Console) =>
  console.call('session.sign-in', { name: 'mor', password: PASSWORD })

describe('pages asked for ahead', { timeout: 60_000 }, () => {
  it('are each asked for once, and bring all there is', async () => {
    const { console, pulls } = await aSlowFeed()
    await signIn(console)
    await console.syncs(({ state }) => state === 'synced')

    expect(await console.nos()).toHaveLength(CASES)
    const asked = pulls()
    expect(asked.length).toBeGreaterThan(CASES / PAGE)
    expect(new Set(asked).size).toBe(asked.length)
  })

  it('are let go where the one before them was not taken, and asked for again', async () => {
    const { box, console } = await aSlowFeed()
    let pages = 0
    box.change('/v1/sync/changes', (text) => (++pages === 3 ? text.slice(0, -40) : text))
    await signIn(console)
    await console.syncs(({ state }) => state === 'offline')
    await console.call('sync.now', { release: false })
    await console.syncs(({ state }) => state === 'synced')

    expect(await console.nos()).toHaveLength(CASES)
  })

  it('come to nothing with the line, and sync goes on where it was', async () => {
    const { desk, box, console } = await aSlowFeed()
    let pages = 0
    box.change('/v1/sync/changes', (text) => {
      if (++pages === 2) desk.line.cut()
      return text
    })
    await signIn(console)
    await console.syncs(({ state }) => state === 'offline')
    desk.line.mend()
    await console.call('sync.now', { release: false })
    await console.syncs(({ state }) => state === 'synced')

    expect(await console.nos()).toHaveLength(CASES)
  })
})
