/**
 * What things are called outside: a letter that says what it is and the site's own number. A
 * comment's name in another's place is then refused rather than looked up.
 */
const letters = { comment: 'c', article: 'a', author: 'u', report: 'r' } as const

export type Named = keyof typeof letters

/** The public name of the thing with this number, such as `c12`. */
export const publicId = (what: Named, id: number): string => `${letters[what]}${id}`

/** The number in a public name, or undefined when it names nothing of this kind. */
export function numberIn(what: Named, name: string): number | undefined {
  if (!name.startsWith(letters[what]) || !/^[1-9]\d{0,14}$/.test(name.slice(1))) return undefined
  return Number(name.slice(1))
}
