/** An address that a key or a token may be sent to: https, or this machine. Undefined for any other. */
export function safeAddress(text: string): URL | undefined {
  const url = URL.parse(text)
  if (url === null) return undefined
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback) ? url : undefined
}
