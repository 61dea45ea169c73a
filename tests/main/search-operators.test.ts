import { describe, expect, it } from 'vitest'
import type { CaseItem } from '../../src/shared/desk/feed.ts'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { aCache, articleItem, authorItem, caseItem } from './cache-kit.ts'

const AT = '2026-05-12T08:00:00.000Z'
const op = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const person = (id: string) => ({ id, name: 'Somebody' })

const report = (n: number, rule: string | null): CaseItem['reports'][number] => ({
  ...{ id: `rep_one${n}`, channel: 'report-link', rule, words: '', spans: [], bodyRev: 1 },
  ...{ receivedAt: AT, answeredBy: null },
})
const decision = (n: number, code: string, by = 'stf_rory'): CaseItem['decisions'][number] => ({
  ...{ opId: op(n), decRev: 1, verb: 'delete', cuts: [], restores: null, bodyRev: 1, answers: [] },
  ...{ ground: { kind: 'rule', terms: defaultTerms.version, code }, by: person(by), at: AT },
  ...{ publication: 'published', publishedAt: AT },
})
const question = (n: number, by: string): CaseItem['escalations'][number] => ({
  ...{ opId: op(n), question: 'May this stand?', by: person(by), at: AT, hides: null },
  answer: null,
})
const local = (day: number) => new Date(2026, 4, day, 12).toISOString()

/** Five comments: by whom, under which article, in which state, received on 10 to 14 May. */
function filled() {
  const cache = aCache()
  cache.take(
    { t: 'terms', siteId: 'glenorran', terms: defaultTerms },
    articleItem('harbour', 'Harbour plan goes to a vote'),
    articleItem('ferry', 'Ferry refit slips again'),
    authorItem('a1', 'kelvin_sider', 0),
    caseItem(1, {
      body: 'The harbour plan.',
      receivedAt: local(10),
      reports: [report(1, 'CON-ABU')],
    }),
    caseItem(2, {
      ...{ body: 'The ferry, the harbour.', receivedAt: local(11), state: 'closed' },
      ...{ decisions: [decision(2, 'SAF-THR')] },
      comment: { authorId: 'a1', authorName: 'kelvin_sider', articleId: 'ferry' },
    }),
    caseItem(3, {
      ...{
        body: 'Votes at the harbour.',
        receivedAt: local(12),
        escalations: [question(3, 'stf_mor1')],
      },
      comment: { authorId: 'a1', authorName: 'kelvin_sider' },
    }),
    caseItem(4, {
      body: 'Decided and open?',
      receivedAt: local(13),
      comment: { articleId: 'ferry' },
    }),
    caseItem(5, { body: 'Kelvin Sider was named here.', receivedAt: local(14) }),
  )
  return cache
}

describe('search operators', () => {
  it.each([
    ['harbour', [3, 2, 1]],
    ['author:kelvin_sider', [3, 2]],
    ['author:kelv harbour', [3, 2]],
    ['kelvin', [5]],
    ['harbour -author:kelvin_sider', [1]],
    ['rule:abuse', []],
    ['rule:CON-ABU', [1]],
    ['rule:"personal abuse"', [1]],
    ['rule:threats', [2]],
    ['-rule:threats harbour', [3, 1]],
    ['article:ferry', [4, 2]],
    ['article:"refit slips" ferry', [2]],
    ['article:nothing', []],
    ['-article:nothing is:open', [5, 4, 3, 1]],
    ['is:open', [5, 4, 3, 1]],
    ['is:decided', [2]],
    ['decided', [4]],
    ['is:escalated', [3]],
    ['is:mine', [3]],
    ['-is:open', [2]],
    ['is:contested', []],
    ['before:2026-05-12', [2, 1]],
    ['after:2026-05-12', [5, 4, 3]],
    ['-before:2026-05-12', [5, 4, 3]],
    ['after:2026-05-11 before:2026-05-13 harbour', [3, 2]],
    ['before:2026-05', []],
    ['after:2026-06', []],
    ['"the harbour"', [3, 2, 1]],
    ['"harbour plan"', [1]],
    ['"plan harbour"', []],
    ['harb -votes', [2, 1]],
    ['-harbour -is:escalated', [5, 4]],
  ])('%s', (text, found) => {
    expect(filled().find(text)).toEqual(found)
  })

  it('follow what becomes of a case', () => {
    const cache = filled()
    const before = caseItem(1, { body: 'The harbour plan.', reports: [report(1, 'CON-ABU')] })

    cache.take({ ...before, state: 'closed', decisions: [decision(9, 'CON-ABU', 'stf_mor1')] })
    expect(cache.find('is:decided')).toEqual([2, 1])
    expect(cache.find('is:mine')).toEqual([3, 1])
    expect(cache.find('is:open harbour')).toEqual([3])

    cache.take({ t: 'gone', what: 'case', id: 'case_one1', why: 'erased' })
    expect(cache.find('is:decided')).toEqual([2])
  })

  it('find an article by the title it has now', () => {
    const cache = filled()

    cache.take(articleItem('ferry', 'The Inner Sound crossing'))

    expect(cache.find('article:ferry')).toEqual([])
    expect(cache.find('article:"inner sound"')).toEqual([4, 2])
  })

  it('that cannot be meant are refused in words', () => {
    const cache = filled()

    expect(() => cache.find('colour:red')).toThrow('There is no colour: here.')
  })

  it('are offered names by their beginning', () => {
    const { suggest } = filled().read

    expect(suggest.values({ of: 'author', typed: 'KELV' })).toEqual(['kelvin_sider'])
    expect(suggest.values({ of: 'author', typed: 'x' })).toEqual([])
    expect(suggest.values({ of: 'author', typed: '' })).toEqual([])
    expect(suggest.values({ of: 'article', typed: 'ref' })).toEqual(['Ferry refit slips again'])
    expect(suggest.values({ of: 'article', typed: '"*' })).toEqual([])
  })
})
