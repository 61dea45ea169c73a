import fc from 'fast-check'
import { hash as nodeHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { bodyCommit } from '../../src/shared/domain/commitment.ts'
import {
  chainHash,
  type ChainedEntry,
  GENESIS,
  leafHash,
  verifyChain,
} from '../../src/shared/domain/log-chain.ts'

const sha256 = (data: Uint8Array | string) => nodeHash('sha256', data, 'hex')

function chainOf(texts: readonly string[]): ChainedEntry[] {
  let head = GENESIS
  return texts.map((text, i) => {
    head = chainHash(sha256, head, text)
    return { n: i + 1, text, hash: head }
  })
}

describe('the chain', () => {
  it('hashes as it is written down, computed here another way', () => {
    const leaf = nodeHash('sha256', Buffer.concat([Buffer.of(0), Buffer.from('{"n":1}')]), 'buffer')
    const top = nodeHash(
      'sha256',
      Buffer.concat([Buffer.from('linesman/1\n'), Buffer.alloc(32), leaf]),
      'hex',
    )

    expect(leafHash(sha256, '{"n":1}')).toBe(leaf.toString('hex'))
    expect(chainHash(sha256, GENESIS, '{"n":1}')).toBe(top)
  })

  it('is whole as it was made, and from any place in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 12 }), fc.nat(12), (texts, cut) => {
        const chain = chainOf(texts)
        const size = Math.min(cut, chain.length)
        const from = { size, head: chain[size - 1]?.hash ?? GENESIS }

        const verdict = verifyChain(sha256, chain.slice(size), from)

        expect(verdict).toEqual({
          whole: true,
          size: chain.length,
          head: chain.at(-1)?.hash ?? GENESIS,
        })
      }),
    )
  })

  it('names the first entry that was changed, removed, swapped or put in', () => {
    const change = fc.constantFrom('change', 'remove', 'swap', 'insert')
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 3, maxLength: 9 }),
        fc.nat(),
        change,
        (texts, seed, how) => {
          const chain = chainOf(texts)
          const at = seed % (chain.length - 1)
          const entry = chain[at]
          const next = chain[at + 1]
          if (!entry || !next) throw new Error('the place is inside the chain')
          if (how === 'change') chain[at] = { ...entry, text: entry.text + ' ' }
          if (how === 'remove') chain.splice(at, 1)
          if (how === 'swap') chain.splice(at, 2, { ...next, n: entry.n }, { ...entry, n: next.n })
          if (how === 'insert') chain.splice(at, 0, { ...entry, text: 'forged' })

          expect(verifyChain(sha256, chain)).toMatchObject({ whole: false, n: at + 1 })
        },
      ),
    )
  })
})

describe('a commitment to text', () => {
  it('is SHA-256 of salt and UTF-8, so the salt must be known to guess', () => {
    const salt = 'ab'.repeat(32)
    const expected = nodeHash(
      'sha256',
      Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from('dè 😂')]),
      'hex',
    )

    expect(bodyCommit(sha256, salt, 'dè 😂')).toBe(expected)
    expect(bodyCommit(sha256, 'cd'.repeat(32), 'dè 😂')).not.toBe(expected)
  })
})
