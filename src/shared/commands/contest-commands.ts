import type { Command } from './command.ts'

/** What the keys do on a case whose decisions were not applied. The verbs rule there. */
export const contestCommands = {
  'contest.rule': {
    title: 'Say why, then rule',
    menu: 'Contested',
    keys: ['enter'],
    scope: 'with a ruling to make',
  },
  'contest.again': {
    title: 'Make the same decision on the new text',
    menu: 'Contested',
    keys: ['enter'],
    scope: 'with a decision to make again',
  },
  'contest.put-away': {
    title: 'Put it away: you have read it',
    menu: 'Contested',
    keys: ['p'],
    scope: 'with something to put away',
  },
} as const satisfies Record<string, Command>
