import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { run } from '../../scripts/child.mjs'

const module = pathToFileURL(path.resolve('scripts/child.mjs')).href

/** A process that runs `code` through child.mjs and ends as it ended. */
function runner(code: string) {
  const script = `
    import { endLike, run } from ${JSON.stringify(module)}
    endLike(await run(process.execPath, ['-e', ${JSON.stringify(code)}]))`
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

test('what a program says is kept', async () => {
  const end = await run(process.execPath, ['-e', 'console.log("é"); console.error("no")'], {
    output: 'keep',
  })

  expect(end).toMatchObject({ code: 0, signal: null })
  expect(end.text.split('\n').toSorted()).toEqual(['', 'no', 'é'])
})

test('an exit code is passed on', async () => {
  const [code] = (await once(runner('process.exit(3)'), 'exit')) as [number]

  expect(code).toBe(3)
})

test.skipIf(process.platform === 'win32')('a signal reaches the program', async () => {
  const child = runner(
    'process.on("SIGTERM", () => process.exit(7)); console.log("up"); setInterval(() => {}, 1e6)',
  )
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  const [code] = (await once(child, 'exit')) as [number]

  expect(code).toBe(7)
})

test.skipIf(process.platform === 'win32')('an end by signal is an end by signal', async () => {
  const [code, signal] = (await once(runner('process.kill(process.pid, "SIGKILL")'), 'exit')) as [
    number | null,
    string,
  ]

  expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' })
})
