/** A PostgreSQL with the settings it comes with, flushing to disk as a desk's would. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import type { Bench } from './bench.ts'
import { CannotMeasure } from './bench.ts'

const INSTALLED = '/usr/lib/postgresql'
const OLDEST = 15

function newestServer(): string {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED).map(Number) : []
  const version = versions.filter((each) => each >= OLDEST).toSorted((a, b) => b - a)[0]
  if (version === undefined)
    throw new CannotMeasure(`PostgreSQL ${OLDEST} or later is not installed`)
  return path.join(INSTALLED, String(version), 'bin')
}

/** It refuses to run as root, and then it runs as the user that its package made. */
function whose(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const number = (flag: string) =>
    Number.parseInt(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout, 10)
  const user = { uid: number('-u'), gid: number('-g') }
  if (Number.isNaN(user.uid)) throw new CannotMeasure('there is no user "postgres" to run it as')
  return user
}

/** Starts a cluster that is gone when the measurement is over; answers the address of its databases. */
export async function startPostgres({ scratch, onEnd }: Bench): Promise<(name: string) => string> {
  const programs = newestServer()
  const user = whose()
  const home = path.join(scratch, 'postgres')
  mkdirSync(home)
  if (user) for (const folder of [scratch, home]) chownSync(folder, user.uid, user.gid)
  const run = (program: string, args: readonly string[]) => {
    const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' }
    const { status, stderr } = spawnSync(path.join(programs, program), args, {
      ...{ cwd: home, env, encoding: 'utf8', ...user },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    if (status !== 0) throw new Error(`${program} failed: ${stderr}`)
  }
  const data = path.join(home, 'data')
  run('initdb', ['-D', data, '-U', 'linesman', '-A', 'trust', '-E', 'UTF8'])
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const address = free.address()
  free.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  const settings = `-p ${address.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`
  run('pg_ctl', ['-D', data, '-w', '-l', path.join(home, 'log'), '-o', settings, 'start'])
  onEnd(() => {
    run('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop'])
  })
  return (name) => `postgres://linesman@127.0.0.1:${address.port}/${name}`
}
