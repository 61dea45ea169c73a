/**
 * CSV as RFC 4180 has it: commas, double quotes, line breaks inside quotes, a header line first.
 *
 * A broken row costs that row alone: where a quote does not close, its first line is refused and
 * reading goes on with the next, instead of taking the rest of the file for one field.
 */
import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { ImportFailure, NOT_UTF8, type InputRow } from './input-row.ts'
import { decoded, MAX_ROW_BYTES, readLines, type Line } from './line-reader.ts'

interface TextLine {
  readonly number: number
  readonly end: number
  /** Undefined where the line is too long to be held. */
  readonly text: string | undefined
  /** Why the line cannot be used, whatever it holds. */
  readonly fault: string | undefined
}

/** One record: its fields, or why it has none. */
interface CsvRecord {
  readonly line: number
  readonly end: number
  readonly fields: readonly string[]
  readonly fault: string | undefined
}

const OneRecord = z.tuple([z.array(z.string())])

const FAULTS: Record<string, string> = {
  CSV_INVALID_CLOSING_QUOTE: 'has text after a closing quote; a quote inside a field is doubled',
  INVALID_OPENING_QUOTE: 'has a quote inside an unquoted field; quote the field and double it',
  CSV_QUOTE_NOT_CLOSED: 'opens a quote that is never closed',
}

const TOO_LONG = `is longer than ${MAX_ROW_BYTES / 1024 / 1024} MB`
const UNCLOSED = 'opens a quote that is never closed'

function textLine({ number, end, bytes }: Line): TextLine {
  if (bytes === undefined) return { number, end, text: undefined, fault: TOO_LONG }
  const text = decoded(bytes)
  // Read somehow, so that a quote which closes in it is seen and no more than this row is refused.
  if (text === undefined) return { number, end, text: bytes.toString('latin1'), fault: NOT_UTF8 }
  return { number, end, text, fault: undefined }
}

/** Whether an odd number of quotes leaves the field open at the end of this line. */
function turns(text: string): boolean {
  let odd = false
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) odd = !odd
  return odd
}

/** Lines with a place to put back what was read too far. */
class LineQueue {
  readonly #lines: AsyncGenerator<Line, void>
  #waiting: TextLine[] = []

  constructor(file: string) {
    this.#lines = readLines(file)
  }

  async next(): Promise<TextLine | undefined> {
    const again = this.#waiting.shift()
    if (again !== undefined) return again
    const { value } = await this.#lines.next()
    return value === undefined ? undefined : textLine(value)
  }

  putBack(lines: readonly TextLine[]): void {
    this.#waiting = [...lines, ...this.#waiting]
  }
}

type Gathered = { readonly lines: readonly TextLine[]; readonly closed: boolean }

/** This line and those that its open quote reaches over. */
async function gather(queue: LineQueue, first: TextLine): Promise<Gathered> {
  const lines = [first]
  let open = turns(first.text ?? '')
  let size = first.text?.length ?? 0
  while (open) {
    const line = await queue.next()
    if (line === undefined) return { lines, closed: false }
    lines.push(line)
    size += line.text?.length ?? Infinity
    if (line.text === undefined || size > MAX_ROW_BYTES) return { lines, closed: false }
    open = turns(line.text) !== open
  }
  return { lines, closed: true }
}

function fieldsOf(text: string): readonly string[] | string {
  try {
    const records = parse(text, { relax_column_count: true, record_delimiter: '\n' })
    const [fields] = OneRecord.parse(records)
    return fields
  } catch (error) {
    if (error instanceof CsvError) return FAULTS[error.code] ?? 'is not CSV'
    if (error instanceof z.ZodError) return 'is not CSV'
    throw error
  }
}

function recordOf({ lines, closed }: Gathered, first: TextLine): CsvRecord {
  const end = (closed ? lines.at(-1) : first)?.end ?? first.end
  const refuse = (fault: string): CsvRecord => ({ line: first.number, end, fields: [], fault })
  if (!closed) return refuse(UNCLOSED)
  const fault = lines.find((line) => line.fault !== undefined)?.fault
  if (fault !== undefined) return refuse(fault)
  const text = lines.map((line) => line.text ?? '').join('\n')
  const fields = fieldsOf(text.endsWith('\r') ? text.slice(0, -1) : text)
  return typeof fields === 'string'
    ? refuse(fields)
    : { line: first.number, end, fields, fault: undefined }
}

async function* readRecords(file: string): AsyncGenerator<CsvRecord, void> {
  const queue = new LineQueue(file)
  for (let first = await queue.next(); first !== undefined; first = await queue.next()) {
    if (first.text?.trim() === '') continue
    const gathered = await gather(queue, first)
    const record = recordOf(gathered, first)
    if (!gathered.closed || (record.fault !== undefined && record.fault !== NOT_UTF8))
      queue.putBack(gathered.lines.slice(1))
    yield record
  }
}

/** The names in the header line; throws an `ImportFailure` where they do not name columns. */
function headerOf(record: CsvRecord, file: string): readonly string[] {
  if (record.fault !== undefined)
    throw new ImportFailure(`${file} has no header: line ${record.line} ${record.fault}.`)
  const names = record.fields.map((name) => name.trim())
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index)
  if (twice !== undefined)
    throw new ImportFailure(`${file} has two columns named "${twice}"; rename one of them.`)
  return names
}

function rowOf({ line, end, fields, fault }: CsvRecord, header: readonly string[]): InputRow {
  if (fault !== undefined) return { line, end, ok: false, reason: fault }
  if (fields.length !== header.length) {
    const reason = `has ${fields.length} columns where the header has ${header.length}`
    return { line, end, ok: false, reason }
  }
  return { line, end, ok: true, columns: new Map(header.map((name, i) => [name, fields[i]])) }
}

/**
 * The rows of a CSV file, empty lines left out. `onHeader` is given the names of the columns
 * before the first row and may refuse them by throwing.
 */
export async function* readCsv(
  file: string,
  onHeader: (names: readonly string[]) => void,
): AsyncGenerator<InputRow, void> {
  let header: readonly string[] | undefined
  for await (const record of readRecords(file)) {
    if (header === undefined) {
      header = headerOf(record, file)
      onHeader(header)
    } else yield rowOf(record, header)
  }
}
