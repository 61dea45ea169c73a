import { siteLink } from '../../site-link.ts'
import { answerPage, isOurs } from './app-page.ts'
import type { Contents, Links, Partition } from './surface.ts'

/** Gives a session our page and takes everything else away: permissions, devices, the network. */
export function lockDownSession(session: Partition, root: string): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
  session.on('will-download', (event) => {
    event.preventDefault()
  })
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isOurs(url) })
  })
  session.protocol.handle('app', (request) => answerPage(root, request))
}

/**
 * Keeps a page where it is. A link to a site the desk names opens in the system's browser; every
 * other new window and every navigation is refused.
 */
export function lockDownContents(
  contents: Contents,
  links: Links,
  maySee: (origin: string) => boolean,
): void {
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOurs(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    const link = siteLink(url, maySee)
    if (link?.startsWith('https:') === true) void links.openExternal(link)
    return { action: 'deny' }
  })
}
