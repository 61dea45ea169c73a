import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { httpDesk } from '../../src/main/adapters/http-desk.ts'
import type { ProtocolRange } from '../../src/shared/desk/desk.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, openConsole, portsFor, tempFolder } from './kit.ts'
import { layMiddleBox } from './middle-box.ts'

const Answer = z.looseObject({})
const Page = z.looseObject({ items: z.array(z.looseObject({ seq: z.int() })), more: z.boolean() })
const Pushed = z.looseObject({ results: z.array(z.looseObject({ opId: z.string() })) })

/** A real desk with so many cases, behind a box that can speak for another version of it. */
async function aDeskBehindABox(count: number) {
  const desk = await aDesk(count)
  const box = await layMiddleBox(desk.url)
  const folder = tempFolder()
  const open = (protocol?: ProtocolRange) => {
    const spoken = httpDesk(box.url, { ...(protocol && { protocol }) })
    return openConsole(portsFor(box.url, folder, { desk: spoken }))
  }
  const signedIn = async (protocol?: ProtocolRange) => {
    const console = await open(protocol)
    await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
    await console.queueOf(count)
    await console.syncs(({ state }) => state === 'synced')
    return console
  }
  /** From now on the box speaks of these versions, in every answer. */
  const speaks = (range: ProtocolRange) => {
    box.speak(range)
    box.change('/v1/hello', (hello) =>
      JSON.stringify({ ...Answer.parse(JSON.parse(hello)), protocol: range }),
    )
  }
  return { desk, box, open, signedIn, speaks }
}

describe('a console and a desk of other versions', { timeout: 60_000 }, () => {
  it('an old console says that it must be upgraded, reads on, and loses nothing', async () => {
    const { desk, open, signedIn, speaks } = await aDeskBehindABox(2)
    const console = await signedIn()
    speaks({ min: 2, max: 3 })
    await console.call('sync.now', { release: true })
    const { problem } = await console.syncs(({ state }) => state === 'upgrade')
    expect(problem?.message).toContain('Upgrade it.')

    const [first = 0] = await console.nos()
    const { opId } = await console.keep(first)
    await console.call('sync.now', { release: true })
    await console.syncs(({ state, waiting }) => state === 'upgrade' && waiting === 1)
    expect((await console.case(first)).case.comment.body).not.toBe('')
    expect(await desk.log('decision.applied')).toEqual([])
    await console.close()

    const upgraded = await open({ min: 1, max: 2 })
    await upgraded.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)
    const [decided] = await upgraded.call('decision.recent', { limit: 1 })
    expect(decided).toMatchObject({ opId, state: 'settled' })
    expect(await desk.log('decision.applied')).toHaveLength(1)
  })

  it('a new console speaks the newest version that an older desk knows', async () => {
    const { signedIn } = await aDeskBehindABox(1)
    const console = await signedIn({ min: 1, max: 4 })
    expect(await console.nos()).toHaveLength(1)
  })

  it('a new console says that a desk is too old for it', async () => {
    const { open } = await aDeskBehindABox(1)
    const console = await open({ min: 2, max: 4 })
    const answer = await console.client.call('session.sign-in', { name: 'mor', password: PASSWORD })
    expect(answer).toMatchObject({ ok: false, problem: { code: 'upgrade-required' } })
    expect(JSON.stringify(answer)).toContain('The desk is older than this Linesman')
  })
})

describe('what a later desk may add', { timeout: 60_000 }, () => {
  it('kinds of item and members that are not known are passed over, and sync goes on', async () => {
    const { desk, box, signedIn } = await aDeskBehindABox(2)
    let told = 0
    box.change('/v1/sync/changes', (text) => {
      const page = Page.parse(JSON.parse(text))
      const last = page.items.at(-1)
      if (!last || page.more) return text
      told++
      const rumour = { t: 'rumour', seq: last.seq + 0.5, of: 'nobody' }
      const items = [...page.items.map((item) => ({ ...item, mood: 'grey' })), rumour]
      return JSON.stringify({ ...page, items: items.map((item, i) => ({ ...item, seq: i + 1 })) })
    })
    const console = await signedIn()

    desk.platform.comment('late')
    desk.platform.report('late')

    await console.queueOf(3)
    await console.syncs(({ state }) => state === 'synced')
    expect(told).toBeGreaterThan(0)
  })

  it('an answer that is not known is none: that op stays unsure, the others are settled', async () => {
    const { box, signedIn } = await aDeskBehindABox(2)
    const console = await signedIn()
    const [first = 0, second = 0] = await console.nos()
    const odd = await console.keep(first)
    const even = await console.keep(second)
    box.change('/v1/sync/push', (text) => {
      const answer = Pushed.parse(JSON.parse(text))
      const results = answer.results.map((result) =>
        result.opId === odd.opId ? { ...result, status: 'weighed' } : result,
      )
      return JSON.stringify({ ...answer, results })
    })

    await console.call('sync.now', { release: true })

    const recent = await eventually(async () => {
      const found = await console.call('decision.recent', { limit: 2 })
      return found.some(({ state }) => state === 'settled') ? found : undefined
    })
    const states = new Map(recent.map(({ opId, state }) => [opId, state]))
    expect([states.get(odd.opId), states.get(even.opId)]).toEqual(['unsure', 'settled'])
  })

  it('a refusal under a code that is not known means what its status does', async () => {
    const { box, open } = await aDeskBehindABox(1)
    const desk = httpDesk(box.url)
    box.refuse('/v1/session', 429, { problem: { code: 'full-moon', message: 'Not tonight.' } })
    await expect(
      desk.signIn({ name: 'mor', password: PASSWORD, device: { id: 'dev_12345', label: '' } }),
    ).rejects.toMatchObject({ problem: { code: 'too-many-attempts', message: 'Not tonight.' } })
    await (await open()).close()
  })
})

describe('the answers of a desk', { timeout: 60_000 }, () => {
  it('come compressed by zstd, the open cases first', async () => {
    const { box, signedIn } = await aDeskBehindABox(3)
    await signedIn()
    expect(box.encodings).toContain('zstd')
    expect(box.asked.some((url) => url.includes('first=open'))).toBe(true)
  })
})
