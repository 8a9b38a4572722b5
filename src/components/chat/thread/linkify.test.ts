import { describe, expect, test } from 'vitest'
import { linkify } from './linkify'

const linksOf = (text: string) => linkify(text).flatMap(({ href }) => href ?? [])

describe('links in a message', () => {
  test('UI-65 http, https and mailto become links, nothing else does', () => {
    expect(linksOf('http://a.example https://b.example/x mailto:ada@example.com')).toHaveLength(3)
    expect(linksOf('javascript:alert(1) data:text/html,x ftp://a.example //b.example')).toEqual([])
    expect(linksOf('https:// mailto:nobody http://')).toEqual([])
  })

  test('UI-65 punctuation after a link is not part of it', () => {
    expect(linksOf('See https://a.example/x, or (https://a.example/y).')).toEqual([
      'https://a.example/x',
      'https://a.example/y',
    ])
    expect(linksOf('https://a.example/wiki/Ada_(person)')).toEqual([
      'https://a.example/wiki/Ada_(person)',
    ])
    expect(linksOf('https://a.example?!…')).toEqual(['https://a.example'])
  })

  test('UI-65 nothing of the text is lost', () => {
    const text = 'a https://a.example/x?y=1&z=2#w. b\n<https://b.example> "https://c.example"'
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
    expect(linksOf(text)).toEqual([
      'https://a.example/x?y=1&z=2#w',
      'https://b.example',
      'https://c.example',
    ])
  })
})
