import { createStore } from 'zustand/vanilla'

export const themes = ['system', 'light', 'dark'] as const

export interface Settings {
  readonly theme: (typeof themes)[number]
  readonly contrast: 'system' | 'more'
  /** Whether times are shown exactly instead of as *14 min ago*. */
  readonly exactTimes: boolean
  /** Whether the slurs and threats of the word list are masked until a key shows them. */
  readonly masked: boolean
}

/** Where settings are kept: the browser's `localStorage`, or anything that acts like it. */
export interface Shelf {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

const KEY = 'linesman.settings'
const DEFAULTS: Settings = {
  theme: 'system',
  contrast: 'system',
  exactTimes: false,
  masked: false,
}

/** How this window looks. Kept on this machine; what cannot be read is as if it had never been set. */
export function createSettingsStore(shelf: Shelf) {
  const store = createStore<Settings>(() => kept(shelf))
  const set = (part: Partial<Settings>) => {
    store.setState(part)
    shelf.setItem(KEY, JSON.stringify(store.getState()))
  }
  return Object.assign(store, {
    /** Light, dark, as the system: the one after the present one. */
    nextTheme: () => {
      const { theme } = store.getState()
      set({ theme: themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system' })
    },
    toggleContrast: () => {
      set({ contrast: store.getState().contrast === 'more' ? 'system' : 'more' })
    },
    toggleExactTimes: () => {
      set({ exactTimes: !store.getState().exactTimes })
    },
    toggleMasked: () => {
      set({ masked: !store.getState().masked })
    },
  })
}
export type SettingsStore = ReturnType<typeof createSettingsStore>

function kept(shelf: Shelf): Settings {
  const found = parsed(shelf.getItem(KEY) ?? '{}')
  return {
    theme: themes.find((theme) => theme === found['theme']) ?? DEFAULTS.theme,
    contrast: found['contrast'] === 'more' ? 'more' : DEFAULTS.contrast,
    exactTimes: found['exactTimes'] === true,
    masked: found['masked'] === true,
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {} // whatever is there is not ours
  }
}
