import { act } from 'react'
import { describe, expect, it } from 'vitest'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import type { CaseView } from '../../src/shared/contract/models.ts'
import { aCase, AT, decided, heldDelivery } from './support/cases.ts'
import { keepPageClean, show, showViews } from './support/shown-window.tsx'
import { until } from './support/window.ts'

keepPageClean()

const part = (name: string) => document.querySelector(`[data-part="${name}"]`)
const comment = () => part('comment')?.textContent ?? ''
const text = (selector: string) => document.querySelector(selector)?.textContent ?? ''
const all = (selector: string) =>
  [...document.querySelectorAll(selector)].map((one) => one.textContent)

/** A case with parts of the desk's item in place of its own. */
const withItem = (
  no: number,
  item: Partial<CaseView['case']>,
  more: Partial<CaseView> = {},
): CaseView => {
  const view = aCase(no)
  return { ...view, ...more, case: { ...view.case, ...item } }
}

describe('a comment as it is read', () => {
  it('tells its watched words, its links and what nobody sees, and changes no character', async () => {
    const body = 'Daft eejit,\u200b see https://a@evil.example/x \u202enow. www.tolls.example'
    await show({ body })

    expect(all('[data-part="comment"] [data-at]').join('')).toBe(body)
    expect(all('.listed')).toEqual(['eejit'])
    expect(all('.goes')).toEqual([
      'Goes to evil.example: what stands before the @ is not the site.',
      'www.tolls.example',
    ])
    expect(
      [...document.querySelectorAll('.hidden-char')].map((one) => one.getAttribute('data-label')),
    ).toEqual(['ZWSP', 'RLO'])
    expect(document.querySelectorAll('[data-part="comment"] a')).toHaveLength(0)
  })

  it('marks what a reporter quotes of it', async () => {
    const view = aCase(1, { body: 'He did the club as well. Ask anyone.' })
    const reports = view.case.reports.map((one) => ({
      ...one,
      words: 'Says “did the club as well”!',
    }))
    await showViews([withItem(1, { comment: view.case.comment, reports })])

    expect(all('mark')).toEqual(['did the club as well'])
  })

  it('is shown to its end by a key, and the next case begins as every case does', async () => {
    const { press } = await show({ body: 'a'.repeat(12_000) }, { body: 'b'.repeat(12_000) })
    await press('.')
    expect(comment()).toHaveLength(12_000)

    await press('j')
    expect(comment()).toBe('b'.repeat(10_000))
  })

  it('says so where there is nothing to see in it', async () => {
    await show({ body: ' \n\t ' })
    expect(text('.nothing')).toBe('Nothing but white space: 4 characters.')
  })

  it('is written into the same boxes from case to case, with nothing of the one before', async () => {
    const { press } = await show(
      { body: 'One\n\ntwo\n\nthree', spans: [[0, 3]] },
      { body: 'Another altogether' },
    )
    const box = part('case-body')
    await press('j')
    expect(part('case-body')).toBe(box)
    expect(comment()).toBe('Another altogether')
    expect(all('mark')).toEqual([])
  })
})

describe('masking', () => {
  const body = 'Watch your back, teuchter. Eejit.'

  it('tells slurs and threats in row and case until a key shows them, for this case alone', async () => {
    const { dispatch, press } = await show({ body }, { body })
    act(() => {
      dispatch('masking.toggle', 0)
    })
    expect(comment()).toBe('[threat], [slur]. Eejit.')
    expect(text('.row .words')).toBe('[threat], [slur]. Eejit.')
    expect(document.body.innerHTML).not.toContain('teuchter')

    await press('m')
    expect(comment()).toBe(body)
    await press('m')
    expect(comment()).toBe('[threat], [slur]. Eejit.')
    await press('m', 'j')
    expect(comment()).toBe('[threat], [slur]. Eejit.')
  })

  it('says where masking is off', async () => {
    const { press } = await show({ body })
    await press('m')
    expect(comment()).toBe(body)
    expect(text('.tape')).toContain('No words are masked.')
  })
})

describe('the way to the site', () => {
  const under = () => document.querySelector<HTMLElement>('.under .onsite')
  const at = (url: string) => withItem(1, { comment: { ...aCase(1).case.comment, url } })

  it('is opened by key and by pressing where it stands', async () => {
    const url = 'http://127.0.0.1/news/tolls#c1'
    const { press, opened } = await showViews([at(url)])
    await press('o')
    act(() => under()?.click())
    await until(() => opened.length === 2)
    expect(opened).toEqual([url, url])
  })

  it.each([
    'javascript:alert(1)',
    'http://127.0.0.1.evil.example/',
    'https://127.0.0.1@evil.example/',
  ])('is not opened where it leads elsewhere: %s', async (url) => {
    const { press, opened } = await showViews([at(url)])
    expect(document.querySelector('a[href]')).toBeNull()
    await press('o')
    act(() => under()?.click())
    await act(() => until(() => text('.tape').includes('does not lead to the paper')))
    expect(opened).toEqual([])
  })
})

describe('what it answers', () => {
  it('is one line, opened in its place by a key', async () => {
    const parent = { commentId: 'p', authorName: 'clyde', postedAt: AT, where: 'parent' } as const
    const neighbours = [
      { ...parent, body: 'Innocent until proven.\n\nLast I heard.', shown: 'as-written' as const },
    ]
    const { press } = await showViews([withItem(1, { neighbours })])
    const opener = () => document.querySelector('.parent button')
    expect(opener()?.textContent).toContain('clyde wrote: Innocent until proven. Last I heard.')
    expect(opener()?.getAttribute('aria-expanded')).toBe('false')

    await press('P')
    expect(opener()?.getAttribute('aria-expanded')).toBe('true')
    expect(all('.parent .words p')).toEqual(['Innocent until proven.', 'Last I heard.'])
    await press('P')
    expect(all('.parent .words p')).toEqual([])
  })
})

describe('the author’s revisions', () => {
  const older = (bodyRev: number, body: string) => ({
    ...{ bodyRev, body, salt: '0'.repeat(64), bodyCommit: '0'.repeat(64) },
  })
  const edited = (olderTexts: ReturnType<typeof older>[]) => {
    const view = aCase(1, { body: 'The man is a useless drunk.', bodyRev: 3 })
    return withItem(1, {
      ...view.case,
      olderTexts,
      comment: { ...view.case.comment, editedAt: AT },
    })
  }

  it('are stepped through from the newest change to the text again', async () => {
    const { press } = await showViews([
      edited([older(1, 'The man.'), older(2, 'The man is a drunk.')]),
    ])
    await press('v')
    expect(all('.revisions ins')).toEqual(['useless '])
    expect(text('.rhead b')).toBe('Revision 2 → 3')
    await press('v')
    expect(all('.revisions ins')).toEqual([' is a drunk'])
    await press('v')
    expect(comment()).toBe('The man is a useless drunk.')
  })

  it('are told where they are not on this device', async () => {
    const { press } = await showViews([edited([])])
    await press('v')
    await act(() => until(() => text('.revisions .nothing').includes('A lead can fetch it.')))
    expect(part('comment')).toBeNull()
  })

  it('are none where it was never edited', async () => {
    const { press } = await show({})
    await press('v')
    expect(comment()).toBe('Comment 1')
    expect(text('.tape')).toContain('has not edited it')
  })
})

describe('odd cases', () => {
  it('without an article or an author say so, and can be judged', async () => {
    const { press, peer } = await showViews([withItem(1, {}, { article: null, author: null })])
    expect(text('.under')).toContain('an article that isn’t here yet')
    expect(text('.by')).toContain('Author not on record')
    await press('f', 'n')
    expect(peer.recorded).toHaveLength(1)
  })

  it('whose author deleted the comment say that nothing is to be taken down', async () => {
    const { comment: own } = aCase(1).case
    await showViews([withItem(1, { comment: { ...own, deletedByAuthor: true } })])
    expect(text('.by')).toContain('Deleted by its author')
    expect(text('.cbody')).toContain('There is nothing to take down')
  })

  it('under a rule that the terms no longer have name it as it was, and its version', async () => {
    const view = aCase(1)
    const ground = { kind: 'rule', terms: defaultTerms.version, code: 'CON-ABU' } as const
    const delivery = heldDelivery(
      view,
      {
        caseId: view.case.caseId,
        verb: 'keep',
        ground,
        cuts: [],
        restores: null,
        note: null,
        expect: view.case.revisions,
        answers: [],
        bodyCommit: view.case.comment.bodyCommit,
      },
      1,
    )
    const kept = decided(view, delivery).case
    const { stores } = await showViews([
      withItem(1, { decisions: kept.decisions, reopened: 'new-report' }),
    ])
    act(() => {
      const rules = defaultTerms.rules.filter(({ code }) => code !== 'CON-ABU')
      stores.terms.setState({
        versions: [{ ...defaultTerms, version: '2.0.0', rules }, defaultTerms],
      })
    })

    expect(text('.reason')).toContain('Personal abuse')
    expect(text('.reason .gone')).toBe(`not in the terms any more; last in ${defaultTerms.version}`)
    expect(text('.standing')).toContain('Personal abuse (not in the terms any more')
  })

  it('with reports that say nothing, and with many more than are here, say how many', async () => {
    const view = aCase(1, { reports: 3 })
    const reports = view.case.reports.map((one, i) => ({
      ...one,
      words: i === 0 ? ' \n ' : 'Vile.',
    }))
    await showViews([
      withItem(1, { reports, openReportCount: 5000, reportCount: 5000, readers: 4321 }),
    ])

    expect(text('#f-rep')).toContain('5,000 reports')
    expect(text('.reason .said')).toBe('Vile. ×21 gave no words.')
    expect(text('.fact')).toContain('4,997 more reports at the desk')
  })
})
