/** Where the letters of a query lie in a text, in order, or undefined where they do not. */
export function fuzzy(query: string, text: string): readonly number[] | undefined {
  const wanted = query.toLowerCase().replaceAll(' ', '')
  const lower = text.toLowerCase()
  const together = lower.indexOf(query.toLowerCase().trim())
  if (together >= 0) return Array.from(wanted, (_, i) => together + i)
  const found: number[] = []
  let from = 0
  for (const letter of wanted) {
    const at = lower.indexOf(letter, from)
    if (at < 0) return undefined
    found.push(at)
    from = at + 1
  }
  return found
}

/** How well a query fits: fewer gaps and an earlier beginning are better; lower is better. */
export function looseness(places: readonly number[]): number {
  const [first = 0] = places
  const last = places.at(-1) ?? first
  return first + 3 * (last - first + 1 - places.length)
}
