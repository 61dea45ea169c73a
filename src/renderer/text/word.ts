/** One word in a list's head: what it is narrowed to, and the part that takes it away. */
export interface Word<Filter> {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly off: Partial<Filter>
}
