import { describe, expect, test } from 'vitest'
import { createApi } from './api'
import { adaGrant } from './client/testing/fakeServer'
import { FakeTokens } from './client/testing/startClient'
import { errorCodeOf } from './errors'

interface Heard {
  line: string
  headers: Headers
  init: RequestInit
}

function apiAnswering(...answers: (() => Response)[]) {
  const heard: Heard[] = []
  const tokens = new FakeTokens()
  const api = createApi({
    url: 'https://acme.example',
    tokens,
    fetch: async (url, init = {}) => {
      const line = `${init.method} ${String(url).replace('https://acme.example', '')}`
      heard.push({ line, headers: new Headers(init.headers), init })
      const answer = answers.length > 1 ? answers.shift() : answers[0]
      return answer?.() ?? Response.json({})
    },
  })
  return { api, heard, tokens }
}

const refused =
  (code: string, status: number, headers = {}) =>
  () =>
    Response.json({ success: false, error: 'Said so', code, retry: true }, { status, headers })
const colleague = (userId: string) => ({ userId, name: userId, status: 'online' })

describe('every call', () => {
  test('shows the token, and neither cookie nor anything in the address', async () => {
    const { api, heard } = apiAnswering(() => Response.json({ conversations: [] }))
    await api.conversations()
    expect(heard[0]?.headers.get('authorization')).toBe(`Bearer ${adaGrant.token}`)
    expect(heard[0]?.init.credentials).toBe('omit')
    expect(heard[0]?.line).toBe('GET /api/privatechat/conversations')
  })

  test('CL-12 with a token that has expired is repeated once with a new one', async () => {
    const { api, heard, tokens } = apiAnswering(refused('TOKEN_EXPIRED', 401), () =>
      Response.json({ conversations: [] }),
    )
    await api.conversations()
    expect(tokens.renewals).toBe(1)
    expect(heard[1]?.headers.get('authorization')).toBe('Bearer token-2')
  })

  test('CL-12 is not repeated a second time', async () => {
    const { api, heard } = apiAnswering(refused('INVALID_JWT_TOKEN', 401))
    await expect(api.conversations()).rejects.toMatchObject({ code: 'INVALID_JWT_TOKEN' })
    expect(heard).toHaveLength(2)
  })

  test('CL-71 that is refused says why, with the code of the table and the time to wait', async () => {
    const { api } = apiAnswering(refused('RATE_LIMIT_EXCEEDED', 429, { 'retry-after': '7' }))
    await expect(api.conversations()).rejects.toMatchObject({
      code: 'RATE_LIMIT_EXCEEDED',
      status: 429,
      retry: true,
      message: 'Said so',
      retryAfterSeconds: 7,
    })
  })

  test('CL-71 answered by a stranger has a code of the table too', async () => {
    const proxy = apiAnswering(() => new Response('<h1>Bad gateway</h1>', { status: 502 }))
    await expect(proxy.api.conversations()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    const portal = apiAnswering(() => new Response('<h1>Please log in</h1>'))
    const error: unknown = await portal.api.conversations().catch((caught) => caught)
    expect(errorCodeOf(error)).toBe('INTERNAL')
  })
})

test('ids in addresses and absent parameters are written as the wire wants them', async () => {
  const { api, heard } = apiAnswering(() => Response.json({ message: {}, conversation: {} }))
  await api.messages('c/1', { before: 5, limit: 50 })
  await api.messages('c1')
  await api.editMessage('m 1', 'new')
  await api.deleteMessage('m1')
  await api.openGroup(['u_ben'], 'Team')
  await api.markRead('c1', 3)
  expect(heard.map(({ line }) => line)).toEqual([
    'GET /api/privatechat/messages/c%2F1?before=5&limit=50',
    'GET /api/privatechat/messages/c1',
    'PATCH /api/privatechat/message/m%201',
    'DELETE /api/privatechat/message/m1',
    'POST /api/privatechat/conversations',
    'POST /api/privatechat/read',
  ])
})

test('people online are read to the last page', async () => {
  const { api, heard } = apiAnswering(
    () => Response.json({ data: [colleague('u_ben')], nextCursor: 'p2' }),
    () => Response.json({ data: [colleague('u_chloe')] }),
  )
  const people = await api.onlineUsers({ excludeUserId: 'u_ada' })
  expect(people.map(({ userId }) => userId)).toEqual(['u_ben', 'u_chloe'])
  expect(heard.map(({ line }) => line)).toEqual([
    'GET /api/online-users?excludeUserId=u_ada',
    'GET /api/online-users?excludeUserId=u_ada&cursor=p2',
  ])
})
