import { readdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { LogCheck, LogFilter } from '../../src/shared/contract/log-views.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { type Console, eventually, openConsole, portsFor, tempFolder } from './kit.ts'

const ALL: LogFilter = {
  ...{ actor: null, rule: null, verb: null, articleId: null, caseId: null, from: null, to: null },
}

const page = (console: Console, filter: Partial<LogFilter> = {}, before: number | null = null) =>
  console.call('log.page', { filter: { ...ALL, ...filter }, before, limit: 3 })

/** All the pages of a filter, one after the other. */
async function linesOf(console: Console, filter: Partial<LogFilter> = {}) {
  const lines = []
  for (let before: number | null = null; ;) {
    const part = await page(console, filter, before)
    lines.push(...part.lines)
    before = part.lines.at(-1)?.n ?? null
    if (!part.more) return lines
  }
}

const checkOf = async (console: Console): Promise<LogCheck> => {
  await console.call('log.verify', {})
  return eventually(async () => {
    const check = await console.call('log.check', {})
    return check.state === 'checking' ? undefined : check
  })
}

/** A desk whose moderator has decided all of its three cases, and a lead's console that has its log. */
async function aLogInSight() {
  const desk = await aDesk(3)
  const moderator = await openConsole(portsFor(desk.url, tempFolder()))
  await moderator.call('session.sign-in', { name: 'mor', password: PASSWORD })
  for (const no of await moderator.queueOf(3)) await moderator.keep(no)
  await moderator.call('sync.now', { release: true })
  await moderator.syncs(({ waiting, unpublished }) => waiting === 0 && unpublished === 0)
  const folder = tempFolder()
  const lead = await openConsole(portsFor(desk.url, folder))
  await lead.call('session.sign-in', { name: 'lee', password: PASSWORD })
  const size = await whole(lead, desk)
  return { desk, moderator, lead, folder, size }
}

/** Waits until a console has all of the desk's log; answers how long it is. */
async function whole(console: Console, desk: Awaited<ReturnType<typeof aDesk>>): Promise<number> {
  return eventually(async () => {
    await console.call('sync.now', { release: false })
    const { log } = await (await desk.lead()).log()
    const { size } = await page(console)
    return size > 0 && size >= log.size - 1 ? size : undefined // asking is itself an entry
  })
}

const cacheIn = (folder: string) => {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const file = found.find((name) => name.endsWith('cache.db')) ?? ''
  return path.join(folder, file)
}

describe('the log in sight', { timeout: 60_000 }, () => {
  it('is copied whole to a lead, paged, filtered, in names, and found unbroken', async () => {
    const { lead, size } = await aLogInSight()
    const lines = await linesOf(lead)
    expect(lines.map(({ n }) => n).slice(-3)).toEqual([3, 2, 1])
    expect(lines.map(({ n }) => n)).toEqual(lines.map((_, i) => lines.length - i))
    expect(lines.length).toBeGreaterThanOrEqual(size)

    const kept = await linesOf(lead, { verb: 'keep' })
    expect(kept).toHaveLength(3)
    expect(kept[0]).toMatchObject({ actorName: 'Mor Innes', authorName: 'Senga Tweedie' })
    expect(kept[0]?.articleTitle).toBe('Harbour plan goes to a vote')
    const [one] = kept
    const caseId = z.string().parse(one?.entry.data['caseId'])
    const mine = await linesOf(lead, { caseId, verb: 'keep', actor: one?.entry.actor ?? '' })
    expect(mine).toEqual([one])
    expect(await linesOf(lead, { rule: 'NB-KEEP' })).toEqual(kept)
    expect((await linesOf(lead, { articleId: 'harbour' })).length).toBeGreaterThanOrEqual(9)
    expect(await linesOf(lead, { to: '2020-01-01T00:00:00.000Z' })).toEqual([])
    expect(await linesOf(lead, { from: '2100-01-01T00:00:00.000Z' })).toEqual([])
    const since = await linesOf(lead, { from: lines[4]?.entry.at ?? '' })
    expect(since.map(({ n }) => n)).toContain(lines[4]?.n)

    expect(await lead.call('staff.list', {})).toContainEqual(
      expect.objectContaining({ name: 'Mor Innes', role: 'moderator' }),
    )
    const check = await checkOf(lead)
    expect(check).toMatchObject({ state: 'unbroken', whole: true, wrong: null })
    expect(check.checked).toBeGreaterThanOrEqual(size)
  })

  it('opens an entry with the text that was seen, proved, though it was edited since', async () => {
    const { desk, lead } = await aLogInSight()
    const [kept] = await linesOf(lead, { verb: 'keep' })
    const n = kept?.n ?? 0
    const detail = await lead.call('log.entry', { n })
    expect(detail).toMatchObject({ unseen: null, seen: { bodyRev: 1, proved: true } })
    expect(JSON.parse(detail.text)).toEqual(kept?.entry)
    const before = await lead.call('log.entry', { n: n - 1 })
    expect(detail.previous).toBe(before.hash)

    const { no } = kept ?? {}
    const view = await lead.case(no ?? 0)
    desk.platform.edit(view.case.comment.id, 'Something else entirely.')
    await eventually(async () => {
      await lead.call('sync.now', { release: false })
      return (await lead.case(no ?? 0)).case.revisions.bodyRev === 2 ? true : undefined
    })
    expect(await lead.call('log.entry', { n })).toMatchObject({
      seen: { bodyRev: 1, body: view.case.comment.body, proved: true },
    })
    desk.line.cut()
    const offline = await lead.call('log.entry', { n })
    expect(offline.seen).toBeNull()
    expect(offline.unseen).toContain('cannot be reached')
  })

  it('names the entry of the copy in which a byte was changed', async () => {
    const { desk, lead, folder } = await aLogInSight()
    const [kept] = await linesOf(lead, { verb: 'keep' })
    const n = kept?.n ?? 0
    await lead.close()
    const db = new Database(cacheIn(folder))
    db.prepare(`UPDATE log_entry SET text = replace(text, 'NB-KEEP', 'NB-KEEQ') WHERE n = ?`).run(n)
    db.close()
    desk.line.cut()

    const again = await openConsole(portsFor(desk.url, folder))
    expect(
      (await again.call('log.page', { filter: ALL, before: null, limit: 1 })).size,
    ).toBeGreaterThan(n)
    const check = await checkOf(again)
    expect(check).toMatchObject({ state: 'broken', checked: n - 1, wrong: { n } })
    await again.close()
    const later = await openConsole(portsFor(desk.url, folder))
    expect(await later.call('log.check', {})).toMatchObject({ state: 'broken', wrong: { n } })
  })

  it('refuses a page that does not follow from what is here, and says where', async () => {
    const { desk, lead, folder } = await aLogInSight()
    await lead.close()
    const db = new Database(cacheIn(folder))
    const forge = `UPDATE log_copy SET head = '${'f'.repeat(64)}' RETURNING size`
    const { size } = db.prepare<[], { size: number }>(forge).get() ?? { size: 0 }
    db.close()

    const again = await openConsole(portsFor(desk.url, folder))
    await desk.lead() // signing in is an entry
    const check = await eventually(async () => {
      await again.call('sync.now', { release: false })
      const now = await again.call('log.check', {})
      return now.state === 'broken' ? now : undefined
    })
    expect(check.wrong?.n).toBe(size + 1)
    expect((await page(again)).size).toBe(size)
  })

  it('shows a moderator what they did themselves, and nothing else', async () => {
    const { moderator } = await aLogInSight()
    const { staff } = await moderator.call('session.get', {})
    const lines = await eventually(async () => {
      await moderator.call('sync.now', { release: false })
      const found = await linesOf(moderator)
      return found.filter(({ entry }) => entry.kind === 'decision.applied').length === 3
        ? found
        : undefined
    })
    expect(new Set(lines.map(({ entry }) => entry.actor))).toEqual(new Set([staff?.id]))
    const kept = lines.find(({ entry }) => entry.kind === 'decision.applied')
    expect(await moderator.call('log.entry', { n: kept?.n ?? 0 })).toMatchObject({
      seen: { proved: true },
    })
    expect(await moderator.refusal('log.entry', { n: 1 })).toBe('not-found')
    expect(await checkOf(moderator)).toMatchObject({ state: 'unbroken', whole: false })
  })
})
