import { describe, expect, it } from 'vitest'
import { inForce } from '../../src/shared/desk/standing.ts'
import type { Verb } from '../../src/shared/domain/terms.ts'

const did = (
  opId: string,
  verb: Verb,
  undoes: { readonly restores?: string; readonly lifts?: string[] } = {},
) => ({ opId, verb, restores: null, ...undoes })
const found = (...decisions: Parameters<typeof inForce>[0]) => inForce(decisions)?.opId

describe('the decision in force', () => {
  it('is the newest amend or delete', () => {
    expect(found()).toBeUndefined()
    expect(found(did('a', 'keep'))).toBeUndefined()
    expect(found(did('a', 'amend'), did('b', 'delete'))).toBe('b')
  })

  it('is not changed by a keep: what was cut stays cut', () => {
    expect(found(did('a', 'amend'), did('b', 'keep'))).toBe('a')
  })

  it('is the one under it once a restore names it', () => {
    const [amend, deleted] = [did('a', 'amend'), did('b', 'delete')]
    expect(found(amend, deleted, did('c', 'restore', { restores: 'b' }))).toBe('a')
    expect(found(amend, deleted, did('c', 'restore', { restores: 'a' }))).toBe('b')
  })

  it('is none of those that a ruling lifts', () => {
    const ruled = did('c', 'keep', { lifts: ['a', 'b'] })
    expect(found(did('a', 'amend'), did('b', 'delete'), ruled)).toBeUndefined()
    expect(found(did('a', 'amend'), did('b', 'delete'), did('c', 'amend', { lifts: ['b'] }))).toBe(
      'c',
    )
  })
})
