/** What is said while words are being cut out, in one place: eye and ear are told the same. */
import type { Remedy, SenseWarning } from '../../shared/domain/amendment-sense.ts'
import { counted } from './sentences.ts'

export const NOTHING_CUT = 'Nothing is cut yet. A rule’s letter cuts what is marked.'
export const NO_WORDS = 'There are no words to cut. Delete instead.'
export const NOTHING_LEFT = 'Nothing would be left. Delete it instead.'
export const NOTHING_REPORTED =
  'No reporter pointed at any words. Mark some and press a rule’s letter.'
export const NOTHING_TO_TAKE_BACK = 'Nothing to take back: no cut was made or changed.'
export const NO_WARNING = 'No cut is warned of.'
/** What the second ↵ does where there is a warning. */
export const ALL_THE_SAME = 'Amend all the same'

export const BEGUN_BEFORE = 'What you had cut is here. Start again takes it away.'
export const draftNotKept = (why: string) =>
  `Your cuts are here while this window is, but not on disk. ${why}`

/** Where the terms do not let a moderator put words in. */
export const cutsOnly = (version: string) =>
  `Terms ${version} allow cuts only. A lead may turn rewriting on in the terms.`
export const tooLong = (bytes: number) =>
  `${counted(bytes, 'byte')} too many: a comment is at most 128 kB. Shorten it.`

export const noRule = (index: number) => `Cut ${index + 1} has no rule yet.`
export const notAmendable = (shortTitle: string) =>
  `${shortTitle}: this rule does not allow amending. Delete, or choose another rule.`
export const unsound = (fault: string) => `These cuts cannot be made: one ${fault}.`

/** A warning as two sentences: what it is, and what that may mean. */
export function warningWords({ kind, cut, word }: SenseWarning): readonly [string, string] {
  const other = 'What is left may say something else.'
  const it = `Cut ${cut + 1}`
  switch (kind) {
    case 'negation':
      return [`${it} takes out “${word}”.`, other]
    case 'denied':
      return [`${it} takes out what “${word}” denies.`, other]
    case 'pair':
      return [`${it} leaves “${word}” without its other half.`, other]
    case 'quotes':
      return [`${it} leaves half of a quotation.`, 'It may seem to be somebody else’s words.']
    case 'little':
      return ['Less than a third would be left.', 'Deleting may be fairer.']
    case 'none':
      return ['No word would be left.', 'Deleting may be fairer.']
  }
}

/** A remedy as it is offered; of one that cuts less, the words it cuts. */
export function remedyWords(text: string, remedy: Remedy): string {
  switch (remedy.kind) {
    case 'sentence':
      return 'Cut the whole sentence'
    case 'quotation':
      return 'Cut the whole quotation'
    case 'give-back':
      return 'Give it back'
    case 'delete':
      return 'Delete the comment instead'
    case 'only':
      return `Cut only “${text.slice(...remedy.span)}”`
  }
}

/** What is said once ↵ has led to the warnings. */
export const facedWords = (count: number) =>
  `${counted(count, 'warning')}. Press ↵ again to amend all the same.`
