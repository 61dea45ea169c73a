import { expect, it } from 'vitest'
import { disableStaff } from '../../src/desk/services/staff.ts'
import { NextAnswer } from '../../src/shared/desk/claims.ts'
import { Entry } from '../../src/shared/domain/log-entry.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { aDeskWithPlatform, type Console, newOpId, onEachDatabase, signedIn } from './kit.ts'

const inHours = (hours: number) => instant(Date.now() + hours * 60 * 60_000)

async function aShift() {
  const { desk, platform } = await aDeskWithPlatform()
  for (const id of ['c1', 'c2']) {
    platform.comment(id)
    platform.report(id)
  }
  const [rona, ishbel, rab] = [
    await signedIn(desk, 'moderator', 'rona'),
    await signedIn(desk, 'moderator', 'ishbel'),
    await signedIn(desk, 'moderator', 'rab'),
  ]
  const ada = await signedIn(desk, 'lead', 'ada')
  await rona.caseOf('c2')
  return { desk, platform, rona, ishbel, rab, ada, item: await rona.caseOf('c1') }
}

const hand = (
  from: Console,
  caseId: string,
  said: { readonly to: string | null; readonly words?: string },
) => ({ ...from.envelope(), ...{ kind: 'hand', caseId, words: null }, ...said })
const claim = (from: Console, caseIds: readonly string[]) =>
  from.call('/v1/claims', { json: { requestId: newOpId(), caseIds, until: inHours(2) } })
const batchOf = async (from: Console) => {
  const ask = { requestId: newOpId(), n: 5, until: inHours(2), alone: true }
  const { text } = await from.call('/v1/claims/next', { json: ask })
  return NextAnswer.parse(JSON.parse(text)).cases.map(({ caseId }) => caseId)
}

onEachDatabase('a case that is handed on', () => {
  it('says to whom, by whom and with which words, until it is decided', async () => {
    const { rona, ishbel, ada, item } = await aShift()
    await claim(rona, [item.caseId])
    const op = hand(rona, item.caseId, {
      to: ishbel.staffId,
      words: 'I know the man. You take it.',
    })

    await rona.applied(op)

    const handed = await ishbel.caseOf('c1', (one) => one.handed !== null)
    expect(handed.handed).toMatchObject({
      ...{ opId: op.opId, words: op.words },
      ...{ by: { name: 'RONA' }, to: { id: ishbel.staffId, name: 'ISHBEL' } },
    })
    expect([handed.claim, handed.revisions, handed.state]).toEqual([null, item.revisions, 'open'])
    const entries = (await ada.log()).entries.map(({ text }) => Entry.parse(JSON.parse(text)))
    const said = entries.find(({ kind }) => kind === 'case.handed')
    expect(said?.data).toMatchObject({ opId: op.opId, to: ishbel.staffId })
    expect(JSON.stringify(entries)).not.toContain('know the man')
    await ishbel.applied(ishbel.decision(handed))
    expect((await rona.caseOf('c1', ({ state }) => state === 'closed')).handed).toBeNull()
  })

  it('goes to whoever is next without a word, and the same op twice is one', async () => {
    const { rona, rab, ada, item } = await aShift()
    const op = hand(rona, item.caseId, { to: null })
    await rona.applied(op)
    await rona.applied(op)

    expect((await rab.caseOf('c1', (one) => one.handed !== null)).handed).toMatchObject({
      ...{ to: null, words: null },
    })
    const entries = (await ada.log()).entries.map(({ text }) => text)
    expect(entries.filter((text) => text.includes('case.handed'))).toHaveLength(1)
    // Whoever handed it on is not given it again; whoever takes it has it.
    expect(await batchOf(rona)).not.toContain(item.caseId)
    expect(await batchOf(rab)).toContain(item.caseId)
    expect((await rab.caseOf('c1', (one) => one.claim !== null)).handed).toBeNull()
  })

  it('is in nobody else’s batch, and taken by its colleague keeps the words', async () => {
    const { rona, ishbel, rab, item } = await aShift()
    await rona.applied(hand(rona, item.caseId, { to: ishbel.staffId, words: 'Yours.' }))

    expect(await batchOf(rab)).not.toContain(item.caseId)
    await claim(ishbel, [item.caseId])
    const taken = await rona.caseOf('c1', (one) => one.claim !== null)
    expect(taken.handed?.words).toBe('Yours.')
  })

  it('can be handed back, and the later hand counts', async () => {
    const { rona, ishbel, item } = await aShift()
    await rona.applied(hand(rona, item.caseId, { to: ishbel.staffId }))
    await ishbel.applied(hand(ishbel, item.caseId, { to: rona.staffId }))

    const back = await rona.caseOf('c1', (one) => one.handed?.to?.id === rona.staffId)
    expect(back.handed?.by.id).toBe(ishbel.staffId)
  })

  it('goes to nobody who has left, decides nothing, is unknown, or is oneself', async () => {
    const { desk, rona, ishbel, item } = await aShift()
    const admin = await signedIn(desk, 'admin', 'eck')
    await disableStaff(desk.store, 'ishbel')
    const refusals: string[] = []
    for (const to of [ishbel.staffId, admin.staffId, 'stf_nobody', rona.staffId]) {
      const [answer] = await rona.push(hand(rona, item.caseId, { to }))
      expect(answer?.status).toBe('rejected')
      refusals.push(answer?.status === 'rejected' ? answer.message : '')
    }

    expect(refusals).toEqual([
      'ISHBEL has left. Hand it to somebody else, or to whoever is next.',
      'ECK decides nothing. Hand it to somebody else, or to whoever is next.',
      'to names nobody of this desk',
      'A case can’t be handed to oneself. Put it aside with s instead.',
    ])
    expect((await rona.caseOf('c1')).handed).toBeNull()
  })

  it('leaves one that was decided meanwhile as it is, and says so on the log', async () => {
    const { rona, ishbel, rab, ada, item } = await aShift()
    await rab.applied(rab.decision(item))
    await rona.applied(hand(rona, item.caseId, { to: ishbel.staffId }))

    const after = await ishbel.caseOf('c1', ({ state }) => state === 'closed')
    expect(after.handed).toBeNull()
    expect((await ada.log()).entries.some(({ text }) => text.includes('case.handed'))).toBe(true)
  })
})
