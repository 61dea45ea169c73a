/**
 * Every command: the one list that the keys, the hints, the palette, the key sheet, the menus and
 * the documents are made from. Only what works now is in it.
 */
import { parseKeys, prints, sameStroke, type Stroke } from './keys.ts'
import { type Scope, scopes, type Screen } from './scopes.ts'

export const menus = ['Decide', 'Then the reason', 'Move', 'Go to', 'Anywhere'] as const

export interface Command {
  readonly title: string
  readonly menu: (typeof menus)[number]
  /** Alternatives; the first is the one that is shown. */
  readonly keys: readonly string[]
  readonly scope: Scope
  /** Whether holding the key goes on. A deciding key never does. */
  readonly repeats?: true
}

export const commands = {
  'decision.keep': { title: 'Keep', menu: 'Decide', keys: ['f'], scope: 'with a case' },
  'decision.delete': { title: 'Delete', menu: 'Decide', keys: ['d'], scope: 'with a case' },
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
  leave: { title: 'Leave it', menu: 'Then the reason', keys: ['escape'], scope: 'over the page' },

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

  'place.queue': { title: 'Queue', menu: 'Go to', keys: ['g q'], scope: 'at the desk' },

  'palette.open': {
    title: 'Do anything',
    menu: 'Anywhere',
    keys: ['mod+k'],
    scope: 'at the desk',
  },
  'sync.now': { title: 'Sync now', menu: 'Anywhere', keys: ['y'], scope: 'at the desk' },
  'times.exact': {
    title: 'Exact times, or how long ago',
    menu: 'Anywhere',
    keys: ['shift+t'],
    scope: 'at the desk',
  },
  'theme.next': {
    title: 'Light, dark, or as the system',
    menu: 'Anywhere',
    keys: [],
    scope: 'at the desk',
  },
  'contrast.toggle': {
    title: 'High contrast on or off',
    menu: 'Anywhere',
    keys: [],
    scope: 'at the desk',
  },
  'session.sign-out': { title: 'Sign out', menu: 'Anywhere', keys: [], scope: 'at the desk' },
  'keys.open': { title: 'These keys', menu: 'Anywhere', keys: ['?'], scope: 'at the desk' },
} as const satisfies Record<string, Command>

export type CommandId = keyof typeof commands
export const commandIds = Object.keys(commands) as CommandId[]

/** What is known of one command. */
export const commandOf = (id: CommandId): Command => commands[id]

/** Whether a command may run on this screen, by whatever way it is asked for. */
export function isLive(id: CommandId, screen: Screen): boolean {
  return scopes[commands[id].scope](screen)
}

/** What strokes mean on a screen: the command, or that more may follow, or undefined. */
export type Meaning = { readonly run: CommandId } | { readonly waits: true } | undefined

/** Every command that these strokes begin or complete on this screen. */
function begun(screen: Screen, strokes: readonly Stroke[]) {
  if (screen.typing && strokes.some(prints)) return []
  return commandIds
    .filter((id) => isLive(id, screen))
    .flatMap((id) => commandOf(id).keys.map((keys) => ({ id, binding: parseKeys(keys) })))
    .filter(({ binding }) =>
      strokes.every((stroke, i) => {
        const expected = binding[i]
        return expected !== undefined && sameStroke(expected, stroke)
      }),
    )
}

/** The commands that these strokes complete on this screen. More than one would be a mistake. */
export function commandsAt(screen: Screen, strokes: readonly Stroke[]): CommandId[] {
  return begun(screen, strokes)
    .filter(({ binding }) => binding.length === strokes.length)
    .map(({ id }) => id)
}

/** What these strokes mean on this screen. */
export function meaningOf(screen: Screen, strokes: readonly Stroke[]): Meaning {
  const [run] = commandsAt(screen, strokes)
  if (run !== undefined) return { run }
  return begun(screen, strokes).length > 0 ? { waits: true } : undefined
}

/** The commands that the palette offers: all but those that only make sense inside a list. */
export const paletteCommands: readonly CommandId[] = commandIds.filter((id) => {
  const { scope } = commands[id]
  return scope !== 'in a list of choices' && scope !== 'over the page'
})

/** The commands under their headings, as the key sheet shows them: those that have a key. */
export function keySheet(): readonly {
  readonly menu: string
  readonly ids: readonly CommandId[]
}[] {
  return menus.map((menu) => ({
    menu,
    ids: commandIds.filter((id) => commands[id].menu === menu && commands[id].keys.length > 0),
  }))
}
