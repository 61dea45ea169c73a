import { contentPolicy, guardHeaders } from '../content-policy.ts'
import { pageFile } from '../page-file.ts'

export const SCHEME = 'app'
const HOST = 'linesman'
/** The one page there is. */
export const PAGE = `${SCHEME}://${HOST}/index.html`

/** Whether an address is one of our own page. By protocol and host: `origin` is 'null' for ours. */
export function isOurs(address: string): boolean {
  const url = URL.parse(address)
  return url?.protocol === `${SCHEME}:` && url.host === HOST
}

/** Answers a request of the app protocol: the renderer's files under their policy, nothing else. */
export async function answerPage(root: string, request: Request): Promise<Response> {
  const url = URL.parse(request.url)
  const ours = url !== null && isOurs(request.url) && request.method === 'GET'
  const file = ours ? await pageFile(root, url.pathname) : undefined
  const headers = { ...guardHeaders, 'content-security-policy': contentPolicy("'none'") }
  if (!file) return new Response(null, { status: 404, headers })
  return new Response(file.body, { headers: { ...headers, 'content-type': file.type } })
}
