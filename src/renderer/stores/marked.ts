/** The marked one of so many entries, counted round the ends; −1 where there is none. */
export function markedOf(marked: number, count: number): number {
  return count === 0 ? -1 : ((marked % count) + count) % count
}
