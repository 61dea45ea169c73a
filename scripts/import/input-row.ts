/** One row of an input as it was read: its columns by name, or why there are none. */
export type InputRow = {
  /** The line it starts on, from 1. */
  readonly line: number
  /** How far into the file it ends, in bytes. */
  readonly end: number
} & (
  | { readonly ok: true; readonly columns: ReadonlyMap<string, unknown> }
  | { readonly ok: false; readonly reason: string }
)

/** A failure that one sentence explains to whoever ran the command. */
export class ImportFailure extends Error {
  override readonly name = 'ImportFailure'
}

export const NOT_UTF8 = 'is not UTF-8; save the file as UTF-8 and import it again'
