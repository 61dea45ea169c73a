/** A failure that one sentence explains to whoever ran the command. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
  readonly exitCode: 1 | 2

  /** `exitCode` is 2 where the request itself cannot be met, 1 where something broke. */
  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
