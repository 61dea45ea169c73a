/** How far an import is: a bar on a terminal, a plain line every tenth elsewhere. */
import type { Tally } from './load-comments.ts'

const WIDTH = 24
const STEP = 0.1

/** A number as people read it: 8,000. */
export const inWords = (count: number) => count.toLocaleString('en-GB')

interface Screen {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
}

export class Progress {
  readonly #screen: Screen
  readonly #total: number
  #said = 0
  #onLine = false

  /** `total` is the size of the input in bytes. */
  constructor(screen: Screen, total: number) {
    this.#screen = screen
    this.#total = total
  }

  show(tally: Tally): void {
    const part = this.#total === 0 ? 1 : Math.min(1, tally.bytes / this.#total)
    const words = `${inWords(tally.read)} rows read, ${inWords(tally.added)} added`
    if (this.#screen.isTTY === true) {
      const full = Math.round(part * WIDTH)
      const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`
      this.#screen.write(`\r\u001b[K${bar} ${Math.floor(part * 100)}%  ${words}`)
      this.#onLine = true
    } else if (part - this.#said >= STEP || (part === 1 && this.#said < 1)) {
      this.#said = part
      this.#screen.write(`${Math.floor(part * 100)}%: ${words}\n`)
    }
  }

  /** A line of its own, under the bar. */
  say(text: string): void {
    this.#screen.write(`${this.#onLine ? '\n' : ''}${text}\n`)
    this.#onLine = false
  }

  end(): void {
    if (this.#onLine) this.#screen.write('\n')
    this.#onLine = false
  }
}
