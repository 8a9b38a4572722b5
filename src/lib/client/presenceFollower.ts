import type { OnlineColleaguesPage } from '../api'
import {
  type Applied,
  applyBatch,
  applyChange,
  applyMissing,
  applyPage,
  emptyOnlineUsers,
  isComplete,
  type OnlineUsers,
  usersOf,
} from '../onlineUsers'
import type {
  OnlineColleague,
  OnlineUser,
  OnlineUsersPage,
  Payload,
  PresenceChange,
} from '../protocol'
import type { Clock } from './clock'
import { newestOnly, shortened } from './newestUsers'
import type { SocketLink } from './socketLink'

/** The first page comes as an event of its own; not waited for longer than for an answer. */
const pageLimitMs = 5_000
/** A list that cannot be mended is not asked for more often. */
const mendEveryMs = 2_000
/** A short list is made up for when so much of it is left. */
const REFILL_BELOW = 0.9

interface Options {
  link: SocketLink
  clock: Clock
  /** Asks for the first page, which comes as `online_users_list`. */
  askForList(userId: string): Promise<unknown>
  /** Reads a page over HTTP, for those who may not over the socket. */
  pageOverHttp(cursor: string): Promise<OnlineUsersPage>
  /**
   * Hands on the list, `read` anew from its beginning or `changed`.
   */
  deliver(users: OnlineUser[], how: 'read' | 'changed', news: ListNews): void
  /** Of more people than so many only the newest are kept. Absent: everybody is. */
  most?: number | undefined
}

/** What else there is to say of a list. */
export interface ListNews {
  /** So many of it are still to be read. */
  missing: number
  /** How many are online, in the list or not. */
  total: number
  /** Changes of people who are not in it, since it was delivered last. */
  beyond: readonly PresenceChange[]
}

/** Keeps the list of who is online equal to the server's while the socket is up. */
export class PresenceFollower {
  #list: OnlineUsers = emptyOnlineUsers
  #follower = ''
  #round = 0
  #total = 0
  #shownEpoch: string | undefined
  #mendedAtMs = 0
  /** The list is made up for: what is shown stays until it is whole. */
  #isRefilling = false
  #cancelMending: (() => void) | undefined
  #takeFirstPage = (_: OnlineUsersPage) => {}

  constructor(private readonly options: Options) {
    const { link } = options
    link.on('online_users_list', (page) => this.#takeFirstPage(page))
    link.on('presence_batch', (batch) => this.#take(applyBatch(this.#list, batch)))
    link.on('user_online', ({ version, from, epoch, change, ...user }) => {
      this.#take(applyChange(this.#list, { type: 'online', version, change, user }, epoch, from))
    })
    link.on('user_offline', (left) => this.#userLeft(left))
  }

  /**
   * Announces this user and reads the list from its beginning. The list shown until then is
   * replaced in one go. Never rejects: without presence there are still messages, and the list
   * is asked for again.
   */
  follow(userId: string): Promise<void> {
    this.#follower = userId
    return this.#readList()
  }

  /** The socket is gone: what is shown stays until the next list. */
  rest(): void {
    this.#round += 1
    this.#cancelMending?.()
    this.#cancelMending = undefined
  }

  /** Shows a list that was read over HTTP. */
  show(page: OnlineColleaguesPage): void {
    if (this.#isDoubtful(page)) return
    this.#shownEpoch = page.epoch
    const news = { missing: 0, total: page.data.length, beyond: [] }
    this.options.deliver(page.data.map(onlineUserOf), 'read', news)
  }

  /** Servers written from the guides may say no more than who. */
  #userLeft(left: Payload<'user_offline'> | string): void {
    if (typeof left === 'string') this.#mendSoon()
    else this.#take(applyChange(this.#list, { type: 'offline', ...left }, left.epoch, left.from))
  }

  #take({ state, hole }: Applied, how: 'read' | 'changed' = 'changed'): void {
    const isNews = state.users !== this.#list.users
    this.#list = this.#fitting(state)
    if (isComplete(this.#list)) this.#isRefilling = false
    if (isNews && !this.#isRefilling) this.#deliver(how)
    if (hole) this.#mendSoon()
    else this.#refillSoon()
  }

  #deliver(how: 'read' | 'changed'): void {
    const { short, users } = this.#list
    const wanted = Math.min(this.#total, short?.most ?? this.#total)
    const missing = isComplete(this.#list) ? 0 : Math.max(1, wanted - users.size)
    const total = short?.total ?? users.size + missing
    const beyond = short && missing === 0 ? short.beyond : []
    if (beyond.length > 0) this.#list = withoutBeyond(this.#list)
    this.options.deliver(usersOf(this.#list), how, { missing, total, beyond })
  }

  /** A whole list may outgrow what is kept. */
  #fitting(state: OnlineUsers): OnlineUsers {
    const { most } = this.options
    const isTooLong = most !== undefined && !state.short && state.users.size > most
    return isTooLong && isComplete(state) ? shortened(state, most) : state
  }

  /** Of a short list so many have left that older ones, who were left out, belong to it. */
  #refillSoon(): void {
    const { short, users } = this.#list
    if (!short || !isComplete(this.#list) || users.size >= short.total) return
    if (users.size < short.most * REFILL_BELOW) this.#mendSoon()
  }

  async #readList(): Promise<void> {
    this.#round += 1
    const round = this.#round
    this.#list = emptyOnlineUsers
    try {
      await this.#readPages(() => round === this.#round)
    } catch {
      if (round === this.#round) this.#mendSoon()
    }
  }

  async #readPages(isLatest: () => boolean): Promise<void> {
    const first = this.#firstPage()
    const announced = this.options.askForList(this.#follower)
    let [page] = await Promise.all([first, announced])
    if (isLatest() && this.#isDoubtful(page)) return this.#mendSoon()
    let cursor: string | undefined
    const { most, link } = this.options
    if (most !== undefined && page.total > most) {
      page = await link.ask('get_online_users', { order: 'newest' })
      if (isLatest()) this.#list = newestOnly(this.#list, most)
    }
    while (isLatest()) {
      this.#total = page.total
      this.#shownEpoch = page.epoch
      this.#take(applyPage(this.#list, page, cursor), 'read')
      cursor = this.#list.nextCursor
      if (cursor === undefined) return
      page = await this.#nextPage(cursor)
    }
  }

  /** A storage that is filled again may not have everybody yet whom the list shows. */
  #isDoubtful({ stale, epoch }: OnlineUsersPage | OnlineColleaguesPage): boolean {
    return stale === true && ![undefined, epoch].includes(this.#shownEpoch)
  }

  #firstPage(): Promise<OnlineUsersPage> {
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(new Error('The list of online users did not come'))
      const cancel = this.options.clock.after(pageLimitMs, giveUp)
      this.#takeFirstPage = (page) => {
        cancel()
        this.#takeFirstPage = () => {}
        resolve(page)
      }
    })
  }

  #nextPage(cursor: string): Promise<OnlineUsersPage> {
    const { link, pageOverHttp } = this.options
    if (this.#list.short) return link.ask('get_online_users', { cursor, order: 'newest' })
    return link.ask('get_online_users', { cursor }).catch(() => pageOverHttp(cursor))
  }

  #mendSoon(): void {
    const { clock, link } = this.options
    const waitMs = Math.max(0, this.#mendedAtMs + mendEveryMs - clock.now())
    this.#cancelMending ??= clock.after(waitMs, () => {
      this.#cancelMending = undefined
      this.#mendedAtMs = clock.now()
      if (link.isUp()) void this.#mend()
    })
  }

  /** Asks for the missing changes, and for the whole list when they are not to be had. */
  async #mend(): Promise<void> {
    const { epoch, version: after, waiting, short } = this.#list
    if (epoch === undefined || !isComplete(this.#list)) return this.#readList()
    if (short && waiting.length === 0) {
      this.#isRefilling = true
      return this.#readList()
    }
    const changes = await this.#changesAfter(epoch, after)
    if (this.#list.epoch !== epoch) return
    const mended = applyMissing(this.#list, after, changes ?? [])
    if (!changes || mended.hole) return this.#readList()
    this.#take(mended)
  }

  async #changesAfter(epoch: string, after: number): Promise<PresenceChange[] | undefined> {
    const question = { epoch, after }
    const answer = await this.options.link
      .ask('get_presence_changes', question)
      .catch(() => undefined)
    return answer && 'changes' in answer ? answer.changes : undefined
  }
}

function withoutBeyond(state: OnlineUsers): OnlineUsers {
  return state.short ? { ...state, short: { ...state.short, beyond: [] } } : state
}

/** A page that was read over HTTP, as the socket tells it. */
export function pageOfColleagues(read: OnlineColleaguesPage): OnlineUsersPage {
  const { data, count, ...page } = read
  return { ...page, users: data.map(onlineUserOf), total: count }
}

function onlineUserOf(colleague: OnlineColleague): OnlineUser {
  const { userId, name, avatar, status, connectedAt, lastSeen } = colleague
  return {
    userId,
    name,
    status,
    connectedAt,
    lastActiveAt: lastSeen,
    ...(avatar !== undefined && { avatar }),
    kind: 'user',
    sessionId: '',
    domain: '',
    origin: '',
    url: '',
  }
}
