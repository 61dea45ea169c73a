/** Entries of the log in words. The log itself holds ids and numbers; what they stand for is told beside it. */
import { z } from 'zod'
import type { LogCheck, LogLine } from '../../shared/contract/log-views.ts'
import { Cut } from '../../shared/domain/amendment.ts'
import type { EntryKind } from '../../shared/domain/log-entry.ts'
import { Ground, type Terms, type Verb } from '../../shared/domain/terms.ts'
import type { IconName } from '../glyphs.ts'
import { clockTime, counted, inDigits, past, span } from './sentences.ts'
import { ruleTitle, titleOf } from './terms-store.ts'

type Kind = EntryKind

const WHAT: Readonly<Record<Kind, string>> = {
  'epoch.began': 'Log begun',
  'staff.added': 'Account added',
  'staff.changed': 'Account changed',
  'device.signed-in': 'Signed in',
  'device.revoked': 'Signed out',
  'terms.published': 'Terms published',
  'words.imported': 'Word list changed',
  'case.opened': 'Case opened',
  'report.received': 'Reported',
  'report.answered-by-standing': 'Answered as before',
  'comment.revised': 'Edited by its author',
  'case.seen': 'Seen',
  'decision.applied': 'Decided',
  'decision.refused': 'Not accepted',
  'decision.rewritten': 'Words put in',
  'op.set-aside': 'Set aside',
  'case.escalated': 'Asked a lead',
  'escalation.answered': 'Answered',
  'case.raised': 'Raised',
  'author.noted': 'Noted',
  'note.set-aside': 'Note set aside',
  'reporters.identified': 'Reporters named',
  'reader.muted': 'Reader muted',
  'reader.unmuted': 'Mute ended',
  'report.set-aside': 'Report set aside',
  'case.handed': 'Handed on',
  'claims.taken': 'Batch taken',
  'claims.overridden': 'Taken over',
  'claims.given-back': 'Given back',
  'contest.began': 'Contested',
  'contest.ruled': 'Ruled on',
  'publication.published': 'On the site',
  'publication.overtaken': 'Overtaken',
  'publication.failed': 'Site refused',
  'templates.published': 'Notices changed',
  'decision.reasoned': 'Reason written',
  'notice.written': 'Notices written',
  'notice.sent': 'Told',
  'notice.failed': 'Could not be told',
  'notice.withdrawn': 'Not told',
}

const Decided = z.object({
  opId: z.string(),
  verb: z.enum(['keep', 'amend', 'delete', 'restore']),
  ground: Ground,
  cuts: z.array(Cut),
})
export type Decided = z.infer<typeof Decided>

/** The decision in an entry, applied or refused, or undefined where it is another kind. */
export function decidedIn({ entry }: LogLine): Decided | undefined {
  return Decided.safeParse(entry.data).data
}

/** What happened, in a word or two, with the sign of a verb where it is one. */
export function whatWords(line: LogLine): { readonly words: string; readonly icon?: IconName } {
  const decided = decidedIn(line)
  if (!decided)
    return line.entry.kind.includes('escalat')
      ? { words: WHAT[line.entry.kind], icon: 'escalate' }
      : { words: isFirstText(line) ? 'Comment taken in' : WHAT[line.entry.kind] }
  const refused = line.entry.kind === 'decision.refused'
  return {
    words: refused ? `${past[decided.verb]}, refused` : past[decided.verb],
    icon: decided.verb,
  }
}

/** The text as it first came: nobody has edited it. */
const isFirstText = ({ entry }: LogLine) =>
  entry.kind === 'comment.revised' && Told.safeParse(entry.data).data?.bodyRev === 1

const Told = z.object({
  rule: z.string().nullable().optional(),
  version: z.string().optional(),
  role: z.string().optional(),
  receipt: z.string().optional(),
  why: z.string().optional(),
  via: z.enum(['page', 'mail', 'file']).optional(),
  bodyRev: z.number().optional(),
  hides: z.string().nullable().optional(),
  interim: z.string().nullable().optional(),
  contests: z.array(z.unknown()).optional(),
})

/** Under which rule, or the one detail that matters of another kind. */
export function reasonWords(line: LogLine, terms: readonly Terms[]): string {
  const decided = decidedIn(line)
  if (decided) return titleOf(terms, decided.ground)
  const told = Told.safeParse(line.entry.data).data
  if (!told) return ''
  if (told.rule !== undefined) return ruleTitle(terms, told.rule)
  if (told.version !== undefined) return `Version ${told.version}`
  if (told.role !== undefined) return told.role
  return (
    howWords(told) ??
    contestWords(told) ??
    (told.bodyRev === undefined ? (told.why ?? '') : `Revision ${told.bodyRev}`)
  )
}

const VIA = {
  page: 'The author, on their page',
  mail: 'By letter',
  file: 'By letter, left as a file',
}

/** By which way a notice went; of a question, whether the comment is hidden. */
function howWords({ via, hides }: z.infer<typeof Told>): string | undefined {
  if (via) return VIA[via]
  return hides ? 'Hidden until answered' : undefined
}

/** Of a contest: whether the desk decided meanwhile; of a ruling: on how many. */
function contestWords({ interim, contests }: z.infer<typeof Told>): string | undefined {
  if (contests) return counted(contests.length, 'decision')
  if (interim === undefined) return undefined
  return interim === null ? '' : 'The desk’s own stands until then'
}

const VERB: Readonly<Record<Verb, string>> = {
  keep: 'kept',
  amend: 'amended',
  delete: 'deleted',
  restore: 'restored',
}

/** The whole entry as a sentence: *Ishbel Corrie deleted a comment by shore_street_sal*. */
export function entrySentence(line: LogLine): string {
  const { actorName, authorName, entry } = line
  const by = authorName === null ? '' : ` by ${authorName}`
  const decided = decidedIn(line)
  if (decided && entry.kind === 'decision.refused')
    return `${actorName}’s decision was not accepted: ${VERB[decided.verb]} a comment${by}`
  if (decided) return `${actorName} ${VERB[decided.verb]} a comment${by}`
  if (isFirstText(line)) return `The desk took in a comment${by}`
  return SENTENCES[entry.kind]?.(actorName, by) ?? `${WHAT[entry.kind]}: ${actorName}`
}

const SENTENCES: Partial<Record<Kind, (actor: string, by: string) => string>> = {
  'case.seen': (actor, by) => `${actor} saw a comment${by}`,
  'case.escalated': (actor, by) => `${actor} asked a lead about a comment${by}`,
  'escalation.answered': (actor, by) => `${actor} answered about a comment${by}`,
  'case.raised': (actor, by) => `${actor} raised a comment${by}`,
  'author.noted': (actor, by) => `${actor} left a note about the author of a comment${by}`,
  'reporters.identified': (actor, by) => `${actor} looked who reported a comment${by}`,
  'reader.muted': (actor) => `${actor} muted a reader who misused the report link`,
  'reader.unmuted': (actor) => `${actor} ended the mute of a reader`,
  'report.set-aside': (_actor, by) => `A muted reader’s report was set aside, on a comment${by}`,
  'case.handed': (actor, by) => `${actor} handed on a comment${by}`,
  'report.received': (_actor, by) => `A report came in on a comment${by}`,
  'case.opened': (_actor, by) => `A case was opened on a comment${by}`,
  'claims.taken': (actor) => `${actor} took a batch of cases`,
  'claims.overridden': (actor) => `${actor} took over cases that somebody else had`,
  'claims.given-back': (actor) => `${actor} gave cases back`,
  'contest.began': (_actor, by) => `Two decisions met on a comment${by}: a lead is to rule`,
  'contest.ruled': (actor, by) => `${actor} ruled on decisions that met on a comment${by}`,
  'publication.published': (_actor, by) => `The site shows the decision on a comment${by}`,
  'publication.overtaken': (_actor, by) => `The author edited in between: a comment${by}`,
  'publication.failed': (_actor, by) => `The site did not take the decision on a comment${by}`,
  'comment.revised': (_actor, by) => `Its author edited a comment${by}`,
  'notice.written': (_actor, by) => `What people are told of a comment${by} was written`,
  'notice.sent': (_actor, by) => `Somebody was told of the decision on a comment${by}`,
  'notice.failed': (_actor, by) => `Somebody could not be told of the decision on a comment${by}`,
  'notice.withdrawn': (_actor, by) => `Nobody is told of the decision on a comment${by}`,
}

/** When a person acted: what the device claimed and what the desk made of it. */
const Made = z.object({ claimed: z.string(), estimated: z.string() })

const AWAY_MS = 60_000

/** When the person acted, as far as anyone can know; nothing of what the desk did itself. */
export function madeWords({ entry }: LogLine): string | undefined {
  const made = Made.safeParse(entry.data['made']).data
  if (!made) return undefined
  const waited = Date.parse(entry.at) - Date.parse(made.estimated)
  const now = Date.parse(entry.at)
  const when = `Pressed at ${clockTime(made.estimated, now)} by the desk’s estimate (${clockTime(made.claimed, now)} by the device)`
  return waited > AWAY_MS
    ? `${when}, then waited ${span(waited)} on the device, most likely offline.`
    : `${when}, online.`
}

/** How a check of the log stands, as the sentence at its head. */
export function checkSentence(check: LogCheck | undefined, now: number): string {
  if (!check || check.state === 'never')
    return 'The log on this machine has not been checked since it was opened.'
  const [checked, of] = [check.checked, check.of].map(inDigits)
  if (check.state === 'checking') return `Checking the log: ${checked} of ${of} entries.`
  if (check.state === 'broken') return brokenSentence(check)
  const what = check.whole ? 'The log is unbroken' : 'Your entries agree with what they commit to'
  const when = check.at === null ? '' : `, checked ${checkedAt(check.at, now)}`
  return `${what}: ${counted(check.checked, 'entry', 'entries')}${when}.`
}

function checkedAt(at: string, now: number): string {
  return now - Date.parse(at) < 60_000 ? 'just now' : `at ${clockTime(at, now)}`
}

/** What is wrong with a broken log, and what to do. */
export function brokenSentence({ wrong }: LogCheck): string {
  return wrong
    ? `The log is broken. Entry ${inDigits(wrong.n)} is the first that differs: ${wrong.why}`
    : 'The log is broken.'
}
