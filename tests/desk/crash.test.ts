import { describe, expect, it } from 'vitest'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { addStaff } from '../../src/desk/services/staff.ts'
import { openStore, readFolder } from '../../src/desk/store/store.ts'
import type { CaseItem } from '../../src/shared/desk/feed.ts'
import { PushAnswer } from '../../src/shared/desk/push.ts'
import { serveDesk } from './cli.ts'
import { aDesk, type Console, DELETE, PASSWORD, signInAgain, tempFolder } from './kit.ts'
import { PLATFORM_KEY, startPeerPlatform } from './peer-platform.ts'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'

const CASES = 120

async function aFullFolder() {
  const platform = await startPeerPlatform()
  onTestFinished(() => platform.close())
  for (let i = 0; i < CASES; i++) {
    platform.comment(`c${i}`)
    platform.report(`c${i}`)
  }
  const dataDir = tempFolder()
  const store = await openStore(dataDir)
  await addStaff(store, { login: 'mor', name: 'Mor', role: 'lead' }, PASSWORD)
  await store.close()
  const keyFile = path.join(dataDir, 'platform-key')
  writeFileSync(keyFile, PLATFORM_KEY)
  const args = ['--data', dataDir, '--platform', platform.url, '--platform-key-file', keyFile]
  return { dataDir, args, platform }
}

/** Pushes one op at a time until the desk dies; gives every answer that arrived, as it was. */
async function pushUntilDead(mor: Console, items: readonly CaseItem[], onAnswer: () => void) {
  const { epoch } = await mor.hello()
  const answered = new Map<string, { readonly op: unknown; readonly text: string }>()
  const sent: unknown[] = []
  for (const item of items) {
    const op = mor.decision(item, DELETE)
    sent.push(op)
    try {
      const { text } = await mor.call('/v1/sync/push', { json: { epoch, ops: [op] } })
      PushAnswer.parse(JSON.parse(text))
      answered.set(op.opId, { op, text })
      onAnswer()
    } catch {
      break
    }
  }
  return { epoch, answered, sent }
}

describe('a desk that is killed', () => {
  it.each([3, 17, 40])(
    'has every decision it acknowledged, once, and a whole log (killed after %i answers)',
    async (after) => {
      const { dataDir, args } = await aFullFolder()
      const { child, url, ended } = await serveDesk(args)
      const mor = await signInAgain(url, 'mor')
      await mor.caseOf(`c${CASES - 1}`)
      const items = [...(await mor.cases()).values()]

      let answers = 0
      const { epoch, answered, sent } = await pushUntilDead(mor, items, () => {
        answers++
        // The next push is on its way, or its transaction open, when this arrives.
        if (answers === after) setImmediate(() => child.kill('SIGKILL'))
      })
      await ended

      expect(answered.size).toBeGreaterThanOrEqual(after)
      expect(answered.size).toBeLessThan(items.length)
      expect(await readFolder(dataDir, verifyLog)).toMatchObject({ whole: true })
      const desk = await aDesk({ dataDir })
      const again = await signInAgain(desk.url, 'mor')
      for (const { op, text } of answered.values()) {
        const reply = await again.call('/v1/sync/push', { json: { epoch, ops: [op] } })
        const results = (whole: string) => whole.slice(whole.indexOf('"results"'))
        expect(results(reply.text)).toBe(results(text))
      }
      const statuses = (await again.push(...sent.slice(-1))).map(({ status }) => status)
      expect(statuses).toEqual(['applied'])
      for (const { decisions, revisions } of (await again.cases()).values())
        expect(decisions).toHaveLength(revisions.decRev)
      expect(await readFolder(dataDir, verifyLog)).toMatchObject({ whole: true })
    },
    30_000,
  )

  it('goes on with ingest and publication where it was', async () => {
    const { args, platform } = await aFullFolder()
    platform.state.refuseDecisions = 503
    const first = await serveDesk(args)
    const mor = await signInAgain(first.url, 'mor')
    const item = await mor.caseOf('c0')
    const op = mor.decision(item, DELETE)
    await mor.applied(op)
    first.child.kill('SIGKILL')
    await first.ended
    platform.state.refuseDecisions = 0
    platform.comment('late')
    platform.report('late')

    const second = await serveDesk(args)
    const again = await signInAgain(second.url, 'mor')

    await again.caseOf('c0', ({ decisions }) => decisions[0]?.publication === 'published')
    await again.caseOf('late')
    expect(await again.cases()).toHaveLength(CASES + 1)
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
  }, 30_000)
})
