import { beforeEach, describe, expect, test, vi } from 'vitest'
import { parleyApiError } from '../parleyApiError'
import type { OnlineUser } from '../protocol'
import { OnlineUsersFeed, type Watching } from './onlineUsersFeed'
import type { TenantSocketHearer } from './tenantSocket'
import { FakeClock } from './testing/fakeClock'
import { FakePage } from './testing/fakePage'

const ada: OnlineUser = {
  userId: 'ada',
  sessionId: '',
  connectedAt: '',
  domain: '',
  origin: '',
  url: '',
}
const ben = { ...ada, userId: 'ben' }
const usual: Watching = { pollingInterval: 5_000, autoRefresh: true }

let clock: FakeClock
let page: FakePage
let hearer: TenantSocketHearer
let idle: number
const read = vi.fn<() => Promise<OnlineUser[]>>()
const forgetPass = vi.fn()
const socket = { start: vi.fn(), stop: vi.fn(), readUsers: vi.fn() }

beforeEach(() => {
  clock = new FakeClock()
  page = new FakePage()
  idle = 0
  vi.resetAllMocks()
  read.mockResolvedValue([ada])
})

function makeFeed({ withSocket = true } = {}): OnlineUsersFeed {
  const openSocket = (given: TenantSocketHearer) => {
    hearer = given
    return socket
  }
  return new OnlineUsersFeed({
    clock,
    page,
    read,
    forgetPass,
    openSocket: withSocket ? openSocket : undefined,
    onIdle: () => {
      idle += 1
    },
  })
}

const nothing = () => {}

describe('the feed of a list', () => {
  test('CL-87 is loading until the first list, which comes over HTTP at once', async () => {
    const feed = makeFeed()
    feed.watch(nothing, usual)
    expect(feed.state).toMatchObject({ isLoading: true, onlineUsers: [] })
    await clock.advance(0)
    expect(feed.state).toEqual({
      onlineUsers: [ada],
      isLoading: false,
      error: null,
      isConnected: false,
    })
  })

  test('CL-87 polls until the socket has told the list, and again while it is away', async () => {
    const feed = makeFeed()
    feed.watch(nothing, usual)
    await clock.advance(10_000)
    expect(read).toHaveBeenCalledTimes(3)
    hearer.users([ada, ben], 'read')
    expect(feed.state).toMatchObject({ isConnected: true, onlineUsers: [ada, ben] })
    await clock.advance(60_000)
    expect(read).toHaveBeenCalledTimes(3)
    hearer.down()
    expect(feed.state).toMatchObject({ isConnected: false, onlineUsers: [ada, ben] })
    await clock.advance(2_000)
    expect(read).toHaveBeenCalledTimes(4)
    expect(feed.state.onlineUsers).toEqual([ada])
  })

  test('CL-87 an answer over HTTP never replaces what the socket told meanwhile', async () => {
    let answer = (_: OnlineUser[]) => {}
    read.mockReturnValue(
      new Promise((resolve) => {
        answer = resolve
      }),
    )
    const feed = makeFeed()
    feed.watch(nothing, usual)
    await clock.advance(0)
    hearer.users([ben], 'read')
    answer([ada])
    await clock.advance(0)
    expect(feed.state.onlineUsers).toEqual([ben])
  })

  test('CL-88 does not poll while the tab is hidden, and does at once on its return', async () => {
    makeFeed().watch(nothing, usual)
    await clock.advance(0)
    page.happen('hidden')
    await clock.advance(60_000)
    expect(read).toHaveBeenCalledTimes(1)
    page.happen('visible')
    await clock.advance(0)
    expect(read).toHaveBeenCalledTimes(2)
  })

  test('CL-88 polls as often as the most eager wants, and at most once a second', async () => {
    const feed = makeFeed({ withSocket: false })
    feed.watch(nothing, { ...usual, pollingInterval: 60_000 })
    const end = feed.watch(nothing, { ...usual, pollingInterval: Number.NaN })
    await clock.advance(3_000)
    expect(read).toHaveBeenCalledTimes(4)
    end()
    await clock.advance(2_000)
    const before = read.mock.calls.length
    await clock.advance(50_000)
    expect(read).toHaveBeenCalledTimes(before)
  })

  test('CL-88 without autoRefresh reads when told to, and not before', async () => {
    const feed = makeFeed({ withSocket: false })
    feed.watch(nothing, { ...usual, autoRefresh: false })
    await clock.advance(60_000)
    expect(read).not.toHaveBeenCalled()
    expect(feed.state.isLoading).toBe(false)
    await feed.refresh()
    expect(feed.state.onlineUsers).toEqual([ada])
  })

  test('CL-89 keeps what it has when reading fails, says why, and goes on', async () => {
    const feed = makeFeed()
    feed.watch(nothing, usual)
    await clock.advance(0)
    read.mockRejectedValueOnce(parleyApiError('RATE_LIMIT_EXCEEDED', { retryAfterSeconds: 20 }))
    await clock.advance(5_000)
    expect(feed.state.onlineUsers).toEqual([ada])
    expect(feed.state.error).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' })
    await clock.advance(19_000)
    expect(read).toHaveBeenCalledTimes(2)
    await clock.advance(1_000)
    expect(feed.state.error).toBeNull()
  })

  test('CL-89 a refusal ends polling until refresh or the return of the tab', async () => {
    const feed = makeFeed()
    feed.watch(nothing, usual)
    read.mockRejectedValue(parleyApiError('FORBIDDEN'))
    await clock.advance(60_000)
    expect(read).toHaveBeenCalledTimes(1)
    expect(feed.state).toMatchObject({ isLoading: false, error: { code: 'FORBIDDEN' } })
    expect(forgetPass).toHaveBeenCalledTimes(1)
    read.mockResolvedValue([ada])
    await feed.refresh()
    expect(feed.state).toMatchObject({ error: null, onlineUsers: [ada] })
    expect(socket.start).toHaveBeenCalledTimes(2)
    page.happen('visible')
    expect(socket.start).toHaveBeenCalledTimes(3)
  })

  test('CL-89 a retry that has nothing to show yet is loading', async () => {
    read.mockRejectedValueOnce(parleyApiError('UNAVAILABLE'))
    const feed = makeFeed({ withSocket: false })
    feed.watch(nothing, usual)
    await clock.advance(0)
    expect(feed.state.isLoading).toBe(false)
    const done = feed.refresh()
    expect(feed.state).toMatchObject({ isLoading: true, error: null })
    await done
    expect(feed.state).toMatchObject({ isLoading: false, onlineUsers: [ada] })
  })

  test('CL-89 without polling the socket’s failure is the error', async () => {
    const feed = makeFeed()
    feed.watch(nothing, { ...usual, autoRefresh: false })
    hearer.failed(parleyApiError('FORBIDDEN'))
    expect(feed.state).toMatchObject({ isLoading: false, error: { code: 'FORBIDDEN' } })
  })

  test('CL-90 refresh over the socket ends with the list, or with the connection', async () => {
    const feed = makeFeed()
    feed.watch(nothing, usual)
    hearer.users([ada], 'read')
    let done = 0
    const count = () => {
      done += 1
    }
    void feed.refresh().then(count)
    await clock.advance(0)
    expect([socket.readUsers.mock.calls.length, done]).toEqual([1, 0])
    hearer.users([ben], 'read')
    await clock.advance(0)
    expect(done).toBe(1)
    void feed.refresh().then(count)
    hearer.down()
    await clock.advance(0)
    expect(done).toBe(2)
  })

  test('CL-91 a mount that ends and begins again at once keeps the connection', async () => {
    const feed = makeFeed()
    feed.watch(nothing, usual)()
    const end = feed.watch(nothing, usual)
    await clock.advance(10)
    expect([socket.start.mock.calls.length, socket.stop.mock.calls.length, idle]).toEqual([1, 0, 0])
    expect(read).toHaveBeenCalledTimes(1)
    end()
    await clock.advance(0)
    expect([socket.stop.mock.calls.length, idle]).toEqual([1, 1])
    expect([clock.pending, page.listenerCount]).toEqual([0, 0])
  })
})
