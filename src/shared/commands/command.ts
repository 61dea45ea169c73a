import type { Scope } from './scopes.ts'

export const menus = [
  'Decide',
  'Contested',
  'Then the reason',
  'Amend',
  'Move',
  'Search and log',
  'Batch',
  'People',
  'Go to',
  'Anywhere',
] as const

export interface Command {
  readonly title: string
  readonly menu: (typeof menus)[number]
  /** Alternatives; the first is the one that is shown. */
  readonly keys: readonly string[]
  readonly scope: Scope
  /** Whether holding the key goes on. A deciding key never does. */
  readonly repeats?: true
}
