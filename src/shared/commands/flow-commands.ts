import type { Command } from './command.ts'

/** Handing a case on, putting it aside, and what one has. */
export const flowCommands = {
  'case.hand': {
    title: 'Hand it on: to a colleague, or to whoever is next',
    menu: 'Decide',
    keys: ['h'],
    scope: 'with a case to pass on',
  },
  'case.aside': {
    title: 'Put it aside until a time, or take it out again',
    menu: 'Decide',
    keys: ['s'],
    scope: 'with a case to pass on',
  },
  'queue.peek': {
    title: 'Peek at the next cases',
    menu: 'Move',
    keys: ['q'],
    scope: 'with a case',
  },
  'place.mine': { title: 'Mine', menu: 'Go to', keys: ['g m'], scope: 'signed in' },
} as const satisfies Record<string, Command>
