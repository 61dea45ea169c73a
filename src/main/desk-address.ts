import { problem, ProblemError } from '../shared/domain/problem.ts'

/** Where a desk is that runs on this machine beside the console. */
export const DEFAULT_DESK = 'http://127.0.0.1:4080/'

/**
 * A desk's address as it was typed, in its one form: https anywhere, plain http only to this very
 * machine, because a token travels with every call. Throws `bad-input`.
 */
export function deskAddress(typed: string): string {
  const url = URL.parse(typed)
  if (!url || !isSafe(url))
    throw new ProblemError(
      problem(
        'bad-input',
        `--desk ${typed} was refused: it must be an https:// address (http:// only to 127.0.0.1 or localhost).`,
      ),
    )
  if (url.username !== '' || url.search !== '' || url.hash !== '')
    throw new ProblemError(
      problem(
        'bad-input',
        `--desk was refused: it must be a plain address without a name, ? or #.`,
      ),
    )
  return url.href.endsWith('/') ? url.href : `${url.href}/`
}

function isSafe({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}

/** What follows `--desk` in a command line, or the default: Electron's own switches stand among ours. */
export function deskFrom(argv: readonly string[]): string {
  const joined = argv.find((word) => word.startsWith('--desk='))
  if (joined !== undefined) return joined.slice('--desk='.length)
  const at = argv.indexOf('--desk')
  return (at < 0 ? undefined : argv[at + 1]) ?? DEFAULT_DESK
}
