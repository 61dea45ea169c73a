/**
 * Keys as text (`mod+k`, `g q`), the same for the listener, the hints and the documents.
 *
 * Matched by what a key prints, not by where it lies, so that every layout presses the letter it
 * reads on the button.
 */

/** One press: a key by what it prints, in lower case, with what was held. */
export interface Stroke {
  readonly key: string
  readonly mod: boolean
  readonly shift: boolean
  readonly alt: boolean
}

/** What a keyboard event tells; a DOM `KeyboardEvent` is one. */
export interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

export type Platform = 'mac' | 'other'

/** How long a started sequence such as `g q` waits for its next key, in milliseconds. */
export const SEQUENCE_MS = 1500

/** The strokes of a binding: `g q` is two, `mod+shift+k` is one. */
export function parseKeys(binding: string): readonly Stroke[] {
  return binding.split(' ').map((part) => {
    const pieces = part.split('+')
    const key = pieces.at(-1) ?? ''
    const held = new Set(pieces.slice(0, -1))
    return {
      key: key.length === 1 ? key : key.toLowerCase(),
      mod: held.has('mod'),
      shift: held.has('shift'),
      alt: held.has('alt'),
    }
  })
}

const isLetter = (key: string) => key.toLowerCase() !== key.toUpperCase()
const MODIFIERS = new Set(['shift', 'control', 'alt', 'meta', 'altgraph', 'capslock', 'dead'])

/** The stroke of a press, or undefined for a modifier alone or a chord that is not ours. */
export function strokeOf(press: Press, platform: Platform): Stroke | undefined {
  const key = press.key === ' ' ? 'space' : press.key.toLowerCase()
  if (MODIFIERS.has(key)) return undefined
  const sign = key.length === 1 && !isLetter(key)
  // AltGr is Ctrl with Alt on Windows; with it a layout may need three keys for one sign.
  if (sign && press.ctrlKey && press.altKey) return { key, mod: false, shift: false, alt: false }
  const [mod, foreign] = heldOf(press, platform)
  if (foreign) return undefined
  // `?` is shifted on most layouts and not on others: of a sign only what it prints counts.
  return { key, mod, shift: press.shiftKey && !sign, alt: press.altKey }
}

/** Whether the platform's command key is held, and whether the one that is not ours is. */
function heldOf({ metaKey, ctrlKey }: Press, platform: Platform): [boolean, boolean] {
  return platform === 'mac' ? [metaKey, ctrlKey] : [ctrlKey, metaKey]
}

/** Whether two strokes are the same press. */
export function sameStroke(a: Stroke, b: Stroke): boolean {
  return a.key === b.key && a.mod === b.mod && a.shift === b.shift && a.alt === b.alt
}

/** Whether a stroke would put a character in a field: then it is never a command while typing. */
export function prints({ key, mod, alt }: Stroke): boolean {
  return !mod && !alt && (key.length === 1 || key === 'space')
}

const CAPS: Readonly<Record<string, string>> = {
  escape: 'esc',
  enter: '↵',
  arrowdown: '↓',
  arrowup: '↑',
  arrowleft: '←',
  arrowright: '→',
}

function capsOf({ key, mod, shift, alt }: Stroke, platform: Platform): string[] {
  const mac = platform === 'mac'
  return [
    ...(mod ? [mac ? '⌘' : 'ctrl'] : []),
    ...(alt ? [mac ? '⌥' : 'alt'] : []),
    ...(shift ? ['⇧'] : []),
    CAPS[key] ?? key,
  ]
}

/** The key caps of a binding, in the order they are pressed, as they are printed on the keyboard. */
export function printKeys(binding: string, platform: Platform): readonly string[] {
  return parseKeys(binding).flatMap((stroke) => capsOf(stroke, platform))
}

const SPOKEN: Readonly<Record<string, string>> = {
  escape: 'Escape',
  enter: 'Enter',
  arrowdown: 'ArrowDown',
  arrowup: 'ArrowUp',
  arrowleft: 'ArrowLeft',
  arrowright: 'ArrowRight',
  tab: 'Tab',
  space: 'Space',
}

/** A binding as `aria-keyshortcuts` wants it; sequences have no form there and give undefined. */
export function ariaKeys(binding: string, platform: Platform): string | undefined {
  const [stroke, ...rest] = parseKeys(binding)
  if (!stroke || rest.length > 0) return undefined
  const { key, mod, shift, alt } = stroke
  const held = [
    ...(mod ? [platform === 'mac' ? 'Meta' : 'Control'] : []),
    ...(alt ? ['Alt'] : []),
    ...(shift ? ['Shift'] : []),
  ]
  return [...held, SPOKEN[key] ?? key].join('+')
}
