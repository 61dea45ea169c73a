import { z } from 'zod'
import type { Emit } from '../../../shared/contract/contract.ts'
import type { SessionView } from '../../../shared/contract/models.ts'
import { type Session as DeskSession, Staff } from '../../../shared/desk/desk.ts'
import { may } from '../../../shared/domain/permission.ts'
import { type Problem, problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { Ports } from '../ports.ts'
import { deviceId, personFolder } from '../store/device-file.ts'
import { journalIn, openPerson, type Person, waitingIn } from './person.ts'

/** Who last signed in here. Without a token: signed out, with a folder that may hold decisions. */
const Saved = z.object({
  deskUrl: z.string(),
  deskId: z.string(),
  deskName: z.string(),
  staff: Staff,
  token: z.string().nullable(),
  /** Of the desk's sites, as it named them when this person signed in. */
  origins: z.array(z.string()).default([]),
})
type Saved = z.infer<typeof Saved>

const SIGNED_OUT = problem('signed-out', 'Nobody is signed in. Sign in first.')

/** Who is signed in. At most one person; their files are open as long as they are. */
export class Session {
  readonly #ports: Ports
  readonly #emit: Emit
  readonly #makeDeviceId: () => string
  #saved: Saved | undefined
  #person: Person | undefined
  #why: Problem | null = null
  #waitingOutside = 0
  #sites: ReadonlySet<string> = new Set()
  #busy = false

  constructor(ports: Ports, emit: Emit) {
    this.#ports = ports
    this.#emit = emit
    this.#makeDeviceId = () => `dev_${Buffer.from(ports.chance.bytes(12)).toString('hex')}`
  }

  /** Opens the folder of whoever was signed in when this last ran, offline or not. */
  async start(): Promise<void> {
    deviceId(this.#ports.dataFolder, this.#makeDeviceId)
    const saved = await this.#load()
    if (saved?.deskUrl !== this.#ports.desk.url) return
    this.#saved = saved
    if (saved.token === null) this.#countOutside(saved)
    else await this.#open(saved, saved.token)
  }

  /** The person who is signed in; throws `signed-out` where there is none. */
  person(): Person {
    if (!this.#person) throw new ProblemError(this.#why ?? SIGNED_OUT)
    return this.#person
  }

  /** The person who is signed in, if any. */
  get current(): Person | undefined {
    return this.#person
  }

  /** Whether this is exactly the origin of a site of the desk one is signed in to. */
  maySee(origin: string): boolean {
    return this.#person !== undefined && this.#sites.has(origin)
  }

  view(): SessionView {
    const person = this.#person
    return {
      state: person ? 'signed-in' : 'signed-out',
      desk: { url: this.#ports.desk.url, name: this.#saved?.deskName ?? null },
      staff: person?.staff ?? null,
      waiting: person ? person.waiting() : this.#waitingOutside,
      why: person ? null : this.#why,
    }
  }

  async signIn(name: string, password: string): Promise<SessionView> {
    return this.#alone(async () => {
      if (this.#person)
        throw new ProblemError(problem('illegal-step', 'Someone is signed in. Sign out first.'))
      const { desk, dataFolder, deviceLabel } = this.#ports
      const id = deviceId(dataFolder, this.#makeDeviceId)
      const session = await desk.signIn({ name, password, device: { id, label: deviceLabel } })
      const saved = await this.#meet(session)
      await this.#open(saved, session.token)
      await this.#save(saved)
      return this.#tell()
    })
  }

  async signOut(): Promise<SessionView> {
    return this.#alone(async () => {
      const token = this.#saved?.token
      await this.#leave('keep-cache', null)
      if (token) await this.#endAtDesk(token)
      return this.#tell()
    })
  }

  async close(): Promise<void> {
    const person = this.#person
    this.#person = undefined
    await person?.close('keep-cache')
  }

  /** Asks the desk who it is; only then is it known whose folder this person has. */
  async #meet({ token, staff }: DeskSession): Promise<Saved> {
    if (!may(staff.role, 'queue.read')) {
      await this.#endAtDesk(token)
      throw new ProblemError(
        problem(
          'not-permitted',
          `${staff.name} is an ${staff.role}, who decides nothing. Sign in as a moderator or a lead.`,
        ),
      )
    }
    const hello = await this.#ports.desk.hello(token, undefined)
    const { id: deskId, name: deskName } = hello.desk
    const origins = hello.sites.map(({ origin }) => origin)
    return { deskUrl: this.#ports.desk.url, deskId, deskName, staff: hello.staff, token, origins }
  }

  async #open(saved: Saved, token: string): Promise<void> {
    const { staff, deskId } = saved
    const person = await openPerson({
      ports: this.#ports,
      folder: personFolder(this.#ports.dataFolder, deskId, staff.id),
      ...{ staff, token, emit: this.#emit },
      sites: (origins) => {
        this.#sites = exact(origins)
      },
      ended: (why) => {
        void this.#alone(async () => {
          await this.#leave(why.code === 'signed-out' ? 'keep-cache' : 'destroy-cache', why)
          this.#tell()
        })
      },
    })
    this.#saved = saved
    this.#person = person
    this.#sites = exact(saved.origins)
    this.#why = null
    person.sync.tell({ type: 'start' })
  }

  async #leave(how: 'keep-cache' | 'destroy-cache', why: Problem | null): Promise<void> {
    const person = this.#person
    if (!person || !this.#saved) return
    this.#person = undefined
    this.#waitingOutside = person.waiting()
    this.#why = why
    await person.close(how)
    this.#saved = { ...this.#saved, token: null }
    await this.#save(this.#saved)
  }

  /** One change of session at a time. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy)
      throw new ProblemError(problem('illegal-step', 'Signing in or out is under way. Wait.'))
    this.#busy = true
    try {
      return await work()
    } finally {
      this.#busy = false
    }
  }

  #countOutside({ deskId, staff }: Saved): void {
    const folder = personFolder(this.#ports.dataFolder, deskId, staff.id)
    const journal = journalIn(folder, this.#ports)
    this.#waitingOutside = waitingIn(journal)
    journal.close()
  }

  async #endAtDesk(token: string): Promise<void> {
    try {
      await this.#ports.desk.signOut(token)
    } catch (error) {
      this.#ports.log.info('sign-out-not-told', { why: String(error) })
    }
  }

  async #load(): Promise<Saved | undefined> {
    try {
      const text = await this.#ports.vault.load()
      return text === undefined ? undefined : Saved.parse(JSON.parse(text))
    } catch (error) {
      this.#ports.log.error('vault-unreadable', { why: String(error) })
      return undefined
    }
  }

  /** Without a vault one is signed in for this run only. */
  async #save(saved: Saved): Promise<void> {
    try {
      await this.#ports.vault.save(JSON.stringify(saved))
    } catch (error) {
      this.#ports.log.error('vault-unwritable', { why: String(error) })
    }
  }

  #tell(): SessionView {
    const view = this.view()
    this.#emit('session.changed', view)
    return view
  }
}

/** Origins as links have them; what is no address is left out. */
function exact(origins: readonly string[]): ReadonlySet<string> {
  return new Set(origins.flatMap((origin) => URL.parse(origin)?.origin ?? []))
}
