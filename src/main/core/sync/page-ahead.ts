import type { PulledPage } from '../ports.ts'

/**
 * The page that is asked for while the one before it is written: the desk reads and this device
 * writes at the same time. It is used only where it follows what is here by then.
 */
export class PageAhead {
  readonly #ask: (cursor: string | undefined) => Promise<PulledPage>
  #asked: { readonly cursor: string; readonly page: Promise<PulledPage> } | undefined

  constructor(ask: (cursor: string | undefined) => Promise<PulledPage>) {
    this.#ask = ask
  }

  /** Asks for the page after this cursor already. */
  begin(cursor: string): void {
    const page = this.#ask(cursor)
    page.catch(() => undefined) // whoever takes it is told
    this.#asked = { cursor, page }
  }

  /** Forgets what was asked for: the line it was asked on may be dead. */
  forget(): void {
    this.#asked = undefined
  }

  /** The page after this cursor: the one that was asked for, or asked for now. */
  take(cursor: string | null): Promise<PulledPage> {
    const asked = this.#asked
    this.#asked = undefined
    return asked && asked.cursor === cursor ? asked.page : this.#ask(cursor ?? undefined)
  }
}
