import { describe, expect, test } from 'vitest'
import { disposition, fileName } from './fileName'

describe('names of files', () => {
  test('UP-4 folders and what cannot be seen are taken away', () => {
    expect(fileName('../../etc/passwd')).toBe('passwd')
    expect(fileName('C:\\temp\\Rechnung März.pdf')).toBe('Rechnung März.pdf')
    expect(fileName('holiday\u202Egnp.exe')).toBe('holidaygnp.exe')
    expect(fileName(' a\r\n\0b\t .txt')).toBe('ab .txt')
    expect(fileName('..')).toBe('file')
    expect(fileName('')).toBe('file')
  })

  test('UP-4 a long name is cut before its ending', () => {
    const name = fileName(`${'ü'.repeat(300)}.jpeg`)
    expect([...name]).toHaveLength(120)
    expect(name.endsWith('ü.jpeg')).toBe(true)
  })

  test('UP-4 a name cannot leave its header', () => {
    expect(disposition('a"; x=y\\.pdf', false)).toBe(
      `attachment; filename="a_; x=y_.pdf"; filename*=UTF-8''a%22%3B%20x%3Dy%5C.pdf`,
    )
    expect(disposition("März (1)'.png", true)).toBe(
      `inline; filename="M_rz (1)'.png"; filename*=UTF-8''M%C3%A4rz%20%281%29%27.png`,
    )
  })
})
