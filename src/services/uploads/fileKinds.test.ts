import { describe, expect, test } from 'vitest'
import { fileKind, isShown } from './fileKinds'
import { PDF, png } from './testFiles'

const latin = (text: string) => Buffer.from(text, 'latin1')
const type = (name: string, head: Buffer) => fileKind(name, head)?.type

describe('kinds of files', () => {
  test.each([
    ['a.png', png(1, 1), 'image/png'],
    ['a.JPEG', latin('\xff\xd8\xff\xe0'), 'image/jpeg'],
    ['a.gif', latin('GIF89a'), 'image/gif'],
    ['a.webp', latin('RIFF\x00\x00\x00\x00WEBP'), 'image/webp'],
    ['a.avif', latin('\x00\x00\x00\x20ftypavif'), 'image/avif'],
    ['a.pdf', PDF, 'application/pdf'],
    ['a.zip', latin('PK\x03\x04'), 'application/zip'],
    ['a.mp3', latin('\xff\xfb\x90'), 'audio/mpeg'],
    ['a.mp4', latin('\x00\x00\x00\x20ftypisom'), 'video/mp4'],
    ['a.csv', latin('Größe;Preis\r\n'), 'text/plain'],
  ])('UP-2 %s is what its content says', (name, head, expected) => {
    expect(type(name, head)).toBe(expected)
  })

  test('UP-2 what is disguised by its name is refused', () => {
    expect(type('holiday.png', PDF)).toBeUndefined()
    expect(type('holiday.png', latin('<svg onload="alert(1)">'))).toBeUndefined()
    expect(type('holiday.jpg', latin('<html><script>'))).toBeUndefined()
    expect(type('invoice.pdf', latin('MZ\x90\x00'))).toBeUndefined()
    expect(type('notes.txt', latin('MZ\x90\x00\x03'))).toBeUndefined()
  })

  test('UP-2 what browsers or machines would run is refused, whatever it holds', () => {
    const names = ['a.svg', 'a.html', 'a.htm', 'a.js', 'a.exe', 'a.docm', 'a.xml', 'a.png.exe']
    for (const name of names) expect(type(name, png(1, 1))).toBeUndefined()
    for (const name of names) expect(type(name, latin('hello'))).toBeUndefined()
  })

  test('a picture needs no name, anything else does', () => {
    expect(type('image', png(1, 1))).toBe('image/png')
    expect(type('image', PDF)).toBeUndefined()
    expect(type('image', latin('hello'))).toBeUndefined()
  })

  test('UP-6 pictures that browsers draw safely are shown, nothing else is', () => {
    expect(['image/png', 'image/jpeg', 'image/webp'].map(isShown)).toEqual([true, true, true])
    const others = ['image/svg+xml', 'image/heic', 'application/pdf', 'text/plain', 'video/mp4']
    expect(others.filter(isShown)).toEqual([])
  })
})
