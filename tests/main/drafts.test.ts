import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fork } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { MAX_DRAFTS } from '../../src/shared/contract/drafts.ts'
import { openJournal } from '../../src/main/core/store/journal.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { openConsole, portsFor, tempFolder } from './kit.ts'

const cut = (start: number, end: number, rule: string | null = 'CON-ABU') => ({
  span: [start, end] as [number, number],
  rule,
})

async function aConsole(cases: number) {
  const desk = await aDesk(cases)
  const folder = tempFolder()
  const console = await openConsole(portsFor(desk.url, folder))
  await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
  await console.queueOf(cases)
  return { desk, folder, console }
}

/** Every file under a folder that is a journal. */
const journalsIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /journal\.db/.test(file))
    .map((file) => path.join(folder, file))

describe('cuts that were begun', { timeout: 60_000 }, () => {
  it('are there after the next start, of this person alone, and hold no words', async () => {
    const { desk, folder, console } = await aConsole(2)
    const [first = 0, second = 0] = await console.nos()
    const [one, two] = [(await console.case(first)).case, (await console.case(second)).case]
    const draft = (item: typeof one, ...cuts: ReturnType<typeof cut>[]) => ({
      ...{ caseId: item.caseId, bodyCommit: item.comment.bodyCommit, cuts },
    })
    await console.call('draft.keep', draft(one, cut(0, 3)))
    await console.call('draft.keep', draft(two, cut(0, 2), cut(3, 5, null)))
    await console.call('draft.keep', draft(one, cut(1, 3)))
    for (const file of journalsIn(folder))
      expect(readFileSync(file).includes(one.comment.body)).toBe(false)
    await console.close()

    const again = await openConsole(portsFor(desk.url, folder))
    expect(await again.call('draft.list', {})).toEqual([
      draft(one, cut(1, 3)),
      draft(two, cut(0, 2), cut(3, 5, null)),
    ])
    await again.call('draft.keep', draft(two))
    expect(await again.call('draft.list', {})).toEqual([draft(one, cut(1, 3))])

    await again.call('session.sign-out', {})
    await again.call('session.sign-in', { name: 'lee', password: PASSWORD })
    expect(await again.call('draft.list', {})).toEqual([])
  })

  it('are forgotten with the decision on their case, in one transaction, and no others are', async () => {
    const { console } = await aConsole(2)
    const [first = 0, second = 0] = await console.nos()
    for (const no of [first, second]) {
      const { caseId, comment } = (await console.case(no)).case
      await console.call('draft.keep', {
        caseId,
        bodyCommit: comment.bodyCommit,
        cuts: [cut(0, 2)],
      })
    }

    await console.keep(first)

    const left = (await console.call('draft.list', {})).map(({ caseId }) => caseId)
    expect(left).toEqual([(await console.case(second)).case.caseId])
  })

  it('are refused where they could not be read again', async () => {
    const { console } = await aConsole(1)
    const good = { caseId: 'case_1000', bodyCommit: 'a'.repeat(64) }

    for (const cuts of [
      [cut(3, 3)],
      [cut(0, 2, 'no rule')],
      Array.from({ length: 201 }, () => cut(0, 1)),
    ])
      expect(await console.refusal('draft.keep', { ...good, cuts })).toBe('bad-input')
    expect(await console.call('draft.list', {})).toEqual([])
  })
})

describe('drafts in the journal', () => {
  it('are on disk when they are kept: a kill right after leaves them', async () => {
    const file = path.join(tempFolder(), 'journal.db')
    const child = fork(path.join(import.meta.dirname, 'draft-child.ts'), [file])
    await new Promise((resolve) => child.once('message', resolve))
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))

    const journal = openJournal(file, () => '2026-05-12T09:00:00.000Z')
    expect(journal.drafts.list()).toEqual([
      { caseId: 'case_1000', bodyCommit: 'a'.repeat(64), cuts: [cut(0, 3)] },
    ])
    journal.close()
  })

  it('are at most so many: the oldest is forgotten first', () => {
    const journal = openJournal(path.join(tempFolder(), 'journal.db'), () => '')
    const draft = (n: number) => ({ caseId: `case_${1000 + n}`, bodyCommit: 'a'.repeat(64) })
    journal.write(() => {
      for (let n = 0; n <= MAX_DRAFTS; n++) journal.drafts.keep({ ...draft(n), cuts: [cut(0, 1)] })
      for (let time = 0; time < MAX_DRAFTS; time++)
        journal.drafts.keep({ ...draft(1), cuts: [cut(0, 2)] })
      journal.drafts.keep({ ...draft(MAX_DRAFTS + 1), cuts: [cut(0, 1)] })
    })

    const kept = journal.drafts.list().map(({ caseId }) => caseId)
    expect(kept).toHaveLength(MAX_DRAFTS)
    expect(kept.slice(0, 2)).toEqual([draft(MAX_DRAFTS + 1).caseId, draft(1).caseId])
    expect(kept).not.toContain(draft(0).caseId)
    expect(kept).not.toContain(draft(2).caseId)
    journal.close()
  })
})
