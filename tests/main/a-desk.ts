import { quietLogger, startDesk } from '../../src/desk/desk.ts'
import { addStaff } from '../../src/desk/services/staff.ts'
import { onTestFinished } from 'vitest'
import { PASSWORD, signInAgain } from '../desk/kit.ts'
import { PLATFORM_KEY, startPeerPlatform } from '../desk/peer-platform.ts'
import { tempFolder } from './kit.ts'
import { layLine } from './line.ts'

export { PASSWORD }

/**
 * A real desk with so many reported comments, at the end of a line that can be cut; a moderator
 * `mor`, a lead `lee`, an admin `ada`.
 */
export async function aDesk(comments: number, dataDir = tempFolder()) {
  const platform = await startPeerPlatform()
  onTestFinished(async () => {
    await platform.close()
  })
  for (let i = 1; i <= comments; i++) {
    platform.comment(`c${i}`)
    platform.report(`c${i}`)
  }
  const desk = await startDesk({
    ...{ dataDir, logger: quietLogger('silent') },
    platform: { url: platform.url, key: PLATFORM_KEY },
  })
  onTestFinished(() => desk.close())
  const line = await layLine(desk.url)
  onTestFinished(() => line.close())
  for (const [login, name, role] of [
    ['mor', 'Mor Innes', 'moderator'],
    ['lee', 'Lee Strang', 'lead'],
    ['ada', 'Ada Brodie', 'admin'],
  ] as const)
    await addStaff(desk.store, { login, name, role }, PASSWORD)
  const lead = () => signInAgain(desk.url, 'lee')
  return {
    url: line.url,
    store: desk.store,
    platform,
    line,
    lead,
    /** The entries of the log of one kind, as text. */
    log: async (kind: string) => {
      const { entries } = await (await lead()).log()
      return entries.map(({ text }) => text).filter((text) => text.includes(`"${kind}"`))
    },
  }
}
