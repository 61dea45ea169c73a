import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { contract, type Method } from '../../src/shared/contract/contract.ts'
import { fileLog } from '../../src/main/adapters/file-log.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { openConsole, portsFor, tempFolder } from './kit.ts'
import { inputOf } from './schema-input.ts'

const seed = Date.now() % 0x7fffffff
/** These end what the others need, or start it. */
const SESSION: readonly Method[] = ['session.sign-in', 'session.sign-out']
const methods = Object.keys(contract) as Method[]

/** Input of a method: as its schema has it, with one part put wrong, or anything at all. */
function inputs(method: Method, known: readonly unknown[]): fc.Arbitrary<unknown> {
  const right = inputOf(z.toJSONSchema(contract[method].input, { unrepresentable: 'any' }), known)
  const wrong = fc
    .tuple(right, fc.string(), fc.jsonValue())
    .map(([value, key, part]) =>
      typeof value === 'object' && value !== null ? { ...value, [keyIn(value, key)]: part } : part,
    )
  return fc.oneof({ weight: 3, arbitrary: right }, { weight: 2, arbitrary: wrong }, fc.jsonValue())
}

function keyIn(value: object, key: string): string {
  const keys = Object.keys(value)
  return keys[key.length % (keys.length + 1)] ?? key
}

beforeAll(() => {
  console.info(`wire fuzz seed ${seed}`)
})

describe('every method of the wire', { timeout: 120_000 }, () => {
  it('answers whatever it is asked, and no line of the log holds a token or a reader’s words', async () => {
    const desk = await aDesk(12)
    const folder = tempFolder()
    const wire = await openConsole(portsFor(desk.url, folder, { openLog: () => fileLog(folder) }))
    await wire.call('session.sign-in', { name: 'lee', password: PASSWORD })
    const nos = await wire.queueOf(12)
    const { case: item } = await wire.case(nos[0] ?? 0)
    const known = [...nos, item.caseId, item.comment.id, item.comment.bodyCommit, item.revisions]
    const open = methods.filter((method) => !SESSION.includes(method))
    const call = fc
      .constantFrom(...open)
      .chain((method) => inputs(method, known).map((input) => ({ method, input })))

    await fc.assert(
      fc.asyncProperty(call, async ({ method, input }) => {
        const answer = await wire.client.call(method, input as never)
        if (!answer.ok) expect(answer.problem.code, answer.problem.message).not.toBe('defect')
      }),
      { numRuns: 600, seed, endOnFailure: true },
    )
    for (const method of SESSION) {
      const answer = await wire.client.call(method, { name: 7, more: [] } as never)
      expect(answer).toMatchObject({ ok: false, problem: { code: 'bad-input' } })
    }

    expect((await wire.call('session.get', {})).state).toBe('signed-in')
    const log = readFileSync(path.join(folder, 'console.log'), 'utf8')
    const token = /"token":"([^"]+)"/.exec(readFileSync(path.join(folder, 'session.json'), 'utf8'))
    expect(token?.[1]).toBeDefined()
    for (const secret of [token?.[1] ?? '', PASSWORD, item.comment.body])
      expect(log).not.toContain(secret)
  })
})
