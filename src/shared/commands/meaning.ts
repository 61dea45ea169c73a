/** What a person means by the keys they press, by the catalogue and the screen they are on. */
import { type CommandId, commandIds, commandOf, isLive } from './catalogue.ts'
import { parseKeys, prints, sameStroke, type Stroke } from './keys.ts'
import type { Screen } from './scopes.ts'

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
