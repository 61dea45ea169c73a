/**
 * A file as lines, never held whole: what a row costs in memory is bounded by `MAX_ROW_BYTES`,
 * whatever the file is.
 */
import { createReadStream } from 'node:fs'

/** The longest row that is read, in bytes: the largest comment, with its reports. */
export const MAX_ROW_BYTES = 4 * 1024 * 1024

/** One line without its line feed (a carriage return stays). `bytes` is undefined where the line is longer than `MAX_ROW_BYTES`. */
export interface Line {
  /** From 1. */
  readonly number: number
  readonly bytes: Buffer | undefined
  /** How far into the file the next line starts. */
  readonly end: number
}

const LF = 10
const BOM = Buffer.from([0xef, 0xbb, 0xbf])

function withoutMark(bytes: Buffer, number: number): Buffer {
  return number === 1 && bytes.subarray(0, BOM.length).equals(BOM)
    ? bytes.subarray(BOM.length)
    : bytes
}

/** Gathers the pieces of one line, and gives up holding them once they are too many. */
class LineBuffer {
  #pieces: Buffer[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  add(piece: Buffer): void {
    this.#length += piece.length
    if (this.#length > MAX_ROW_BYTES) this.#pieces = []
    else this.#pieces.push(piece)
  }

  take(number: number): Buffer | undefined {
    const line = withoutMark(Buffer.concat(this.#pieces), number)
    const whole = this.#length <= MAX_ROW_BYTES
    this.#pieces = []
    this.#length = 0
    return whole ? line : undefined
  }
}

/** The lines of a file in order; a byte order mark at its head is left out. */
export async function* readLines(file: string): AsyncGenerator<Line, void> {
  const buffer = new LineBuffer()
  let number = 0
  let end = 0
  const chunks: AsyncIterable<Buffer> = createReadStream(file)
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, from)) {
      buffer.add(chunk.subarray(from, at))
      end += at + 1 - from
      from = at + 1
      number++
      yield { number, bytes: buffer.take(number), end }
    }
    buffer.add(chunk.subarray(from))
    end += chunk.length - from
  }
  if (buffer.length > 0) {
    number++
    yield { number, bytes: buffer.take(number), end }
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of these bytes, or undefined where they are not UTF-8. */
export function decoded(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined // the caller says which line it was
  }
}
