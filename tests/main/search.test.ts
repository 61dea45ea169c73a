import { describe, expect, it } from 'vitest'
import { aDesk, PASSWORD } from './a-desk.ts'
import { openConsole, portsFor, tempFolder } from './kit.ts'

const BODIES = [
  'The harbour plan goes to a vote on Thursday.',
  'A vote? The HARBOUR is silting up already.',
  'The bells of St Ninian’s again.',
  'Harbours everywhere, and no votes.',
]

describe('searching comments', { timeout: 60_000 }, () => {
  it('finds what holds all the words, the newest first, page by page', async () => {
    const desk = await aDesk(0)
    const console = await openConsole(portsFor(desk.url, tempFolder()))
    await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
    for (const [i, body] of BODIES.entries()) {
      desk.platform.comment(`s${i}`, body)
      desk.platform.report(`s${i}`)
    }
    await console.queueOf(BODIES.length)
    const find = (text: string, before: number | null = null, limit = 10) =>
      console.call('search.comments', { text, before, limit })

    const both = await find('harbour vote')
    expect(both.hits.map(({ row }) => row.words)).toEqual([BODIES[1], BODIES[0]])
    const [hit] = both.hits
    expect(hit?.marks.map((mark) => hit.excerpt.slice(...mark))).toEqual(['vote', 'HARBOUR'])
    expect(hit).toMatchObject({ state: 'open', row: { article: 'Harbour plan goes to a vote' } })

    const first = await find('harb', null, 2)
    expect(first).toMatchObject({ more: true, hits: [{ row: { words: BODIES[3] } }, {}] })
    const rest = await find('harb', first.hits[1]?.row.no ?? 0, 2)
    expect(rest).toMatchObject({ more: false, hits: [{ row: { words: BODIES[0] } }] })

    expect((await find('harb vote')).hits).toEqual([])
    expect((await find('" OR NEAR( *')).hits).toEqual([])
    expect((await find('(-)')).hits).toEqual([])
  })

  it('answers the newest search when many are asked at once, and drops those in between', async () => {
    const desk = await aDesk(3)
    const console = await openConsole(portsFor(desk.url, tempFolder()))
    await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
    const [no = 0] = await console.queueOf(3)
    const word = (await console.case(no)).case.comment.body.split(' ')[0] ?? ''
    const asked = [...Array<number>(8)].map(() =>
      console.call('search.comments', { text: word, before: null, limit: 10 }),
    )
    const counts = (await Promise.all(asked)).map(({ hits }) => hits.length)
    expect(counts.at(-1)).toBe(3)
    expect(counts.slice(1, -1)).toEqual([0, 0, 0, 0, 0, 0])
  })
})
