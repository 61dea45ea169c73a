import type { Command } from './command.ts'

/** What keys do on the queue's order, and on what is kept of it. */
export const queueCommands = {
  'queue.why': {
    title: 'Why is this first, or here?',
    menu: 'Move',
    keys: ['w'],
    scope: 'with a case',
  },
  'burst.decide': {
    title: 'Decide a burst together',
    menu: 'Decide',
    keys: ['b'],
    scope: 'with a case to decide',
  },
  'burst.open': {
    title: 'List the cases of a burst',
    menu: 'Move',
    keys: ['arrowright'],
    scope: 'with a case',
  },
  'burst.close': {
    title: 'List a burst as one',
    menu: 'Move',
    keys: ['arrowleft'],
    scope: 'with a case',
  },
} as const satisfies Record<string, Command>
