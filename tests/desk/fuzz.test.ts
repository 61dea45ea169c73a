import fc from 'fast-check'
import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, it } from 'vitest'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { SignIn, Refusal } from '../../src/shared/desk/desk.ts'
import { ClaimNamed, ClaimNext, GiveBack } from '../../src/shared/desk/claims.ts'
import { Op } from '../../src/shared/desk/push.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { mendText } from '../../src/shared/domain/text.ts'
import { fromSchema } from './from-schema.ts'
import {
  aDeskWithPlatform,
  call,
  type Console,
  newOpId,
  onEachDatabase,
  signedIn,
  signInBody,
} from './kit.ts'
import { isPoisoned } from './poisoned.ts'

const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
const MARK = 'Marked-words-7f3a'
const PASSWORD_MARK = 'marked password 9c1e'

/** A desk whose every line of log is kept, with nothing held back from it. */
async function aWatchedDesk() {
  const lines: string[] = []
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString())
      done()
    },
  })
  const logger = pino({ level: 'trace' }, sink)
  const { desk, platform } = await aDeskWithPlatform({ logger })
  const lead = await signedIn(desk, 'lead', 'ada')
  return { desk, platform, lead, lines }
}

const HOSTILE: Readonly<Record<string, string>> = {
  script: `${MARK}<script>fetch('//evil.example')</script><img src=x onerror=alert(1)>`,
  scheme: `${MARK} javascript:alert(1) data:text/html,<b>x</b>`,
  bidi: `${MARK} \u202Egnp.exe\u202C \u2066isolated\u2069`,
  'zero-width': `${MARK}\u200B\u200D\uFEFF\u2060`,
  'right-to-left': `${MARK} שלום עולם`,
  combining: `${MARK} ${'z' + '\u0300'.repeat(5000)}`,
  surrogate: `${MARK} \uD800 half \uDC00`,
  nul: `${MARK} \u0000 ends`,
  'one-line': MARK + 'x'.repeat(128 * 1024 - MARK.length),
  quotes: `${MARK} '; DROP TABLE log_entry; -- " \\ \r\n\t\u2028`,
}

onEachDatabase('hostile text', () => {
  it('is mended at the door, exact from there, and in no log', async () => {
    const { desk, platform, lead, lines } = await aWatchedDesk()
    for (const [id, text] of Object.entries(HOSTILE)) {
      platform.comment(id, text)
      platform.report(id, { words: text })
    }
    const ids = Object.keys(HOSTILE)
    await lead.caseOf(ids.at(-1) ?? '')
    const cases = await lead.cases()
    for (const [id, text] of Object.entries(HOSTILE)) {
      const item = cases.get(id)
      if (!item) throw new Error(`no case of ${id}`)
      expect(item.comment.body === mendText(text)).toBe(true)
      expect(item.reports[0]?.words === mendText(text)).toBe(true)
      const note = mendText(text).slice(0, 1999).toWellFormed()
      const escalate = {
        ...{ ...lead.envelope(), kind: 'escalate', caseId: item.caseId, hides: null },
        ...{ question: note.trim(), expect: item.revisions, bodyCommit: item.comment.bodyCommit },
      }
      const answers = await lead.push(escalate, lead.decision(item, { note }))
      expect([id, ...answers.map(({ status }) => status)]).toEqual([id, 'applied', 'applied'])
      await lead.caseOf(id, ({ decisions }) => decisions[0]?.publication === 'published')
      const [nul] = await lead.push(lead.decision(item, { note: `${MARK}\u0000` }))
      expect(nul).toMatchObject({ status: 'rejected', code: 'bad-input' })
    }
    const notices = [...platform.shown.values()].map(({ decision }) => decision.notice)
    const { entries } = await lead.log()

    expect(JSON.stringify(notices)).not.toContain(MARK)
    expect(JSON.stringify(entries)).not.toContain(MARK)
    expect(lines.join('')).not.toContain(MARK)
    expect(await desk.store.read(verifyLog)).toMatchObject({ whole: true })
  }, 60_000)

  it('in a sign-in is refused like any wrong name', async () => {
    const { desk } = await aWatchedDesk()

    for (const name of ['\u0000', 'ada\u0000', '\uD800', '\u202Eada', "' OR 1=1 --"]) {
      const body = { ...signInBody('x'), name }
      const { status } = await call(`${desk.url}/v1/session`, { json: body })
      expect([name, status]).toEqual([name, 401])
      await desk.store.write(({ db }) => db.deleteFrom('sign_in_failure').execute())
    }
  })

  it(`and every op the schemas allow is answered, and nothing fails (seed ${SEED})`, async () => {
    const { desk, platform, lead, lines } = await aWatchedDesk()
    platform.comment('c1', MARK)
    platform.report('c1', { words: MARK })
    platform.comment('quiet', MARK)
    const item = await lead.caseOf('c1')
    const { epoch } = await lead.hello()
    const real = {
      ...{ caseId: item.caseId, siteId: 'glenorran', commentId: 'quiet', expect: item.revisions },
      ...{ bodyCommit: item.comment.bodyCommit, madeAt: '2026-05-12T14:32:00.000Z' },
      ...{ ground: { kind: 'outcome', terms: '1.0.0', code: 'NB-KEEP' }, rule: 'CON-ABU' },
      ...{ note: MARK, question: MARK, words: MARK, verb: 'keep', cuts: [], restores: null },
    }
    const op = fc
      .tuple(fromSchema(Op), fc.subarray(Object.keys(real)), fc.boolean(), fc.jsonValue())
      .map(([value, known, breaks, nonsense]) => {
        const made = value as Record<string, unknown>
        for (const key of known) if (key in made) made[key] = real[key as keyof typeof real]
        const keys = Object.keys(made).filter((key) => key !== 'opId')
        const broken = keys[known.length % keys.length] ?? 'v'
        return { ...made, ...(breaks ? { [broken]: nonsense } : {}), opId: newOpId() }
      })

    await fc.assert(
      fc.asyncProperty(fc.array(op, { minLength: 1, maxLength: 10 }), async (ops) => {
        const { status, text } = await lead.call('/v1/sync/push', bounded({ json: { epoch, ops } }))
        const whole = isPoisoned(ops) ? 400 : 200
        expect([status, text]).toEqual([whole, expect.not.stringContaining('"retry"')])
      }),
      { seed: SEED, numRuns: 60 },
    )

    const said = lines.join('')
    for (const mark of [MARK, lead.token]) expect(said).not.toContain(mark)
    expect(said).not.toContain('met a defect')
    expect(await desk.store.read(verifyLog)).toMatchObject({ whole: true })
  }, 120_000)
})

/** A call that must be answered within 10 s. */
const bounded = <T extends object>(init: T) => ({ ...init, signal: AbortSignal.timeout(10_000) })

const CLAIMS = [
  ['/v1/claims/next', ClaimNext],
  ['/v1/claims', ClaimNamed],
  ['/v1/claims/give-back', GiveBack],
] as const

const number = fc.oneof(
  fc.integer().map(String),
  fc.constantFrom('0', '1', '-1', '1e3', '0x1', '', ' 1', '999999999999999', '٣'),
)
const bytes = fc.string({ unit: 'binary', maxLength: 200 })

const reads = (caseId: string) =>
  fc.tuple(
    fc.oneof(
      fc.constantFrom('/v1/hello', '/v1/log', '/v1/log/own', '/v1/staff', '/v1/sync/changes'),
      fc
        .tuple(fc.oneof(bytes, fc.constant(caseId)), fc.oneof(number, bytes))
        .map(([id, rev]) => `/v1/cases/${encode(id)}/revisions/${encode(rev)}`),
    ),
    fc.dictionary(
      fc.constantFrom('after', 'limit', 'cursor', 'size', 'head', 'epoch', 'unknown'),
      fc.oneof(number, bytes),
    ),
  )

const encode = (text: string) => encodeURIComponent(text.toWellFormed())

async function probe(from: Console, address: string): Promise<void> {
  const { status, text } = await from.call(address, bounded({}))
  expect([address, status]).toEqual([address, expect.toSatisfy((n: number) => n < 500)])
  if (status >= 400 && !text.includes('"gone":')) Refusal.parse(JSON.parse(text))
}

onEachDatabase('every address', () => {
  it(`answers whatever it is asked (seed ${SEED})`, async () => {
    const { desk, platform, lead, lines } = await aWatchedDesk()
    platform.comment('c1', MARK)
    platform.report('c1')
    const { caseId } = await lead.caseOf('c1')

    await fc.assert(
      fc.asyncProperty(reads(caseId), ([address, query]) => {
        const words = Object.entries(query).map(([key, value]) => `${key}=${encode(value)}`)
        return probe(lead, `${address}?${words.join('&')}`)
      }),
      { seed: SEED, numRuns: 200 },
    )
    await fc.assert(
      fc.asyncProperty(fromSchema(SignIn), async (value) => {
        const json = { ...(value as object), password: PASSWORD_MARK }
        const { status } = await call(`${desk.url}/v1/session`, bounded({ json }))
        expect([400, 401, 429]).toContain(status)
      }),
      { seed: SEED, numRuns: 40 },
    )

    const real = { until: instant(Date.now() + 60_000), caseIds: [caseId], reason: MARK }
    for (const [address, schema] of CLAIMS)
      await fc.assert(
        fc.asyncProperty(
          fromSchema(schema),
          fc.boolean(),
          fc.jsonValue(),
          async (value, nonsense, json) => {
            const known = Object.entries(real).filter(([key]) => key in (value as object))
            const ask = { ...(value as object), ...Object.fromEntries(known) }
            const reply = await lead.call(address, bounded({ json: nonsense ? json : ask }))
            expect([200, 400, 409]).toContain(reply.status)
            if (reply.status !== 200) Refusal.parse(JSON.parse(reply.text))
          },
        ),
        { seed: SEED, numRuns: 40 },
      )

    for (const mark of [MARK, PASSWORD_MARK, lead.token]) expect(lines.join('')).not.toContain(mark)
  }, 120_000)
})
