/** The command line of a script: parsed by commander, refused in one sentence. */
import { CommanderError, InvalidArgumentError, type Command } from 'commander'

/** Arguments that make no sense; the message is the sentence that says so. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * Parses arguments into the program's options. False where help was asked for and shown.
 *
 * Throws a `UsageError` for anything the program does not know.
 */
export function parseArguments(program: Command, args: readonly string[]): boolean {
  program.exitOverride().configureOutput({ outputError: () => undefined })
  try {
    program.parse([...args], { from: 'user' })
    return true
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return false
    const sentence = error.message
      .replace(/^error: /, '')
      .replaceAll(/\s*\n\s*/g, ' ')
      .replace(/\.?$/, '.')
    const capital = sentence.charAt(0).toUpperCase() + sentence.slice(1)
    throw new UsageError(`${capital} See "${program.name()} --help".`)
  }
}

/** A number in a range, for an option's parser. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= min && value <= max))
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`)
    return value
  }
}
