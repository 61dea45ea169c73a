/** The catalogue as the palette and the key sheet list it. */
import { type CommandId, commandIds, commands } from './catalogue.ts'
import { menus } from './command.ts'
import type { Scope } from './scopes.ts'

const INSIDE: ReadonlySet<Scope> = new Set<Scope>([
  'in a list of choices',
  'in an amendment',
  'while writing over words',
  'in a panel',
  'in the batch sheet',
  'in results or the log',
  'over the page',
])

/** The commands that the palette offers: all but those that only make sense inside a list. */
export const paletteCommands: readonly CommandId[] = commandIds.filter((id) => {
  const { scope } = commands[id]
  return !INSIDE.has(scope)
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
