import { z } from 'zod'
import { NOT_UTF8, type InputRow } from './input-row.ts'
import { decoded, MAX_ROW_BYTES, readLines, type Line } from './line-reader.ts'

const JsonObject = z.record(z.string(), z.unknown())

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // JSON has no undefined, so this can mean only one thing
  }
}

function rowOf({ number, end, bytes }: Line): InputRow | undefined {
  const refuse = (reason: string): InputRow => ({ line: number, end, ok: false, reason })
  if (bytes === undefined) return refuse(`is longer than ${MAX_ROW_BYTES / 1024 / 1024} MB`)
  const text = decoded(bytes)
  if (text === undefined) return refuse(NOT_UTF8)
  if (text.trim() === '') return undefined
  const value = parsed(text)
  if (value === undefined) return refuse('is not JSON; a line must hold one whole object')
  const object = JsonObject.safeParse(value)
  if (!object.success) return refuse('is JSON but not an object like {"id": "1", "text": "…"}')
  return { line: number, end, ok: true, columns: new Map(Object.entries(object.data)) }
}

/** The rows of a JSON Lines file: one object a line, empty lines left out. */
export async function* readJsonl(file: string): AsyncGenerator<InputRow, void> {
  for await (const line of readLines(file)) {
    const row = rowOf(line)
    if (row !== undefined) yield row
  }
}
