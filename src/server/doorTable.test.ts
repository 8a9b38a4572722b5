import { describe, expect, test } from 'vitest'
import { AnswerHeaders, httpDoor } from '@/services/realtime'
import type { App } from './createApp'
import { type Door, doorFinder } from './doorTable'

const door = httpDoor<App>(async () => ({ status: 200, headers: new AnswerHeaders({}), body: '' }))
const list: Door[] = [
  { method: 'GET', path: '/api/rooms/:id', door, hot: true },
  { method: 'POST', path: '/api/rooms', door, hot: false },
]
const find = doorFinder(list)

describe('door table', () => {
  test('finds a door by method and path and reads its parameters', () => {
    expect(find('GET', '/api/rooms/c_1?after=3')).toEqual({ door, params: { id: 'c_1' } })
    expect(find('POST', '/api/rooms')).toEqual({ door, params: {} })
  })

  test('decodes a parameter, and a broken escape becomes an id that names nothing', () => {
    expect(find('GET', '/api/rooms/a%3Ab')?.params).toEqual({ id: 'a:b' })
    expect(find('GET', '/api/rooms/%E0%A4%A')?.params).toEqual({ id: '' })
  })

  test('finds nothing for another method, a longer path or an unknown one', () => {
    expect(find('DELETE', '/api/rooms')).toBeUndefined()
    expect(find('GET', '/api/rooms/c_1/more')).toBeUndefined()
    expect(find('GET', '/elsewhere')).toBeUndefined()
  })
})
