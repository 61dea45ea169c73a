import { act } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { keepPageClean, show } from './support/shown-window.tsx'

keepPageClean()

const heading = () => document.querySelector('h1')?.textContent
const byRole = (role: string) => [...document.querySelectorAll(`[role="${role}"]`)]

describe('the window', () => {
  it('has its landmarks, one h1, and one tab stop in the queue', async () => {
    await show({}, {})

    for (const landmark of ['header.mast', 'nav[aria-label="Places"]', 'main', 'footer'])
      expect(document.querySelectorAll(landmark)).toHaveLength(1)
    expect(document.querySelectorAll('h1')).toHaveLength(1)
    const [list] = byRole('listbox')
    expect(list?.getAttribute('tabindex')).toBe('0')
    expect(list?.querySelectorAll('[tabindex="0"]')).toHaveLength(0)
    const options = byRole('option')
    expect(options.map((one) => one.getAttribute('aria-posinset'))).toEqual(['1', '2'])
    expect(options.map((one) => one.getAttribute('aria-setsize'))).toEqual(['2', '2'])
    expect(list?.getAttribute('aria-activedescendant')).toBe(options[0]?.id)
  })

  it('goes from the verb to the rule to the next case, and says what was done', async () => {
    const { press } = await show(
      { rule: 'CON-ABU', authorName: 'kelvin_sider' },
      { rule: 'CON-OBS' },
    )
    expect(heading()).toBe('Personal abuse')

    await press('d')
    expect(byRole('dialog')[0]?.getAttribute('aria-label')).toBe('Delete under which rule?')
    await press('b')

    expect(byRole('dialog')).toHaveLength(0)
    expect(heading()).toBe('Swearing')
    expect(document.activeElement).toBe(document.querySelector('h1'))
    const said = document.querySelector('[data-part="announcement"]')
    expect(said?.textContent).toMatch(
      /^Deleted, Personal abuse\. .*Next: S3, Swearing, 1 report\.$/,
    )
    expect(document.querySelector('.tape')?.textContent).toContain('kelvin_sider')
    expect(document.querySelector('.place .n')?.textContent).toBe('1 waiting')
  })

  it('shows a case only when it can be judged: its rules are there', async () => {
    const { stores, press } = await show({})
    const { versions } = stores.terms.getState()

    act(() => {
      stores.terms.setState({ versions: [] })
    })
    expect(document.querySelector('main')?.hasAttribute('data-case')).toBe(false)
    expect(document.querySelector('[data-part="comment"]')).toBeNull()

    act(() => {
      stores.terms.setState({ versions })
    })
    expect(document.querySelector('main')?.getAttribute('data-case')).toBe('1')
    await press('d')
    expect(byRole('dialog')).toHaveLength(1)
  })

  it('gives the focus back to where it was when a choice is left', async () => {
    const { press } = await show({}, {})
    const list = document.querySelector<HTMLElement>('[data-part="queue-list"]')
    list?.focus()

    await press('f')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Reasons')
    await press('Escape')

    expect(document.activeElement).toBe(list)
  })

  it('says that a decision was not kept, with the choice intact', async () => {
    const { press, peer } = await show({}, {})
    peer.refuse({ code: 'disk-full', message: 'The disk is full.' })

    await press('d', 'b')

    const [alert] = byRole('alert').filter((one) => one.textContent !== '')
    expect(alert?.textContent).toContain('Not kept. The disk is full.')
    expect(document.querySelector('.opt[aria-selected="true"]')?.textContent).toContain('b')
    expect(heading()).toBe('Personal abuse')
  })

  it('shows hostile text as text, in its own direction, and marks what was pointed at', async () => {
    const body = '<img src=x onerror="alert(1)"> \u202Eright to left\n\n<script>alert(2)</script>'
    await show({ body, spans: [[0, 4]], authorName: '\u202Egnihton<b>' })

    const comment = document.querySelector('[data-part="comment"]')
    expect(document.querySelectorAll('img, script, .name b')).toHaveLength(0)
    expect(comment?.textContent).toBe(body.replace('\n\n', ''))
    expect([...(comment?.children ?? [])].map((p) => p.getAttribute('dir'))).toEqual([
      'auto',
      'auto',
    ])
    expect(comment?.querySelector('mark')?.textContent).toBe('<img')
    for (const name of document.querySelectorAll('.name')) expect(name.tagName).toBe('BDI')
  })

  it('shows the beginning of a very long comment and the rest when asked', async () => {
    await show({ body: 'a'.repeat(9_999) + '😂'.repeat(1000) })
    const comment = () => document.querySelector('[data-part="comment"]')?.textContent ?? ''
    expect(comment()).toBe('a'.repeat(9_999))

    act(() => document.querySelector<HTMLElement>('.more')?.click())

    expect(comment()).toHaveLength(11_999)
  })

  it('tells that a case was seen after a second, and not while the page is hidden', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    try {
      const { peer } = await show({}, {})
      const seen = () => peer.calls.filter(({ method }) => method === 'case.seen').length
      await act(() => vi.advanceTimersByTimeAsync(5000))
      expect(seen()).toBe(0)

      hidden.mockReturnValue(false)
      document.dispatchEvent(new Event('visibilitychange'))
      await act(() => vi.advanceTimersByTimeAsync(900))
      expect(seen()).toBe(0)
      await act(() => vi.advanceTimersByTimeAsync(200))
      expect(seen()).toBe(1)
    } finally {
      vi.useRealTimers()
      hidden.mockRestore()
    }
  })

  it('says when nothing waits, and keeps the last decision undoable', async () => {
    const { press } = await show({})

    await press('f', 'n')

    expect(heading()).toBe('Nothing is waiting.')
    expect(document.querySelector('.tape .undo')?.textContent).toContain('Undo')
  })

  it('says that another window took over, with the way back', async () => {
    const { link } = await show({})

    act(() => {
      link.setState({ line: 'superseded' })
    })

    expect(heading()).toBe('Another window took over.')
    expect(document.querySelector('main button')?.textContent).toBe('Use it here')
  })
})
