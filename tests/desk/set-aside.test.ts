import { expect, it } from 'vitest'
import { disableStaff, revoke } from '../../src/desk/services/staff.ts'
import { PushAnswer } from '../../src/shared/desk/push.ts'
import { aContestedCase, amend, entriesOf, isPublished } from './contested.ts'
import { type Console, DELETE, onEachDatabase } from './kit.ts'

/** Pushes as somebody who can no longer say hello. */
async function handIn(from: Console, epoch: string, ...ops: readonly unknown[]) {
  const { text } = await from.call('/v1/sync/push', { json: { epoch, ops } })
  return PushAnswer.parse(JSON.parse(text)).results
}

onEachDatabase('what comes without the right to it', () => {
  it.each(['device', 'account'] as const)(
    'from a lost %s waits for a lead, who adopts it by a ruling',
    async (lost) => {
      const { desk, platform, mor, lee, ada, item, ruling } = await aContestedCase()
      const { epoch } = await ada.hello()
      if (lost === 'device') await revoke(desk.store, lee.device)
      else await disableStaff(desk.store, 'lee')
      const op = lee.decision(item, { ...amend([12, 24]), note: 'Her own number.' })

      const [answer] = await handIn(lee, epoch, op)
      const [again] = await handIn(lee, epoch, op)

      expect(answer).toMatchObject({ status: 'set-aside' })
      expect(again).toEqual(answer)
      const now = await mor.caseOf('c1', ({ contests }) => contests.length > 0)
      expect(now).toMatchObject({ state: 'open', revisions: { decRev: 0 } })
      expect(now.contests).toMatchObject([
        {
          decision: { opId: op.opId, note: 'Her own number.', by: { name: 'LEE' } },
          ...{ kinds: ['set-aside'], first: null, interim: null, ending: null },
        },
      ])

      const adopted = ruling(now, [op.opId], amend([12, 24]))
      await ada.applied(adopted)

      const after = await mor.caseOf('c1', isPublished)
      expect(after).toMatchObject({ state: 'closed' })
      expect(after.contests).toMatchObject([{ ending: { opId: adopted.opId, verb: 'amend' } }])
      expect(platform.shown.get(adopted.opId)?.decision.cuts).toMatchObject([{ span: [12, 24] }])
      const ruled = (await entriesOf(ada)).find(({ kind }) => kind === 'contest.ruled')
      expect(ruled?.data).toMatchObject({ contests: [{ opId: op.opId, first: null }] })
    },
  )

  it('is the desk’s to decide nothing over, however strict it is', async () => {
    const { desk, mor, lee, ada, item } = await aContestedCase()
    const { epoch } = await ada.hello()
    const keep = mor.decision(item)
    await mor.applied(keep)
    await revoke(desk.store, lee.device)

    await handIn(lee, epoch, lee.decision(item, DELETE))

    const now = await ada.caseOf('c1', ({ contests }) => contests.length > 0)
    expect(now.revisions.decRev).toBe(1)
    expect(now.contests).toMatchObject([{ kinds: ['set-aside'], first: keep.opId, interim: null }])
  })
})
