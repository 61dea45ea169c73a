import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ClaimAnswer } from '../../src/shared/desk/claims.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { aDeskWithPlatform, newOpId, signedIn } from './kit.ts'

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const CASES = 3
const WHO = ['rab', 'una'] as const
type Who = (typeof WHO)[number]

/** What somebody wishes: with `reason`, over whoever has the case. */
interface Wish {
  readonly kind: 'look' | 'claim' | 'let-go' | 'give-back'
  readonly who: Who
  readonly at: number
  readonly reason: boolean
}

type Held = { readonly who: Who; readonly look: boolean } | null

const wish = fc.record<Wish>({
  kind: fc.constantFrom('look', 'claim', 'let-go', 'give-back'),
  who: fc.constantFrom(...WHO),
  at: fc.nat({ max: CASES - 1 }),
  reason: fc.boolean(),
})

interface Outcome {
  readonly held: Held
  readonly refused: boolean
}

/** The laws: who has the case after a wish, and whether the desk says no to it. */
function after(held: Held, one: Wish): Outcome {
  if (one.kind === 'look' || one.kind === 'claim') return taken(held, one)
  const ends = held?.who === one.who && (one.kind === 'give-back' || held.look)
  return { held: ends ? null : held, refused: false }
}

function taken(held: Held, { kind, who, reason }: Wish): Outcome {
  const look = kind === 'look'
  const theirs = held !== null && held.who !== who
  const inTheWay = theirs && (look || !held.look)
  if (inTheWay && !reason) return { held, refused: true }
  // Who looks with a reason overrides in earnest, and a look at one's own shortens nothing.
  const own = held !== null && !theirs && !held.look
  return { held: { who, look: look && !inTheWay && !own }, refused: false }
}

it(`a look never ends what was taken in earnest, whoever wishes what (seed ${SEED})`, async () => {
  const { desk, platform } = await aDeskWithPlatform()
  for (let i = 0; i < CASES; i++) {
    platform.comment(`c${i}`)
    platform.report(`c${i}`)
  }
  const people = {
    rab: await signedIn(desk, 'moderator', 'rab'),
    una: await signedIn(desk, 'moderator', 'una'),
  }
  await people.rab.caseOf(`c${CASES - 1}`)
  const caseIds = [...(await people.rab.cases()).values()].map(({ caseId }) => caseId)
  const ask = (who: Who, place: string, said: object) =>
    people[who].call(`/v1/claims${place}`, { json: { requestId: newOpId(), ...said } })
  const grant = ({ kind, who, at, reason }: Wish) => {
    const ids = [caseIds[at]]
    const until = instant(Date.now() + (kind === 'look' ? 120_000 : 3_600_000))
    if (kind === 'let-go') return ask(who, '/give-back', { caseIds: ids, looks: true })
    if (kind === 'give-back') return ask(who, '/give-back', { caseIds: ids })
    return ask(who, '', { caseIds: ids, until, ...(reason && { reason: 'It is urgent.' }) })
  }

  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 12 }), async (wishes) => {
      for (const who of WHO) await ask(who, '/give-back', { caseIds: null })
      const held: Held[] = caseIds.map(() => null)
      for (const one of wishes) {
        const next = after(held[one.at] ?? null, one)
        const reply = await grant(one)
        expect(reply.status, reply.text).toBe(next.refused ? 400 : 200)
        if (!next.refused) ClaimAnswer.parse(JSON.parse(reply.text))
        held[one.at] = next.held
      }
      const rows = [...(await people.una.cases()).values()]
      const shown = caseIds.map((caseId) => {
        const claim = rows.find((row) => row.caseId === caseId)?.claim
        return claim && { who: claim.by.name.toLowerCase(), look: claim.look }
      })
      expect(shown).toEqual(held)
    }),
    { seed: SEED, numRuns: 30 },
  )
}, 60_000)
