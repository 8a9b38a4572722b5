import { describe, expect, test } from 'vitest'
import { plainText } from '@/services/realtime'
import { pageAddress } from './pageText'

describe('what strangers write', () => {
  test.each([
    'https://acme.example/pricing?plan=team#top',
    'http://localhost:3000/',
    'https://münchen.example/straße',
  ])('PR-62 %s is a page', (address) => {
    expect(pageAddress(address)).toBe(address)
  })

  test.each([
    'javascript:alert(1)',
    'JavaScript://acme.example/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'about:blank',
    '/pricing',
    'https://',
    'acme.example',
    '',
  ])('PR-62 %s is none', (address) => {
    expect(pageAddress(address)).toBe('')
  })

  test('PR-62 an address with umlauts stays a page however often one is read', () => {
    const address = 'https://münchen.example/straße'
    const read = Array.from({ length: 20_000 }, () => pageAddress(address))
    expect(new Set(read)).toEqual(new Set([address]))
  })

  test('PR-62 credentials are cut out of an address', () => {
    expect(pageAddress('https://ada:secret@acme.example/a')).toBe('https://acme.example/a')
  })

  test('PR-62 control characters and marks of direction are not kept', () => {
    expect(plainText(' Pri\u0000cing\r\n\u202Eteam ', 512)).toBe('Pri cing team')
    expect(pageAddress('java\nscript:alert(1)')).toBe('')
    expect(plainText('\uD800', 10)).toBe('\uFFFD')
  })

  test('PR-62 text is cut to its length', () => {
    expect(plainText('a'.repeat(1_000_000), 512)).toHaveLength(512)
    expect(pageAddress(`https://acme.example/${'a'.repeat(1_000_000)}`)).toHaveLength(2048)
  })
})
