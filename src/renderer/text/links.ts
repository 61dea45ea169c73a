/** Links in a reader's words: never opened from here, and told by where they really go. */
import { lookOf } from '../../shared/domain/look-alike.ts'
import type { Find, LinkFind } from './find.ts'

/** What begins like an address, or is a host with a path behind it. */
const LINK =
  /(?<![\p{L}\p{N}])(?:[a-z][a-z0-9+.-]{1,15}:\/\/|(?:javascript|data|vbscript|mailto|tel):(?=\S)|www\.)[^\s<>"]+|(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?::\d{1,5})?\/[^\s<>"]*/giu
/** Punctuation that ends the sentence and not the address. */
const TRAILING = new Set(".,;:!?)]}'’”»…")
/** No browser takes a longer one. */
const LONGEST = 4000

/** Where the links of a text stand and go. `own` is the host of the title itself, if it is known. */
export function linksIn(text: string, own: string | undefined): readonly Find[] {
  const found: Find[] = []
  for (const { 0: match, index } of text.matchAll(LINK)) {
    const written = withoutEnd(match.slice(0, LONGEST))
    if (written.length < 4) continue
    const link = linkOf(written, own)
    const end = index + (match.length > LONGEST ? match.length : written.length)
    if (link) found.push({ what: 'link', span: [index, end], link })
  }
  return found
}

function withoutEnd(address: string): string {
  let end = address.length
  while (TRAILING.has(address.charAt(end - 1))) end--
  return address.slice(0, end)
}

const SCHEME = /^(?:[a-z][a-z0-9+.-]*:\/\/|(?:javascript|data|vbscript|mailto|tel):)/iu
const WEB = new Set(['http:', 'https:'])

function linkOf(written: string, own: string | undefined): LinkFind | undefined {
  const url = URL.parse(SCHEME.test(written) ? written : `https://${written}`)
  if (!url) return { host: 'nowhere', trick: 'No browser can make an address of it.' }
  if (!WEB.has(url.protocol))
    return { host: url.protocol, trick: `${url.protocol} is no web page.` }
  return { host: url.host, trick: trickIn(written, url, own) }
}

function trickIn(written: string, url: URL, own: string | undefined): string | undefined {
  const goes = `Goes to ${url.host}`
  if (url.username !== '' || url.password !== '')
    return `${goes}: what stands before the @ is not the site.`
  const real = withoutWww(url.hostname)
  if (real === own) return undefined
  if (/^[\d.]+$|^\[/u.test(real)) return `${goes}, a machine by its number.`
  const shown = hostWritten(written)
  if (own !== undefined && lookOf(shown) === lookOf(own))
    return `${goes}, which looks like ${own} and is another site.`
  if (!real.split('.').some((label) => label.startsWith('xn--'))) return undefined
  return mixed(shown)
    ? `${goes}: its name mixes letters of two alphabets.`
    : `${goes}: its name is in letters of another alphabet.`
}

/** The host as the writer spelt it. */
function hostWritten(written: string): string {
  const rest = written.replace(/^[a-z][a-z0-9+.-]*:\/*/iu, '')
  return withoutWww((/^[^/?#]*/u.exec(rest)?.[0] ?? '').replace(/:\d+$/u, ''))
}

const withoutWww = (host: string) => host.replace(/^www\./iu, '')

function mixed(host: string): boolean {
  return host.split('.').some((label) => /[a-z]/iu.test(label) && /[^\p{ASCII}\p{M}]/u.test(label))
}

/** The host of an address as `linksIn` wants it, or undefined where it is none. */
export function hostOf(address: string): string | undefined {
  const host = URL.parse(address)?.hostname
  return host === undefined ? undefined : withoutWww(host)
}
