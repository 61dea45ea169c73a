/** The first words on one line; what does not fit is cut by the box. */
export function oneLine(text: string): string {
  return text.slice(0, 300).replace(/\s+/gu, ' ')
}
