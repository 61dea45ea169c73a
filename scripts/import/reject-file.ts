/** Where the rows that could not be used are listed: a file beside the input, made when first needed. */
import { closeSync, existsSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { ImportFailure } from './input-row.ts'

export interface Reject {
  /** The line of the input that the row starts on, from 1. */
  readonly line: number
  readonly reason: string
  readonly id: string
}

export type RejectFormat = 'csv' | 'jsonl'

const HEADS = { csv: 'line,reason,id\n', jsonl: '{"line":' } as const

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

function written({ line, reason, id }: Reject, format: RejectFormat): string {
  return format === 'csv'
    ? `${line},${quoted(reason)},${quoted(id)}\n`
    : `${JSON.stringify({ line, reason, id })}\n`
}

/** Whether an earlier run of ours made this file, so that it may be replaced. */
function isOurs(file: string, format: RejectFormat): boolean {
  const head = Buffer.from(HEADS[format])
  const found = Buffer.alloc(head.length)
  const fd = openSync(file, 'r')
  try {
    return readSync(fd, found) === head.length && found.equals(head)
  } finally {
    closeSync(fd)
  }
}

/** The first free name beside the input's own; what someone else put there is left alone. */
function freeName(folder: string, stem: string, format: RejectFormat): string {
  for (let n = 1; ; n++) {
    const file = path.join(folder, `${stem}.rejected${n === 1 ? '' : `-${n}`}.${format}`)
    if (!existsSync(file) || isOurs(file, format)) return file
  }
}

function openIn(folders: readonly string[], stem: string, format: RejectFormat) {
  const faults: string[] = []
  for (const folder of folders) {
    try {
      const file = freeName(folder, stem, format)
      return { file, fd: openSync(file, 'w') }
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error))
    }
  }
  throw new ImportFailure(`No list of refused rows can be written (${faults.join('; ')}).`)
}

/** The list of refused rows of one import. */
export class RejectFile {
  readonly #folders: readonly string[]
  readonly #stem: string
  readonly #format: RejectFormat
  #open: { readonly file: string; readonly fd: number } | undefined

  /** Beside `input`; where that folder cannot be written, in `elsewhere`. */
  constructor(input: string, format: RejectFormat, elsewhere: string) {
    this.#folders = [path.dirname(path.resolve(input)), path.resolve(elsewhere)]
    this.#stem = path.basename(input, path.extname(input))
    this.#format = format
  }

  /** The file, once something was refused. */
  get file(): string | undefined {
    return this.#open?.file
  }

  add(reject: Reject): void {
    if (this.#open === undefined) {
      this.#open = openIn(this.#folders, this.#stem, this.#format)
      if (this.#format === 'csv') writeSync(this.#open.fd, HEADS.csv)
    }
    writeSync(this.#open.fd, written(reject, this.#format))
  }

  /** Ends the list; one that an earlier run left for this input is removed where nothing was refused. */
  close(): void {
    if (this.#open !== undefined) closeSync(this.#open.fd)
    else this.#removeStale()
  }

  #removeStale(): void {
    const [folder = '.'] = this.#folders
    const file = path.join(folder, `${this.#stem}.rejected.${this.#format}`)
    try {
      if (existsSync(file) && isOurs(file, this.#format)) rmSync(file)
    } catch {
      // A list that cannot be removed is out of date, not wrong: the summary says that nothing was refused.
    }
  }
}
