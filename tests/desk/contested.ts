/** A case about which people come to differ, and words for what they decide. */
import type { CaseItem } from '../../src/shared/desk/feed.ts'
import { type Entry, Entry as EntryShape } from '../../src/shared/domain/log-entry.ts'
import { aDeskWithPlatform, type Console, signedIn } from './kit.ts'

export const BODY = 'Ring Ina on 01632 960123 or Rab on 01632 960456, you fools.'

/** An amend that cuts these stretches, each under a rule of its own or as private information. */
export const amend = (...spans: readonly (readonly [number, number, string?])[]) => ({
  verb: 'amend',
  ground: { kind: 'rule', terms: '1.0.0', code: 'PRV-DATA' },
  cuts: spans.map(([start, end, rule = 'PRV-DATA']) => ({ span: [start, end], rule })),
})

export const restore = (opId: string) => ({
  verb: 'restore',
  ground: { kind: 'outcome', terms: '1.0.0', code: 'RST-ERROR' },
  restores: opId,
})

interface Part {
  readonly from: Console
  /** What they decide; a keep where nothing is said. */
  readonly as?: object
}

/** A case, two moderators and two leads who have all read it. */
export async function aContestedCase() {
  const { desk, platform } = await aDeskWithPlatform()
  platform.comment('c1', BODY)
  platform.report('c1')
  const mor = await signedIn(desk, 'moderator', 'mor')
  const lee = await signedIn(desk, 'moderator', 'lee')
  const ada = await signedIn(desk, 'lead', 'ada')
  const item = await mor.caseOf('c1')
  /** The first is applied, the second meets it. */
  const differ = async (first: Part, second: Part) => {
    const one = first.from.decision(item, { ...first.as })
    await first.from.applied(one)
    const two = second.from.decision(item, { ...second.as })
    const [answer] = await second.from.push(two)
    return { one, two, answer, now: await ada.caseOf('c1') }
  }
  const ruling = (now: CaseItem, contests: readonly string[], as: object = {}) =>
    ada.decision(now, { ...as, rules: { contests, words: 'Numbers are nobody’s business.' } })
  return { desk, platform, mor, lee, ada, item, differ, ruling }
}

/** The whole log, as a lead reads it. */
export const entriesOf = async (lead: Console): Promise<Entry[]> =>
  (await lead.log()).entries.map(({ text }) => EntryShape.parse(JSON.parse(text)))

export const isPublished = ({ decisions }: CaseItem) =>
  decisions.at(-1)?.publication === 'published'
