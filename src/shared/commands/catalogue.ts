/**
 * Every command: the one list that the keys, the hints, the palette, the key sheet, the menus and
 * the documents are made from. Only what works now is in it.
 */
import { amendCommands } from './amend-commands.ts'
import type { Command } from './command.ts'
import { contestCommands } from './contest-commands.ts'
import { peopleCommands } from './people-commands.ts'
import { queueCommands } from './queue-commands.ts'
import { readingCommands } from './reading-commands.ts'
import { flowCommands } from './flow-commands.ts'
import { scopes, type Screen } from './scopes.ts'

export const commands = {
  'decision.keep': {
    title: 'Keep',
    menu: 'Decide',
    keys: ['f'],
    scope: 'with a case to decide',
  },
  'decision.amend': {
    title: 'Amend',
    menu: 'Decide',
    keys: ['a'],
    scope: 'with a case to decide',
  },
  'decision.delete': {
    title: 'Delete',
    menu: 'Decide',
    keys: ['d'],
    scope: 'with a case to decide',
  },
  'decision.restore': {
    title: 'Restore',
    menu: 'Decide',
    keys: ['r'],
    scope: 'with a removed comment',
  },
  'decision.undo': {
    title: 'Undo the last decision',
    menu: 'Decide',
    keys: ['z'],
    scope: 'at the desk',
  },

  ...contestCommands,

  'case.escalate': {
    title: 'Escalate: ask a lead',
    menu: 'Decide',
    keys: ['e'],
    scope: 'with no question open',
  },
  'case.answer': {
    title: 'Answer the question',
    menu: 'Decide',
    keys: ['e'],
    scope: 'with a question to answer',
  },
  'case.raise': {
    title: 'Raise that comment as a case',
    menu: 'Decide',
    keys: ['u'],
    scope: 'on a comment around it',
  },
  ...flowCommands,

  'panel.send': {
    title: 'Send what is written',
    menu: 'Then the reason',
    keys: ['mod+enter'],
    scope: 'in a panel',
  },
  'panel.hide': {
    title: 'Hide until answered, or not',
    menu: 'Then the reason',
    keys: ['mod+u'],
    scope: 'in a panel',
  },

  ...amendCommands,

  'choice.take': {
    title: 'Take the marked one',
    menu: 'Then the reason',
    keys: ['enter'],
    scope: 'in a list of choices',
  },
  'choice.next': {
    title: 'Mark the next',
    menu: 'Then the reason',
    keys: ['j', 'arrowdown'],
    scope: 'in a list of choices',
    repeats: true,
  },
  'choice.previous': {
    title: 'Mark the one before',
    menu: 'Then the reason',
    keys: ['k', 'arrowup'],
    scope: 'in a list of choices',
    repeats: true,
  },
  leave: { title: 'Leave it', menu: 'Anywhere', keys: ['escape'], scope: 'over the page' },

  'case.next': {
    title: 'Next case',
    menu: 'Move',
    keys: ['j'],
    scope: 'at the desk',
    repeats: true,
  },
  'case.previous': {
    title: 'Previous case',
    menu: 'Move',
    keys: ['k'],
    scope: 'at the desk',
    repeats: true,
  },
  'case.first': { title: 'First case', menu: 'Move', keys: ['shift+k'], scope: 'at the desk' },
  'case.last': { title: 'Last case', menu: 'Move', keys: ['shift+j'], scope: 'at the desk' },
  'comment.scroll': {
    title: 'Scroll the comment',
    menu: 'Move',
    keys: ['space'],
    scope: 'with a case',
    repeats: true,
  },
  'case.open-on-site': {
    title: 'Open on the site',
    menu: 'Move',
    keys: ['o'],
    scope: 'with a case',
  },

  ...readingCommands,

  'thread.next': {
    title: 'Comments around it, one by one',
    menu: 'Move',
    keys: ['t'],
    scope: 'with a case',
  },
  ...queueCommands,
  'filter.open': {
    title: 'List only some',
    menu: 'Search and log',
    keys: ['l'],
    scope: 'in the queue or the log',
  },
  'filter.clear': {
    title: 'List all again',
    menu: 'Search and log',
    keys: ['x'],
    scope: 'in the queue or the log',
  },
  'search.open': {
    title: 'Search every comment that is here',
    menu: 'Search and log',
    keys: ['/'],
    scope: 'signed in',
  },
  'result.next': {
    title: 'Next result or entry',
    menu: 'Search and log',
    keys: ['j', 'arrowdown'],
    scope: 'in results or the log',
    repeats: true,
  },
  'result.previous': {
    title: 'Previous result or entry',
    menu: 'Search and log',
    keys: ['k', 'arrowup'],
    scope: 'in results or the log',
    repeats: true,
  },
  'result.open': {
    title: 'Open its case',
    menu: 'Search and log',
    keys: ['enter'],
    scope: 'in results or the log',
  },
  'log.verify': {
    title: 'Check the log now',
    menu: 'Search and log',
    keys: ['v'],
    scope: 'in the log',
  },

  'place.queue': { title: 'Queue', menu: 'Go to', keys: ['g q'], scope: 'signed in' },
  'case.claim': {
    title: 'Take it for yourself, or let it go',
    menu: 'Batch',
    keys: ['c'],
    scope: 'with a case',
  },
  'batch.take': {
    title: 'Take a batch',
    menu: 'Batch',
    keys: ['shift+b'],
    scope: 'signed in',
  },
  'sheet.go': {
    title: 'Take them, then start deciding',
    menu: 'Batch',
    keys: ['enter'],
    scope: 'in the batch sheet',
  },
  'batch.decide': {
    title: 'Go on deciding in your batch',
    menu: 'Batch',
    keys: ['enter'],
    scope: 'in the batch',
  },
  'batch.give-back': {
    title: 'Give the rest back',
    menu: 'Batch',
    keys: ['r'],
    scope: 'in the batch',
  },

  ...peopleCommands,

  'place.escalated': { title: 'Escalated', menu: 'Go to', keys: ['g e'], scope: 'signed in' },
  'place.contested': { title: 'Contested', menu: 'Go to', keys: ['g n'], scope: 'signed in' },
  'place.batch': { title: 'Batch', menu: 'Go to', keys: ['g b'], scope: 'signed in' },
  'place.log': { title: 'Log', menu: 'Go to', keys: ['g l'], scope: 'signed in' },

  'palette.open': {
    title: 'Do anything',
    menu: 'Anywhere',
    keys: ['mod+k'],
    scope: 'signed in',
  },
  'sync.now': { title: 'Sync now', menu: 'Anywhere', keys: ['y'], scope: 'signed in' },
  'times.exact': {
    title: 'Exact times, or how long ago',
    menu: 'Anywhere',
    keys: ['shift+t'],
    scope: 'signed in',
  },
  'theme.next': {
    title: 'Light, dark, or as the system',
    menu: 'Anywhere',
    keys: [],
    scope: 'signed in',
  },
  'contrast.toggle': {
    title: 'High contrast on or off',
    menu: 'Anywhere',
    keys: [],
    scope: 'signed in',
  },
  'masking.toggle': {
    title: 'Mask slurs and threats, or not',
    menu: 'Anywhere',
    keys: [],
    scope: 'signed in',
  },
  'session.sign-out': { title: 'Sign out', menu: 'Anywhere', keys: [], scope: 'signed in' },
  'keys.open': { title: 'These keys', menu: 'Anywhere', keys: ['?'], scope: 'signed in' },
} as const satisfies Record<string, Command>

export type CommandId = keyof typeof commands
export const commandIds = Object.keys(commands) as CommandId[]

/** What is known of one command. */
export const commandOf = (id: CommandId): Command => commands[id]

/** Whether a command may run on this screen, by whatever way it is asked for. */
export function isLive(id: CommandId, screen: Screen): boolean {
  return scopes[commands[id].scope](screen)
}
