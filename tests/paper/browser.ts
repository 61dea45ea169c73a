/** A reader's browser as far as the paper needs one: cookies, forms and links over real HTTP. */

export interface Answered {
  readonly status: number
  readonly url: string
  readonly text: string
  readonly headers: Headers
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}
const unescaped = (markup: string): string =>
  markup.replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)

/** One reader with a cookie jar. Redirects are followed as a browser does. */
export class Reader {
  readonly #url: string
  readonly #cookies = new Map<string, string>()
  readonly #headers: Readonly<Record<string, string>>

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.#url = url
    this.#headers = headers
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)
  }

  get(path: string): Promise<Answered> {
    return this.#send(path, { method: 'GET' })
  }

  /** Posts fields as a form of the site itself would be sent; `headers` may say otherwise. */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = { origin: this.#url },
  ): Promise<Answered> {
    const body = new URLSearchParams(fields)
    return this.#send(path, { method: 'POST', body, headers })
  }

  /** Opens the page of a form, fills it in, and sends it. */
  async fill(
    path: string,
    fields: Readonly<Record<string, string>>,
    action = path,
  ): Promise<Answered> {
    const page = await this.get(path)
    return this.post(action, { token: tokenIn(page.text, action), ...fields })
  }

  async #send(path: string, init: RequestInit): Promise<Answered> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = new Headers({ ...this.#headers, cookie })
    new Headers(init.headers).forEach((value, name) => headers.set(name, value))
    const answer = await fetch(new URL(path, this.#url), { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    if (answer.status >= 300 && answer.status < 400 && to !== null) {
      await answer.arrayBuffer()
      const next = await this.#send(to.split('#')[0] ?? '/', { method: 'GET' })
      return { ...next, url: to }
    }
    const { status } = answer
    return { status, url: path, text: await answer.text(), headers: answer.headers }
  }
}

/** The token in the form on a page that is sent to `action`. */
export function tokenIn(page: string, action: string): string {
  const form = page.slice(Math.max(0, page.indexOf(`action="${action}"`)))
  return /name="token"\s+value="([^"]*)"/.exec(form)?.[1] ?? ''
}

/** The number of the comment that a redirect went to. */
export const commentIn = (url: string): string => /#comment-(c\d+)/.exec(url)?.[1] ?? ''

/** The markup of one comment on an article's page. */
export function commentOn(page: string, id: string): string {
  const start = page.indexOf(`id="comment-${id}"`)
  return start < 0 ? '' : page.slice(start, page.indexOf('</article>', start))
}

/** What a comment's element of words holds, as text. */
export const wordsIn = (comment: string): string =>
  unescaped(/<div class="words" dir="auto">([\s\S]*?)<\/div>/.exec(comment)?.[1] ?? '')
