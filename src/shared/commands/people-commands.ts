import type { Command } from './command.ts'

/** What the keys do about people: authors and those who report. */
export const peopleCommands = {
  'author.note': {
    title: 'Write a note about the author',
    menu: 'People',
    keys: ['n'],
    scope: 'with a case',
  },
  'reporters.open': {
    title: 'Who reported this',
    menu: 'People',
    keys: ['i'],
    scope: 'with a case',
  },
  'reporters.name': {
    title: 'Show who they are; it is logged',
    menu: 'People',
    keys: ['i'],
    scope: 'with the reporters in sight',
  },
  'reporter.next': {
    title: 'Next reporter',
    menu: 'People',
    keys: ['j', 'arrowdown'],
    scope: 'with the reporters in sight',
    repeats: true,
  },
  'reporter.previous': {
    title: 'Previous reporter',
    menu: 'People',
    keys: ['k', 'arrowup'],
    scope: 'with the reporters in sight',
    repeats: true,
  },
  'reader.mute': {
    title: 'Mute this reader, or end it',
    menu: 'People',
    keys: ['shift+m'],
    scope: 'with the reporters in sight',
  },
  'reader.mute-now': {
    title: 'Mute as it is written',
    menu: 'People',
    keys: ['mod+enter'],
    scope: 'with the reporters in sight',
  },
} as const satisfies Record<string, Command>
