import { describe, expect, it } from 'vitest'
import { WHOLE_QUEUE } from '../../src/shared/contract/models.ts'
import { aCache, authorItem, caseItem } from './cache-kit.ts'

const at = (time: string) => `2026-05-12T${time}.000Z`
const by = (authorId: string) => ({ authorId })

describe('the place of a case in the queue', () => {
  const listed = ({ read }: ReturnType<typeof aCache>) => read.places.spots(WHOLE_QUEUE).nos

  it('is by severity, then by the minute it came, then by readers, then by its author', () => {
    const cache = aCache()
    cache.take(
      authorItem('a2', 'Isla Baird', 2),
      caseItem(1, { receivedAt: at('08:00:59') }),
      caseItem(2, { receivedAt: at('08:00:01'), readers: 3 }),
      caseItem(3, { receivedAt: at('08:00:30'), comment: by('a2') }),
      caseItem(4, { receivedAt: at('07:59:59') }),
      caseItem(5, { receivedAt: at('08:30:00'), severity: 1 }),
    )

    expect(listed(cache)).toEqual([5, 4, 2, 3, 1])
  })

  it('follows what is removed of its author, told for the cases that move alone', () => {
    const cache = aCache()
    cache.take(caseItem(1), caseItem(2, { comment: by('a2') }), caseItem(3, { comment: by('a2') }))
    expect(listed(cache)).toEqual([1, 2, 3])

    const moved = cache.take(authorItem('a2', 'Isla Baird', 1))
    expect(moved.places.map(({ no }) => no)).toEqual([2, 3])
    expect(listed(cache)).toEqual([2, 3, 1])

    expect(cache.take(authorItem('a2', 'Isla Baird', 1)).places).toEqual([])
    expect(cache.read.summary(3)?.removals).toBe(1)
    cache.take(authorItem('a2', 'Isla Baird', 0))
    expect(listed(cache)).toEqual([1, 2, 3])
  })

  it('counts the authors of one title alone', () => {
    const cache = aCache()
    cache.take(caseItem(1), caseItem(2, { siteId: 'strathlinn', comment: by('a2') }))

    cache.take(authorItem('a2', 'Isla Baird', 5))

    expect(listed(cache)).toEqual([1, 2])
  })
})
