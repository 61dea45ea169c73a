/**
 * Markup made safe by construction: whatever is put into the template is escaped, unless it is
 * markup that the template made. There is no other way to make any.
 */

/** Markup that is safe to send. */
export interface Html {
  readonly markup: string
}

/** What may stand in a template: text is escaped, nothing is left out, lists are joined. */
export type Slot = string | number | Html | undefined | null | false | readonly Slot[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it may stand in an element or in a quoted attribute. */
const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

function filled(slot: Slot): string {
  if (slot === undefined || slot === null || slot === false) return ''
  if (typeof slot === 'string') return escapeText(slot)
  if (typeof slot === 'number') return String(slot)
  if ('markup' in slot) return slot.markup
  return slot.map(filled).join('')
}

/** Makes markup from a template. Attributes must be in double quotes. */
export function html(parts: TemplateStringsArray, ...slots: readonly Slot[]): Html {
  const markup = parts.map((part, i) => part + filled(slots[i])).join('')
  return { markup }
}

/** Text for a textarea: browsers drop the first newline in one, so one is given to be dropped. */
export const inTextarea = (text: string): string => `\n${text}`
