import type { WordList } from './word-list.ts'

/**
 * The list of a title that has not imported its own: short and tame, to be replaced by what the
 * title's readers really write.
 */
export const defaultWords: WordList = [
  { word: 'we know where you live', kind: 'threat', stem: false },
  { word: 'I know where you live', kind: 'threat', stem: false },
  { word: 'watch your back', kind: 'threat', stem: false },
  { word: 'you will get what is coming', kind: 'threat', stem: false },
  { word: "you'll get what's coming", kind: 'threat', stem: false },
  { word: 'deserves a doing', kind: 'threat', stem: false },
  { word: 'teuchter', kind: 'slur', stem: true },
  { word: 'weegie', kind: 'slur', stem: true },
  { word: 'eejit', kind: 'other', stem: true },
  { word: 'bampot', kind: 'other', stem: true },
  { word: 'numpty', kind: 'other', stem: false },
  { word: 'numpties', kind: 'other', stem: false },
  { word: 'bile yer heid', kind: 'other', stem: false },
]
