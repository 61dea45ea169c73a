/**
 * Pages that were read a moment ago. Every console that is up to date holds the same cursor, and one
 * change makes them all ask at once: the desk reads it once. A page is kept under where the desk's
 * head stood in the asker's own reading, so that nobody is answered less than they were poked of.
 */

/** What depends on the time, as the claims that have ended, is at most this old, in milliseconds. */
const FRESH_MS = 1000
/** More than these, or larger ones, are not worth their room. */
const MOST_PAGES = 16
const MOST_ITEMS = 50

interface Kept<T> {
  readonly until: number
  readonly page: Promise<T>
}

export class SharedPages<T extends { readonly items: readonly unknown[] }> {
  readonly #kept = new Map<string, Kept<T>>()

  /** The page under this key: as it was read a moment ago, or read now. */
  get(key: string, read: () => Promise<T>): Promise<T> {
    const now = performance.now()
    const kept = this.#kept.get(key)
    if (kept && kept.until > now) return kept.page
    const page = read()
    this.#keep(key, { until: now + FRESH_MS, page })
    return page
  }

  #keep(key: string, kept: Kept<T>): void {
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_PAGES && oldest !== undefined) this.#kept.delete(oldest)
    const drop = () => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key)
    }
    kept.page.then(({ items }) => {
      if (items.length > MOST_ITEMS) drop()
    }, drop)
  }
}
