// Runs other programs: signals are passed on to them, and their end becomes ours.
import { spawn } from 'node:child_process'

/** @typedef {{ code: number, signal: NodeJS.Signals | null, text: string }} End */
/** @typedef {'show' | 'show and keep' | 'keep'} Output */

/** @type {NodeJS.Signals[]} */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Waits for a program. What it says is shown, kept for the caller, or both.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, output?: Output }} [options]
 * @returns {Promise<End>}
 */
export function run(command, args, { env = process.env, cwd, output = 'show' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env,
      ...(cwd ? { cwd } : {}),
      stdio: output === 'show' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && !/\.exe$/i.test(command),
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ data) => {
        text += data
        if (output === 'show and keep') process.stdout.write(data)
      })
    const letGo = holdOn(child)
    child.on('error', (problem) => {
      letGo()
      reject(problem)
    })
    child.on('close', (code, signal) => {
      letGo()
      resolve({ code: code ?? 1, signal, text })
    })
  })
}

/**
 * Whatever ends us ends the child too.
 * @param {import('node:child_process').ChildProcess} child
 */
function holdOn(child) {
  const stops = PASSED_ON.map((signal) => {
    const stop = () => {
      // A terminal sends Ctrl-C to the whole group, so the child has it already.
      if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal)
    }
    process.on(signal, stop)
    return () => process.off(signal, stop)
  })
  // npm passes a signal on to the `sh -c` between us, which dies of it without a word: then nobody waits for us.
  const parent = process.ppid
  const orphaned = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, 250)
  return () => {
    for (const off of stops) off()
    clearInterval(orphaned)
  }
}

/**
 * Ends this process the way the child ended, so that a shell sees 130 after Ctrl-C and not 1.
 * @param {End} end
 */
export function endLike({ code, signal }) {
  if (signal && process.platform !== 'win32') process.kill(process.pid, signal)
  else process.exitCode = code
}
