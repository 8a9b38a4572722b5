import { expect, test } from 'vitest'
import { parsedUrl } from './parsedUrl'

test('what is an address is read, alone or beside another', () => {
  expect(parsedUrl('https://acme.example/a?b#c')?.pathname).toBe('/a')
  expect(parsedUrl('/b', 'https://acme.example/a')?.href).toBe('https://acme.example/b')
})

test('what is none is nothing', () => {
  for (const text of ['', 'acme', '/a', 'http://', 'https://[']) {
    expect(parsedUrl(text)).toBeUndefined()
  }
})

test('umlauts are read however often', () => {
  for (let nth = 0; nth < 5000; nth += 1) {
    expect(parsedUrl(`https://acme.example/schön/${nth}`)).toBeDefined()
  }
})
