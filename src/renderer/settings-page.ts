import type { SettingsStore } from './stores/settings-store.ts'

/** Keeps the document looking as the settings and the system say, from now on. */
export function applySettings(settings: SettingsStore, root: HTMLElement): void {
  const wish = matchMedia('(prefers-contrast: more)')
  const apply = () => {
    const { theme, contrast } = settings.getState()
    if (theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme
    if (contrast === 'more' || wish.matches) root.dataset['contrast'] = 'more'
    else delete root.dataset['contrast']
  }
  settings.subscribe(apply)
  wish.addEventListener('change', apply)
  apply()
}
