// A PostgreSQL for the desk's tests: the one DATABASE_URL names, else a throw-away cluster of the installed binaries.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
} from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

/** Tests make a database of their own in it; where it is absent they skip with the reason. */
export type Postgres = { readonly url: string } | { readonly absent: string }

declare module 'vitest' {
  interface ProvidedContext {
    postgres: Postgres
  }
}

const ROOT = '/usr/lib/postgresql'

/** The folder of the newest installed server of version 15 or later. */
function binaries(): string | undefined {
  if (!existsSync(ROOT)) return undefined
  return readdirSync(ROOT)
    .filter((version) => Number(version) >= 15 && existsSync(`${ROOT}/${version}/bin/initdb`))
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => `${ROOT}/${version}/bin`)[0]
}

/** PostgreSQL refuses to run as root, so root becomes `postgres`; anybody else stays who they are. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout || NaN)
  return { uid: id('-u'), gid: id('-g') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

async function untilItAnswers(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (problem) {
      if (tries === 100) throw problem
      await sleep(50)
    }
  }
}

/** What every program of the cluster runs in: a folder and a user of its own, and no settings of ours. */
function surroundings() {
  const user = owner()
  const home = mkdtempSync(path.join(os.tmpdir(), 'linesman-pg-'))
  if (user) chownSync(home, user.uid, user.gid)
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', HOME: home }
  return { home, data: path.join(home, 'data'), options: { cwd: home, env, ...user } }
}

type Surroundings = ReturnType<typeof surroundings>

function initialise(bin: string, { data, options }: Surroundings): void {
  const args = ['-D', data, '-U', 'linesman', '-A', 'trust', '-E', 'UTF8', '--no-sync']
  const { status, stderr } = spawnSync(`${bin}/initdb`, args, { ...options, encoding: 'utf8' })
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`)
}

/** Starts the server; returns what stops it and removes its folder. */
function serve(bin: string, port: number, { home, data, options }: Surroundings) {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off']
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((line) => ['-c', line])]
  const log = openSync(path.join(home, 'log'), 'a')
  // The shell waits on our pipe: if this process dies, even by kill -9, the server is stopped too.
  const script = '"$@" </dev/null & p=$!; read -r _; kill -INT $p; wait $p; rm -rf "$HOME"'
  const shell = spawn('/bin/sh', ['-c', script, 'sh', `${bin}/postgres`, ...args], {
    ...options,
    stdio: ['pipe', log, log],
  })
  closeSync(log)
  return async () => {
    const gone = once(shell, 'exit')
    shell.stdin?.end()
    await gone
    rmSync(home, { recursive: true, force: true })
  }
}

async function start(bin: string) {
  const place = surroundings()
  initialise(bin, place)
  const port = await freePort()
  const stop = serve(bin, port, place)
  const url = `postgres://linesman@127.0.0.1:${port}/postgres`
  try {
    await untilItAnswers(url)
  } catch (problem) {
    await stop()
    throw problem
  }
  return { url, stop }
}

/** The programs to start a cluster with, or why none can be started here. */
function installed(): { readonly bin: string } | { readonly absent: string } {
  const bin = binaries()
  if (bin === undefined) return { absent: 'PostgreSQL 15 or later is not installed' }
  return Number.isNaN(owner()?.uid) ? { absent: 'there is no user "postgres"' } : { bin }
}

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.DATABASE_URL
  if (given) {
    await untilItAnswers(given)
    project.provide('postgres', { url: given })
    return undefined
  }
  const found = installed()
  if ('absent' in found) {
    if (process.env.CI) throw new Error(`CI tests the desk on PostgreSQL, but ${found.absent}`)
    project.provide('postgres', found)
    return undefined
  }
  const { url, stop } = await start(found.bin)
  project.provide('postgres', { url })
  return stop
}
