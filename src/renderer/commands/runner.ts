import type { CommandId } from '../../shared/commands/catalogue.ts'

/** What a command does; `at` is when it was asked for, by the steady clock. */
type Runner = (at: number) => void | Promise<void>
/** Leaving one out is a compile error. */
export type Runners = Readonly<Record<CommandId, Runner>>
