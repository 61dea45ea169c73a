/**
 * A link as it may be opened: to exactly one of the sites, by its origin (scheme, host and port).
 * Null for every other: another scheme, a host that only looks like it, another port, a name and
 * password before the host.
 */
export function siteLink(url: string, isSite: (origin: string) => boolean): string | null {
  const link = URL.parse(url)
  if (link?.protocol !== 'https:' && link?.protocol !== 'http:') return null
  if (link.username !== '' || link.password !== '') return null
  return isSite(link.origin) ? link.href : null
}
