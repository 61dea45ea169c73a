import { Console } from './console.ts'
import { Desk } from './desk.ts'
import type { Bug } from './bugs.ts'
import {
  CASES,
  type Happening,
  NAMES,
  type OnCase,
  type OnConsole,
  type OnDesk,
  type OnNetwork,
  type Until,
} from './history.ts'
import { Invariants } from './invariants.ts'
import type { Ask, Message, Told } from './messages.ts'
import { opName } from './op-names.ts'

/** The most messages that one `sync` delivers, and the most rounds that healing may take. */
const SYNC_STEPS = 60
const HEALING_ROUNDS = 12

/** A desk, two consoles and the network between them. */
export class World {
  readonly desk: Desk
  readonly consoles: readonly Console[]
  readonly #checks: Invariants
  readonly #note: ((line: string) => void) | undefined
  #underWay: Message[] = []
  #heldBack: Message[] = []

  /** `note` is told, in words, what each happening did. */
  constructor(bug: Bug | undefined, note?: (line: string) => void) {
    this.desk = new Desk(bug, CASES)
    this.consoles = NAMES.map(
      (name, index) =>
        new Console({
          ...{ index, name, bug },
          send: (call, ask) => this.#underWay.push({ to: 'desk', call, ask }),
        }),
    )
    this.#checks = new Invariants(this.desk, this.consoles)
    this.#note = note
  }

  #say(line: () => string): void {
    if (this.#note) this.#note(line())
  }

  /** Lets it happen; answers which invariant it broke, if it did. */
  happen(one: Happening): string | undefined {
    switch (one.on) {
      case 'console':
        this.#onConsole(one.it)
        break
      case 'network':
        this.#onNetwork(one.it)
        break
      case 'case':
        this.#onCase(one.it)
        break
      case 'desk':
        this.#onDesk(one.it)
        break
    }
    return this.#checks.always()
  }

  /** Everything works again: what is held back comes, and all of it is brought to rest. */
  heal(): string | undefined {
    this.#say(() => 'all is well again; what was held back arrives')
    while (this.desk.commitEdit() !== undefined);
    this.desk.fate = undefined
    this.#underWay.push(...this.#heldBack.splice(0))
    for (let round = 1; round <= HEALING_ROUNDS; round++) {
      const before = this.#checks.fingerprint()
      const broken = this.#healingRound()
      if (broken !== undefined) return broken
      if (round > 2 && before === this.#checks.fingerprint()) return this.#checks.atRest()
    }
    return `12. no rest after ${HEALING_ROUNDS} rounds`
  }

  #healingRound(): string | undefined {
    for (const console of this.consoles) {
      console.killAt = 0
      this.#drain()
      console.lose()
      console.release()
      console.tick()
      this.#drain()
    }
    return this.#checks.always()
  }

  #drain(): void {
    for (let left = 400; left > 0; left--) if (!this.#deliver(0)) return
    throw new Error('the model’s consoles never stop talking')
  }

  #onNetwork({ act, at }: OnNetwork): void {
    const from = act === 'late' ? this.#heldBack : this.#underWay
    const i = from.length === 0 ? 0 : at % from.length
    const message = from[i]
    if (!message) return
    switch (act) {
      case 'deliver':
        this.#deliver(i)
        break
      case 'late':
        from.splice(i, 1)
        this.#hand(message, 'late: ')
        break
      case 'double':
        this.#heldBack.push(message)
        this.#say(() => `the network keeps a second copy of ${inWords(message)}`)
        break
      case 'drop':
        from.splice(i, 1)
        this.#say(() => `the network loses ${inWords(message)}`)
        break
      case 'hold':
        from.splice(i, 1)
        this.#heldBack.push(message)
        this.#say(() => `the network holds back ${inWords(message)}`)
        break
    }
  }

  #console(of: { readonly console: number }): Console {
    const console = this.consoles[of.console]
    if (!console) throw new Error(`the model has no console ${of.console}`)
    return console
  }

  #deliver(at: number): boolean {
    const [message] = this.#underWay.splice(at, 1)
    if (message) this.#hand(message, '')
    return message !== undefined
  }

  #hand(message: Message, how: string): void {
    const { call } = message
    const console = this.#console(call)
    if (message.to === 'console') {
      console.receive(call, message.told)
      this.#say(() => `${how}${inWords(message)}: it is ${console.engine.at}`)
      return
    }
    const told = this.desk.answer(message.ask, console.staffId)
    if (told) this.#underWay.push({ to: 'console', call, told })
    this.#say(
      () => `${how}${inWords(message)}: ${told ? toldInWords(told) : 'the desk dies of it'}`,
    )
  }

  #onConsole(one: OnConsole): void {
    const console = this.#console(one)
    switch (one.act) {
      case 'decide':
        this.#decide(one, console)
        return
      case 'kill':
        console.killAt = one.boundary
        this.#say(() => `${console.name} will be killed at write boundary ${one.boundary} from now`)
        return
      case 'sync':
        this.#sync(console, one.until)
        return
      case 'tick':
      case 'poke':
      case 'lose':
      case 'release':
      case 'undo':
      case 'crash':
        this.#say(() => `${console.name}: ${one.act}`)
        console[one.act]()
    }
  }

  #decide(
    { no, verb, now, ruling }: Extract<OnConsole, { act: 'decide' }>,
    console: Console,
  ): void {
    const op = console.decide(`case ${no}`, verb, ruling)
    if (!op) return
    this.#checks.made(op)
    const { bodyRev, decRev } = op.expect
    this.#say(
      () =>
        `${console.name} ${ruling ? 'rules on' : 'decides'} case ${no}, text ${bodyRev}, after ${decRev} decisions: ${verb}, as ${opName(op.opId)}`,
    )
    if (now) console.release()
  }

  /** A while without trouble for one console: its messages arrive, in order. */
  #sync(console: Console, until: Until): void {
    this.#say(() => `${console.name} syncs until ${until}:`)
    console.tick()
    for (let left = SYNC_STEPS; left > 0; left--) {
      const at = this.#underWay.findIndex(({ call }) => this.#console(call) === console)
      const message = this.#underWay[at]
      if (!message) return
      if (breaksHere(message, until)) {
        this.#onNetwork({ act: message.to === 'desk' ? 'drop' : 'hold', at })
        return
      }
      this.#deliver(at)
    }
  }

  #onCase({ act, no }: OnCase): void {
    const { desk } = this
    const caseId = `case ${no}`
    const acts = {
      report: () => desk.report(caseId),
      edit: () => desk.beginEdit(caseId),
      'author deletes': () => desk.deleteByAuthor(caseId),
      purge: () => desk.purge(caseId),
    }
    const words = {
      report: `a new report on ${caseId}`,
      edit: `the author of ${caseId} edits; the transaction is open`,
      'author deletes': `the author of ${caseId} deletes it`,
      purge: `${caseId} is erased`,
    }
    if (acts[act]()) this.#say(() => words[act])
  }

  #onDesk(one: OnDesk): void {
    const { desk } = this
    switch (one.act) {
      case 'commit edit': {
        const caseId = desk.commitEdit()
        if (caseId !== undefined) this.#say(() => `the edit of ${caseId} is committed`)
        break
      }
      case 'compact':
        if (desk.compact()) this.#say(() => 'the desk forgets its tombstones')
        break
      case 'back up':
        desk.backUp()
        this.#say(() => `the desk is backed up at ${desk.state.seq}`)
        break
      case 'restore':
        this.#checks.beforeRestore()
        if (desk.restore()) this.#say(() => `the backup is put back: epoch ${desk.state.epoch}`)
        break
      case 'desk crash':
        desk.crash()
        this.#say(() => 'the desk crashes; what was not committed is gone')
        break
      case 'fate':
        desk.fate = one.fate
        this.#say(() => `with its next push, the desk will meet a ${one.fate}`)
        break
    }
  }
}

function breaksHere(message: Message, until: Until): boolean {
  if (message.to === 'desk') return until === 'its push is lost' && message.ask.kind === 'push'
  return until === 'its answer is held back' && message.told.kind === 'pushed'
}

function inWords(message: Message): string {
  const name = NAMES[message.call.console] ?? ''
  return message.to === 'desk'
    ? `${name} asks ${askInWords(message.ask)}`
    : `${name} is told ${toldInWords(message.told)}`
}

function askInWords(ask: Ask): string {
  switch (ask.kind) {
    case 'hello':
      return 'hello'
    case 'changes':
      return `for changes${ask.cursor === null ? ' from the beginning' : ''}`
    case 'push':
      return `to take ${ask.ops.map(({ opId }) => opName(opId)).join(', ')} in ${ask.epoch}`
    case 'log':
      return `for the log after ${ask.after}`
  }
}

function toldInWords(told: Told): string {
  switch (told.kind) {
    case 'hello':
      return `hello from ${told.epoch}, log of ${told.log.size}`
    case 'page':
      return `${told.page.items.map(({ t, caseId, seq }) => `${t === 'gone' ? 'gone ' : ''}${caseId} at ${seq}`).join(', ') || 'nothing new'}${told.page.more ? ' and more' : ''} in ${told.page.epoch}`
    case 'cursor-gone':
      return `its cursor is gone: ${told.gone.gone}`
    case 'pushed':
      return `${told.results.map(({ opId, status }) => `${opName(opId)} ${status}`).join(', ')} in ${told.epoch}`
    case 'epoch-gone':
      return `the epoch is ${told.epoch}`
    case 'log':
      return `log entries ${told.page.entries.map(({ n }) => n).join(', ') || 'none'} of ${told.page.log.size}`
  }
}
