/** What kind of file an input is, and its rows. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import path from 'node:path'
import { headerFault, type ColumnMap } from './columns.ts'
import { readCsv } from './csv-rows.ts'
import { ImportFailure, type InputRow } from './input-row.ts'
import { readJsonl } from './jsonl-rows.ts'
import type { RejectFormat } from './reject-file.ts'

export interface InputFile {
  readonly file: string
  readonly format: RejectFormat
  /** In bytes. */
  readonly size: number
}

const WHY: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'this account may not read it',
  EPERM: 'this account may not read it',
}

function opened(file: string): number {
  try {
    return openSync(file, 'r')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault'
    throw new ImportFailure(`${file} cannot be read: ${WHY[code] ?? code}.`)
  }
}

function headOf(file: string): { head: Buffer; size: number } {
  const fd = opened(file)
  try {
    const stat = fstatSync(fd)
    if (!stat.isFile())
      throw new ImportFailure(`${file} is not a file; name a CSV or JSON Lines file.`)
    const head = Buffer.alloc(Math.min(stat.size, 1024))
    readSync(fd, head)
    return { head, size: stat.size }
  } finally {
    closeSync(fd)
  }
}

function formatOf(file: string, head: Buffer): RejectFormat {
  const extension = path.extname(file).toLowerCase()
  if (extension === '.csv') return 'csv'
  if (extension === '.jsonl' || extension === '.ndjson') return 'jsonl'
  return /^\uFEFF?\s*\{/.test(head.toString('utf8')) ? 'jsonl' : 'csv'
}

/** Looks at an input before anything is sent. Throws an `ImportFailure` where it cannot be one. */
export function lookAt(file: string): InputFile {
  const { head, size } = headOf(file)
  if (head.toString('utf8').trim() === '' && size <= head.length)
    throw new ImportFailure(`${file} is empty; there is nothing to import.`)
  const mark = head.readUInt16BE(0)
  if (mark === 0xfffe || mark === 0xfeff)
    throw new ImportFailure(`${file} is in UTF-16; save it as UTF-8 and import it again.`)
  return { file, format: formatOf(file, head), size }
}

/** The rows of an input, one at a time. Throws an `ImportFailure` for a header that is of no use. */
export function rowsOf({ file, format }: InputFile, asked: ColumnMap): AsyncGenerator<InputRow> {
  if (format === 'jsonl') return readJsonl(file)
  return readCsv(file, (names) => {
    const fault = headerFault(names, asked)
    if (fault !== undefined) throw new ImportFailure(`${file} ${fault}.`)
  })
}
