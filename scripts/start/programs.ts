/** The programs that a start runs, and what each is told. */
import path from 'node:path'
import type { Program } from './service.ts'

const SITE = 'strathlinn'

/** The sample paper. Its folder is `paper` in the data folder. */
export const paperProgram = (
  root: string,
  {
    data,
    port,
    sample,
  }: { readonly data: string; readonly port: number; readonly sample: boolean },
): Program => ({
  name: 'paper',
  command: process.execPath,
  args: [
    path.join(root, 'src/paper/index.ts'),
    ...['--data', path.join(data, 'paper'), '--port', String(port)],
    ...(sample ? ['--sample'] : []),
  ],
  cwd: root,
  says: 'Paper: ',
})

/** The desk of that paper. Its folder is `desk` in the data folder. */
export const deskProgram = (
  root: string,
  { data, port, paper }: { readonly data: string; readonly port: number; readonly paper: string },
): Program => ({
  name: 'desk',
  command: process.execPath,
  args: [
    path.join(root, 'src/desk/index.ts'),
    ...['--data', path.join(data, 'desk'), '--port', String(port), '--site', SITE],
    ...['--platform', paper, '--platform-key-file', path.join(data, 'paper', 'keys.json')],
  ],
  cwd: root,
  says: 'Desk: ',
})

/** The console behind a page for a browser. */
export const browserProgram = (
  root: string,
  given: {
    readonly data: string
    readonly port: number
    readonly desk: string
    readonly open: boolean
  },
): Program => ({
  name: 'console',
  command: process.execPath,
  args: [
    path.join(root, 'out/main/browser.js'),
    ...['--desk', given.desk, '--data', path.join(given.data, 'console')],
    ...['--port', String(given.port)],
    ...(given.open ? [] : ['--no-open']),
  ],
  cwd: root,
  says: 'Console: ',
})

/** The console in a window of its own. */
export const electronWindow = (
  root: string,
  given: { readonly program: string; readonly data: string; readonly desk: string },
): Program => ({
  name: 'console',
  command: given.program,
  args: [root, '--desk', given.desk, `--user-data-dir=${path.join(given.data, 'console')}`],
  cwd: root,
})
