import { describe, expect, it } from 'vitest'
import { commandIds, commandOf, isLive } from '../../src/shared/commands/catalogue.ts'
import { keySheet, paletteCommands } from '../../src/shared/commands/listings.ts'
import { commandsAt, meaningOf } from '../../src/shared/commands/meaning.ts'
import {
  ariaKeys,
  parseKeys,
  type Press,
  prints,
  printKeys,
  strokeOf,
} from '../../src/shared/commands/keys.ts'
import { everyScreen, scopes, type Screen, screenParts } from '../../src/shared/commands/scopes.ts'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { groundsFor, Verb } from '../../src/shared/domain/terms.ts'

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})
const stroke = (key: string, held: Partial<Press> = {}) => strokeOf(press(key, held), 'other')
const strokes = (binding: string) => parseKeys(binding)
const bindings = commandIds.flatMap((id) => commandOf(id).keys.map((keys) => ({ id, keys })))
const desk: Screen = {
  ...{ place: 'queue', subject: 'case', question: 'none', neighbour: false },
  ...{ over: 'nothing', typing: false },
}

describe('the catalogue', () => {
  it('gives no key two meanings on any of the screens', () => {
    const screens = everyScreen()
    const each = Object.values(screenParts).map((values) => values.length)
    expect(screens).toHaveLength(each.reduce((all, values) => all * values, 1))

    for (const screen of screens)
      for (const { keys } of bindings)
        expect(
          commandsAt(screen, strokes(keys)).length,
          `${keys} on ${JSON.stringify(screen)}`,
        ).toBeLessThanOrEqual(1)
  })

  it('has no key that is the beginning of a longer one on the same screen', () => {
    for (const screen of everyScreen())
      for (const { id, keys } of bindings) {
        const all = strokes(keys)
        if (all.length === 1 || !isLive(id, screen)) continue
        expect(commandsAt(screen, all.slice(0, -1))).toEqual([])
      }
  })

  it('leaves every key that prints to the field one types in', () => {
    for (const screen of everyScreen().filter(({ typing }) => typing))
      for (const { keys } of bindings) {
        const all = strokes(keys)
        if (all.some(prints)) expect(meaningOf(screen, all.slice(0, 1))).toBeUndefined()
      }
  })

  it('keeps keys that do not print alive while typing, so that esc leaves a field', () => {
    const screen: Screen = { ...desk, over: 'palette', typing: true }

    expect(meaningOf(screen, strokes('escape'))).toEqual({ run: 'leave' })
    expect(meaningOf(screen, strokes('arrowdown'))).toEqual({ run: 'choice.next' })
  })

  it('reaches every command somewhere, and shows each in the palette or on the sheet', () => {
    const shown = new Set([...paletteCommands, ...keySheet().flatMap(({ ids }) => ids)])

    const screens = everyScreen()
    for (const id of commandIds) {
      expect(screens.some((screen) => isLive(id, screen))).toBe(true)
      expect(shown.has(id), id).toBe(true)
    }
    const sheet = keySheet().flatMap(({ ids }) => ids)
    expect(sheet).toEqual(expect.arrayContaining(bindings.map(({ id }) => id)))
    expect(new Set(sheet).size).toBe(sheet.length)
  })

  it('decides nothing unless a case is open and nothing lies over it', () => {
    const deciding = commandIds.filter((id) => /^decision\.(keep|amend|delete|restore)$/.test(id))

    for (const screen of everyScreen())
      for (const id of deciding)
        if (screen.place !== 'queue' || screen.subject === 'none' || screen.over !== 'nothing')
          expect(isLive(id, screen), `${id} on ${JSON.stringify(screen)}`).toBe(false)
    expect(deciding).toHaveLength(4)
    for (const id of deciding) expect(commandOf(id).repeats).toBeUndefined()
  })

  it('never lets a key of a list choose a rule, nor a bouncing verb', () => {
    const inPicker: Screen = { ...desk, over: 'picker' }
    const letters = Verb.options.flatMap((verb) =>
      groundsFor(defaultTerms, verb).map(({ key }) => key),
    )
    const verbs = commandIds.filter((id) => id.startsWith('decision.'))

    for (const letter of letters) {
      expect(meaningOf(inPicker, strokes(letter)), letter).toBeUndefined()
    }
    for (const id of verbs)
      for (const key of commandOf(id).keys.filter((key) => key !== 'r'))
        expect(letters).not.toContain(key)
  })

  it('starts a sequence and waits, then runs it', () => {
    expect(meaningOf(desk, strokes('g'))).toEqual({ waits: true })
    expect(meaningOf(desk, strokes('g q'))).toEqual({ run: 'place.queue' })
    expect(meaningOf(desk, strokes('g x'))).toBeUndefined()
  })

  it('names every scope somewhere', () => {
    const used = new Set(commandIds.map((id) => commandOf(id).scope))
    for (const scope of Object.keys(scopes)) expect(used).toContain(scope)
  })
})

describe('a press', () => {
  it.each([
    ['f', stroke('f'), 'f'],
    ['F with the caps lock', stroke('F'), 'f'],
    ['J with shift', stroke('J', { shiftKey: true }), 'shift+j'],
    ['? with shift', stroke('?', { shiftKey: true }), '?'],
    ['? without shift', stroke('?'), '?'],
    ['? with AltGr', stroke('?', { ctrlKey: true, altKey: true }), '?'],
    ['the space bar', stroke(' '), 'space'],
    ['ctrl with k', stroke('k', { ctrlKey: true }), 'mod+k'],
    ['esc', stroke('Escape'), 'escape'],
  ])('%s', (_name, made, binding) => {
    expect(made).toEqual(parseKeys(binding)[0])
  })

  it('takes the command key on a Mac and leaves it alone elsewhere', () => {
    const k = press('k', { metaKey: true })

    expect(strokeOf(k, 'mac')).toEqual(parseKeys('mod+k')[0])
    expect(strokeOf(k, 'other')).toBeUndefined()
    expect(strokeOf(press('k', { ctrlKey: true }), 'mac')).toBeUndefined()
  })

  it('is not a verb when something is held with it', () => {
    for (const held of [{ ctrlKey: true }, { altKey: true }, { shiftKey: true }])
      expect(stroke('d', held)).not.toEqual(parseKeys('d')[0])
  })

  it('is nothing while a modifier is pressed alone or an accent waits', () => {
    for (const key of ['Shift', 'Control', 'Alt', 'Meta', 'Dead']) {
      expect(stroke(key)).toBeUndefined()
    }
  })
})

describe('a binding in print', () => {
  it('reads as on the keyboard of the platform', () => {
    expect(printKeys('mod+k', 'mac')).toEqual(['⌘', 'k'])
    expect(printKeys('mod+k', 'other')).toEqual(['ctrl', 'k'])
    expect(printKeys('g q', 'other')).toEqual(['g', 'q'])
    expect(printKeys('escape', 'other')).toEqual(['esc'])
  })

  it('is told to assistive technology in its own form', () => {
    expect(ariaKeys('mod+k', 'mac')).toBe('Meta+k')
    expect(ariaKeys('shift+j', 'other')).toBe('Shift+j')
    expect(ariaKeys('escape', 'other')).toBe('Escape')
    expect(ariaKeys('g q', 'other')).toBeUndefined()
  })
})
