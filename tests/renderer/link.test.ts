import { describe, expect, it } from 'vitest'
import { createLinkStore, type Ending } from '../../src/renderer/stores/link-store.ts'
import { WHOLE_QUEUE } from '../../src/shared/contract/models.ts'
import { createPeer } from './support/peer.ts'
import { until } from './support/window.ts'

/** A program that can be reached again and again; each line ends when the test says so. */
function program() {
  const lines: { readonly end: (ending: Ending) => void }[] = []
  const dial = () => {
    const { pair } = createPeer([lines.length + 1])
    return Promise.resolve({
      wire: pair.near,
      ended: new Promise<Ending>((resolve) => {
        lines.push({ end: resolve })
      }),
    })
  }
  return { dial, lines }
}

describe('the line to the program', () => {
  it('is opened again when it is lost, and everything is read anew over it', async () => {
    const { dial, lines } = program()
    const link = createLinkStore(dial)
    const read: number[] = []
    link.start(() => {
      void link.client.call('queue.index', WHOLE_QUEUE).then((answer) => {
        if (answer.ok) read.push(...answer.value.nos)
      })
    })
    await until(() => read.length === 1)

    lines[0]?.end('lost')
    await until(() => link.getState().line === 'lost')
    expect(await link.client.call('sync.get', {})).toMatchObject({ ok: false })
    await expect.poll(() => read, { timeout: 5000 }).toEqual([1, 2])

    expect(link.getState().line).toBe('open')
  })

  it('hears events over every new line', async () => {
    const { dial, lines } = program()
    const link = createLinkStore(dial)
    let told = 0
    link.client.on('queue.changed', () => told++)
    link.start(() => undefined)
    await until(() => lines.length === 1)
    lines[0]?.end('lost')
    await expect.poll(() => lines.length, { timeout: 5000 }).toBe(2)

    await link.client.call('decision.record', {
      caseId: 'case_2000',
      verb: 'keep',
      ground: { kind: 'outcome', terms: '1.0.0', code: 'NB-KEEP' },
      cuts: [],
      restores: null,
      note: null,
      expect: { bodyRev: 1, decRev: 0 },
      answers: [],
      bodyCommit: 'a'.repeat(64),
    })
    await until(() => told === 1)
  })

  it('is left to the window that took over until it is asked for', async () => {
    const { dial, lines } = program()
    const link = createLinkStore(dial)
    link.start(() => undefined)
    await until(() => lines.length === 1)

    lines[0]?.end('superseded')
    await until(() => link.getState().line === 'superseded')
    expect(lines).toHaveLength(1)

    link.retake()
    await until(() => link.getState().line === 'open')
    expect(lines).toHaveLength(2)
  })

  it('says that the key was wrong and does not try it again', async () => {
    let dialled = 0
    const link = createLinkStore(() => {
      dialled++
      return Promise.resolve('wrong-token' as const)
    })

    link.start(() => undefined)
    await until(() => link.getState().line === 'wrong-token')

    expect(dialled).toBe(1)
  })
})
