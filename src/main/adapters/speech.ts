import type { ProtocolRange } from '../../shared/desk/desk.ts'
import { type Problem, problem } from '../../shared/domain/problem.ts'

/** Which version of the protocol is spoken with a desk: the newest that both ends know. */
export class Speech {
  readonly #mine: ProtocolRange
  #version: number

  constructor(mine: ProtocolRange) {
    this.#mine = mine
    this.#version = mine.max
  }

  get version(): number {
    return this.#version
  }

  /** Takes up what the desk says it speaks; answers what is wrong where there is nothing in common. */
  heard(theirs: ProtocolRange): Problem | undefined {
    if (theirs.min > this.#mine.max) return tooOld(this.#mine, theirs)
    if (theirs.max < this.#mine.min) return tooNew(this.#mine, theirs)
    this.#version = Math.min(this.#mine.max, theirs.max)
    return undefined
  }
}

const words = ({ min, max }: ProtocolRange) => (min === max ? `${min}` : `${min} to ${max}`)

const tooOld = (mine: ProtocolRange, theirs: ProtocolRange) =>
  problem(
    'upgrade-required',
    `This Linesman is older than the desk: it speaks protocol ${words(mine)}, the desk ${words(theirs)}. Upgrade it. What you decided stays on this device and leaves after that.`,
  )

const tooNew = (mine: ProtocolRange, theirs: ProtocolRange) =>
  problem(
    'upgrade-required',
    `The desk is older than this Linesman: it speaks protocol ${words(theirs)}, this Linesman ${words(mine)}. Whoever keeps the desk must upgrade it. What you decided stays on this device and leaves after that.`,
  )
