import { describe, expect, it } from 'vitest'
import { siteLink } from '../../src/main/site-link.ts'

const sites = new Set(['https://gazette.example', 'http://127.0.0.1:4200'])
const opened = (url: string) => siteLink(url, (origin) => sites.has(origin))

describe('a link to the site', () => {
  it('is opened where it leads to exactly that origin', () => {
    expect(opened('https://gazette.example/a/harbour#c1')).toBe(
      'https://gazette.example/a/harbour#c1',
    )
    expect(opened('HTTPS://Gazette.Example:443/a')).toBe('https://gazette.example/a')
    expect(opened('http://127.0.0.1:4200/a')).toBe('http://127.0.0.1:4200/a')
  })

  it.each([
    'https://gazette.example.evil.test/a',
    'https://gazette-example.test/',
    'https://www.gazette.example/',
    'https://gazette.example:8443/',
    'http://gazette.example/',
    'http://127.0.0.1:4201/',
    'https://gazette.example@evil.test/',
    'https://someone:secret@gazette.example/',
    'https://evil.test/https://gazette.example/',
    'https://evil.test\\@gazette.example/',
    'https://gаzette.example/', // a Cyrillic а
    'https://xn--gzette-5of.example/',
    'https://gazette。example.evil.test/',
    'javascript:alert(1)//https://gazette.example/',
    'java\nscript:alert(1)',
    'data:text/html,https://gazette.example',
    'file:///etc/passwd',
    'blob:https://gazette.example/1',
    'view-source:https://gazette.example/',
    '//gazette.example/a',
    '/a/harbour',
    '',
  ])('is not opened: %j', (url) => {
    expect(opened(url)).toBeNull()
  })
})
