/** Chance that repeats: the same seed gives the same sequence on every machine. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  unit(): number
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T
  /** `length` bytes as lower-case hexadecimal. */
  hex(length: number): string
}

/** A small mixing generator (mulberry32): fast, and good enough for invented data. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const word = () => Math.floor(unit() * 2 ** 32)
  return {
    unit,
    whole: (min, max) => min + Math.floor(unit() * (max - min + 1)),
    pick: (list) => {
      const found = list[Math.floor(unit() * list.length)]
      if (found === undefined) throw new RangeError('nothing to pick from')
      return found
    },
    hex: (length) => {
      let text = ''
      while (text.length < 2 * length) text += word().toString(16).padStart(8, '0')
      return text.slice(0, 2 * length)
    },
  }
}

/** Spreads numbers that lie close together, so that neighbouring seeds have nothing in common. */
export function mixed(seed: number, index: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x7feb352d)
  hash ^= hash >>> 15
  return hash >>> 0
}
