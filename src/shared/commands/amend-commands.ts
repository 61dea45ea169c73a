import type { Command } from './command.ts'

const inAmendment = { menu: 'Amend', scope: 'in an amendment' } as const

/** What keys do while words are being cut out. A rule's letter sets the rule of the current cut. */
export const amendCommands = {
  'amend.cut': { ...inAmendment, title: 'Cut what is marked, or give it back', keys: ['space'] },
  'amend.offered': { ...inAmendment, title: 'Cut what was reported', keys: ['f'] },
  'amend.word-next': { ...inAmendment, title: 'Next word', keys: ['arrowright'], repeats: true },
  'amend.word-previous': {
    ...inAmendment,
    ...{ title: 'Previous word', keys: ['arrowleft'], repeats: true },
  },
  'amend.word-extend': {
    ...inAmendment,
    ...{ title: 'One word more', keys: ['shift+arrowright'], repeats: true },
  },
  'amend.word-extend-back': {
    ...inAmendment,
    ...{ title: 'One word more, backwards', keys: ['shift+arrowleft'], repeats: true },
  },
  'amend.sentence-next': {
    ...inAmendment,
    ...{ title: 'This sentence, then the next', keys: ['arrowdown'], repeats: true },
  },
  'amend.sentence-previous': {
    ...inAmendment,
    ...{ title: 'This sentence, then the one before', keys: ['arrowup'], repeats: true },
  },
  'amend.sentence-extend': {
    ...inAmendment,
    ...{ title: 'One sentence more', keys: ['shift+arrowdown'], repeats: true },
  },
  'amend.sentence-extend-back': {
    ...inAmendment,
    ...{ title: 'One sentence more, backwards', keys: ['shift+arrowup'], repeats: true },
  },
  'amend.cut-next': { ...inAmendment, title: 'Next cut', keys: ['tab'] },
  'amend.cut-previous': { ...inAmendment, title: 'Cut before', keys: ['shift+tab'] },
  'amend.whole': { ...inAmendment, title: 'Warned of: cut the whole sentence', keys: ['1'] },
  'amend.give-back': { ...inAmendment, title: 'Warned of: give the cut back', keys: ['2'] },
  'amend.only': { ...inAmendment, title: 'Warned of: cut only what was reported', keys: ['4'] },
  'amend.rewrite': { ...inAmendment, title: 'Write over the words', keys: ['e'] },
  'amend.take-words': {
    ...{ menu: 'Amend', scope: 'while writing over words' },
    ...{ title: 'Take what is written', keys: ['mod+enter'] },
  },
  'amend.take-back': { ...inAmendment, title: 'Take the last change back', keys: ['z'] },
  'amend.restart': { ...inAmendment, title: 'Start again', keys: ['x'] },
  'amend.delete-instead': { ...inAmendment, title: 'Delete instead', keys: ['d', '3'] },
  'amend.decide': { ...inAmendment, title: 'Amend as it stands', keys: ['enter'] },
} as const satisfies Record<string, Command>
