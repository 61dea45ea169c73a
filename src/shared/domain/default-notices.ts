import type { NoticeHow, NoticeTemplate, NoticeTemplates, NoticeTo } from './notice-templates.ts'
import type { Verb } from './terms.ts'

/** Says the same thing of one verb and how it came about to both readers. */
interface Sayings {
  readonly verb: Verb
  readonly how: NoticeHow
  readonly rule?: string
  /** What was done, as each reader is told. */
  readonly author: string
  readonly complainant: string
  /** What stands between what was done and how to ask for a review. */
  readonly why: string
  readonly after: string
}

const RULE = 'The rule: {rule}. {definition} (Terms {terms}.)'
const REASON = 'The reason: {rule}. (Terms {terms}.)'
const PERSON = 'A person looked at it and decided on {decided}. No decision was made by a machine.'
const REVIEW = '{review} Your reference is {reference}.'
const TO_COME = 'You will be told what the lead moderator decides. Your reference is {reference}.'
const WRONG = 'What is wrong in it: {reason}'

const sayings: readonly Sayings[] = [
  {
    ...{ verb: 'keep', how: 'decided', why: `${REASON}\n\n${PERSON}`, after: REVIEW },
    author: 'A reader reported your comment. A moderator looked at it and left it up.',
    complainant: 'You reported a comment. A moderator looked at it and left it up.',
  },
  {
    ...{ verb: 'amend', how: 'decided', why: `${RULE}\n\n${PERSON}`, after: REVIEW },
    author: 'A moderator removed part of your comment. A mark stands where the words were.',
    complainant: 'You reported a comment. A moderator removed part of it.',
  },
  {
    ...{ verb: 'delete', how: 'decided', why: `${RULE}\n\n${PERSON}`, after: REVIEW },
    author: 'A moderator removed your comment. A note stands where it was.',
    complainant: 'You reported a comment. A moderator removed it.',
  },
  {
    ...{ verb: 'restore', how: 'decided', why: `${REASON}\n\n${PERSON}`, after: REVIEW },
    author: 'A moderator put your comment back.\n\n{standing}',
    complainant: 'A comment that you reported was put back.\n\n{standing}',
  },
  {
    ...{ verb: 'amend', how: 'decided', rule: 'FAC-ERR' },
    ...{ why: `${RULE}\n\n${WRONG}\n\n${PERSON}`, after: REVIEW },
    author: 'A moderator removed part of your comment. A mark stands where the words were.',
    complainant: 'You reported a comment. A moderator removed part of it.',
  },
  {
    ...{ verb: 'delete', how: 'decided', rule: 'FAC-ERR' },
    ...{ why: `${RULE}\n\n${WRONG}\n\n${PERSON}`, after: REVIEW },
    author: 'A moderator removed your comment. A note stands where it was.',
    complainant: 'You reported a comment. A moderator removed it.',
  },
  {
    ...{ verb: 'delete', how: 'decided', rule: 'ESC-LEAD', why: PERSON, after: TO_COME },
    author:
      'Your comment is under review. Until a lead moderator has decided, it is removed. A note stands where it was.',
    complainant:
      'A comment that you reported is under review. Until a lead moderator has decided, it is removed.',
  },
  {
    ...{ verb: 'amend', how: 'interim', why: RULE, after: TO_COME },
    author:
      'Moderators came to different decisions about your comment, and it is under review. Until a lead moderator has decided, part of it is removed. A mark stands where the words were.',
    complainant:
      'Moderators came to different decisions about a comment that you reported, and it is under review. Until a lead moderator has decided, part of it is removed.',
  },
  {
    ...{ verb: 'delete', how: 'interim', why: RULE, after: TO_COME },
    author:
      'Moderators came to different decisions about your comment, and it is under review. Until a lead moderator has decided, it is removed. A note stands where it was.',
    complainant:
      'Moderators came to different decisions about a comment that you reported, and it is under review. Until a lead moderator has decided, it is removed.',
  },
  {
    ...{ verb: 'keep', how: 'ruled', why: `${REASON}\n\n${PERSON}`, after: REVIEW },
    author: 'A lead moderator reviewed your comment and left it up.\n\n{standing}',
    complainant:
      'A lead moderator reviewed a comment that you reported and left it up.\n\n{standing}',
  },
  {
    ...{ verb: 'amend', how: 'ruled', why: `${RULE}\n\n${PERSON}`, after: REVIEW },
    author:
      'A lead moderator reviewed your comment and removed part of it. A mark stands where the words were.',
    complainant: 'A lead moderator reviewed a comment that you reported and removed part of it.',
  },
  {
    ...{ verb: 'delete', how: 'ruled', why: `${RULE}\n\n${PERSON}`, after: REVIEW },
    author: 'A lead moderator reviewed your comment and removed it. A note stands where it was.',
    complainant: 'A lead moderator reviewed a comment that you reported and removed it.',
  },
  {
    ...{ verb: 'restore', how: 'ruled', why: `${REASON}\n\n${PERSON}`, after: REVIEW },
    author: 'A lead moderator reviewed your comment and put it back.\n\n{standing}',
    complainant:
      'A lead moderator reviewed a comment that you reported and put it back.\n\n{standing}',
  },
]

const SUBJECTS: Readonly<Record<NoticeTo, string>> = {
  author: 'Your comment under “{title}”',
  complainant: 'Your report of a comment under “{title}”',
}

const ABOUT = 'It was posted on {date} under “{title}”.'

function templateOf(said: Sayings, to: NoticeTo): NoticeTemplate {
  const { verb, how, rule } = said
  const id = [to, verb, how === 'decided' ? undefined : how, rule?.toLowerCase()]
  return {
    id: id.filter((part) => part !== undefined).join('.'),
    ...{ to, verb, how, rule: rule ?? null, subject: SUBJECTS[to] },
    body: [said[to], ABOUT, said.why, said.after].join('\n\n'),
  }
}

/**
 * The default notices: our own words, meant to be edited by the publisher. They name nobody and
 * quote nothing; the author's page has their words beside the notice.
 */
export const defaultNotices: NoticeTemplates = {
  id: 'linesman-default',
  version: '1.0.0',
  locale: 'en-GB',
  review:
    'If you think this is wrong, you can ask for a review within 30 days: reply to this notice or write to the comments desk, and say which comment you mean. Somebody who did not make this decision will look at it.',
  standing:
    'The part of it that was removed before stays removed, under the rule it was removed by.',
  templates: sayings.flatMap((said) => [
    templateOf(said, 'author'),
    templateOf(said, 'complainant'),
  ]),
}
