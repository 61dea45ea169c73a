import type { Command } from './command.ts'

/** What opens more of the case before one: nothing here decides. */
export const readingCommands = {
  'comment.rest': {
    title: 'Show the rest of a long comment',
    menu: 'Move',
    keys: ['.'],
    scope: 'with a case to read',
  },
  'comment.parent': {
    title: 'Open or fold what it answers',
    menu: 'Move',
    keys: ['shift+p'],
    scope: 'with a case to read',
  },
  'comment.revisions': {
    title: 'What its author changed, step by step',
    menu: 'Move',
    keys: ['v'],
    scope: 'with a case to read',
  },
  'comment.unmask': {
    title: 'Show masked words, or mask them again',
    menu: 'Move',
    keys: ['m'],
    scope: 'with a case to read',
  },
} as const satisfies Record<string, Command>
