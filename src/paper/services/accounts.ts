import { instant } from '../../shared/domain/instant.ts'
import { problem, type Answer } from '../../shared/domain/problem.ts'
import { hashPassword, passwordFits } from '../secrets.ts'
import type { Site } from '../site.ts'

export interface Registration {
  readonly name: string
  readonly email: string
  readonly password: string
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._'’-]{1,39}$/u
const RESERVED = /gazette|moderat|editor|admin|strathlinn desk/i
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const MIN_PASSWORD = 10
const MAX_PASSWORD = 200

const bad = (message: string) => ({ ok: false as const, problem: problem('bad-input', message) })

function fault({ name, email, password }: Registration): Answer<never> | undefined {
  if (!NAME.test(name))
    return bad('A name has 2 to 40 letters, digits, spaces, full stops, hyphens or apostrophes.')
  if (RESERVED.test(name))
    return bad('That name could be taken for the paper’s own; choose another.')
  if (email.length > 254 || !EMAIL.test(email)) return bad('The e-mail address is not complete.')
  if (password.length < MIN_PASSWORD || password.length > MAX_PASSWORD)
    return bad(`A password has ${MIN_PASSWORD} to ${MAX_PASSWORD} characters.`)
  return undefined
}

/** Subscribers' accounts. */
export class Accounts {
  readonly #site: Site

  constructor(site: Site) {
    this.#site = site
  }

  /** Makes a subscriber; their id, or what to change. */
  async register(wish: Registration): Promise<Answer<number>> {
    const made = { ...wish, name: wish.name.trim(), email: wish.email.trim() }
    const wrong = fault(made)
    if (wrong) return wrong
    const password = await hashPassword(made.password)
    const { store, now } = this.#site
    return store.transaction((): Answer<number> => {
      if (store.subscribers.byName(made.name)) return bad('That name is taken; choose another.')
      if (store.subscribers.byEmail(made.email))
        return bad('There is a subscription with that e-mail address; sign in instead.')
      return {
        ok: true,
        value: store.subscribers.add({ ...made, password, since: instant(now()) }),
      }
    })
  }

  /** The subscriber with this name or e-mail address and this password. */
  async signIn(name: string, password: string): Promise<Answer<number>> {
    const { subscribers } = this.#site.store
    const found = subscribers.byEmail(name) ?? subscribers.byName(name)
    const fits = await passwordFits(password, found && subscribers.passwordOf(found.id))
    if (found && fits) return { ok: true, value: found.id }
    const message = 'The name or the password is not right. Check both and try again.'
    return { ok: false, problem: problem('wrong-password', message) }
  }
}
