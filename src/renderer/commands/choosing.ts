import type { Stores } from '../stores/stores.ts'

/** What a letter that is no command is for: what lies over the page, or the form that is open. */
export function choosing({ overlay, together, decide }: Stores): (key: string, at: number) => void {
  return (key, at) => {
    if (overlay.getState().over === 'together') together.press(key)
    else decide.press(key, at)
  }
}
