import { type CommandId, commandOf } from '../../shared/commands/catalogue.ts'
import { meaningOf } from '../../shared/commands/meaning.ts'
import { type Platform, SEQUENCE_MS, type Stroke, strokeOf } from '../../shared/commands/keys.ts'
import type { Screen } from '../../shared/commands/scopes.ts'
import type { Dispatch } from './dispatcher.ts'

export interface KeySurroundings {
  readonly platform: Platform
  readonly dispatch: Dispatch
  readonly screen: (typing: boolean) => Screen
  /** A letter or digit pressed in a picker: rules have their own, which the terms give. */
  readonly choose: (key: string, at: number) => void
}

/** What a key event is asked; a DOM `KeyboardEvent` is one. */
export type KeyEvent = Pick<
  KeyboardEvent,
  | 'key'
  | 'ctrlKey'
  | 'metaKey'
  | 'shiftKey'
  | 'altKey'
  | 'repeat'
  | 'isComposing'
  | 'timeStamp'
  | 'target'
  | 'preventDefault'
>

/** Turns key events into commands. Silent while typing, while composing, and for foreign chords. */
export function createKeyListener(around: KeySurroundings): (event: KeyEvent) => void {
  const sequence = createSequence()

  return (event) => {
    const stroke = event.isComposing ? undefined : strokeOf(event, around.platform)
    if (!stroke || activates(event, stroke)) return
    const screen = around.screen(isField(event.target))
    const strokes = sequence.take(stroke, event.timeStamp)
    const meaning = meaningOf(screen, strokes)
    if (meaning) {
      event.preventDefault()
      if ('waits' in meaning) sequence.wait(strokes, event.timeStamp)
      else if (mayRun(meaning.run, event)) around.dispatch(meaning.run, event.timeStamp)
    } else if (chooses(screen) && isPlain(stroke) && !event.repeat) {
      event.preventDefault()
      around.choose(stroke.key, event.timeStamp)
    }
  }
}

/** What letters of its own go to. */
const CHOOSING: ReadonlySet<Screen['over']> = new Set([
  ...(['picker', 'amendment', 'panel', 'together'] as const),
])

/** Whether a letter that is no command is for what is open: a ground, or the rule of a cut. */
const chooses = ({ over, typing }: Screen) => !typing && CHOOSING.has(over)

/** A key that is held down goes on only where that does no harm. */
const mayRun = (id: CommandId, { repeat }: KeyEvent) => !repeat || commandOf(id).repeats === true

/** Remembers the beginning of a sequence. A key that does not go on with it is swallowed with it. */
function createSequence() {
  let begun: readonly Stroke[] = []
  let until = 0
  return {
    take: (stroke: Stroke, at: number): readonly Stroke[] => {
      const strokes = at <= until ? [...begun, stroke] : [stroke]
      begun = []
      until = 0
      return strokes
    },
    wait: (strokes: readonly Stroke[], at: number) => {
      begun = strokes
      until = at + SEQUENCE_MS
    },
  }
}

const isPlain = ({ key, mod, shift, alt }: Stroke) => key.length === 1 && !mod && !shift && !alt

/** Whether the key is for the control that has the focus: a button is pressed by it. */
function activates({ target }: KeyEvent, { key }: Stroke): boolean {
  if (key !== 'enter' && key !== 'space') return false
  return target instanceof Element && target.matches('button, a[href], summary')
}

/** Whether one types in it. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.matches('input, textarea, select') || target.isContentEditable
}
