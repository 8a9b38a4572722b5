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
import type { SocketLink } from './socketLink'

/** The first page comes as an event of its own; not waited for longer than for an answer. */
const pageLimitMs = 5_000
/** A list that cannot be mended is not asked for more often. */
const mendEveryMs = 2_000

interface Options {
  link: SocketLink
  clock: Clock
  /** Asks for the first page, which comes as `online_users_list`. */
  askForList(userId: string): Promise<unknown>
  /** Reads a page over HTTP, for those who may not over the socket. */
  pageOverHttp(cursor: string): Promise<OnlineUsersPage>
  /**
   * Hands on the list, `read` anew from its beginning or `changed`, and how many of it are still
   * to be read.
   */
  deliver(users: OnlineUser[], how: 'read' | 'changed', missing: number): void
}

/** Keeps the list of who is online equal to the server's while the socket is up. */
export class PresenceFollower {
  #list: OnlineUsers = emptyOnlineUsers
  #follower = ''
  #round = 0
  #total = 0
  #mendedAtMs = 0
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
  show(colleagues: readonly OnlineColleague[]): void {
    this.options.deliver(colleagues.map(onlineUserOf), 'read', 0)
  }

  /** Servers written from the guides may say no more than who. */
  #userLeft(left: Payload<'user_offline'> | string): void {
    if (typeof left === 'string') this.#mendSoon()
    else this.#take(applyChange(this.#list, { type: 'offline', ...left }, left.epoch, left.from))
  }

  #take({ state, hole }: Applied, how: 'read' | 'changed' = 'changed'): void {
    const isNews = state.users !== this.#list.users
    this.#list = state
    if (isNews) this.options.deliver(usersOf(state), how, this.#missing())
    if (hole) this.#mendSoon()
  }

  #missing(): number {
    return isComplete(this.#list) ? 0 : Math.max(1, this.#total - this.#list.users.size)
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
    let cursor: string | undefined
    while (isLatest()) {
      this.#total = page.total
      this.#take(applyPage(this.#list, page, cursor), 'read')
      cursor = this.#list.nextCursor
      if (cursor === undefined) return
      page = await this.#nextPage(cursor)
    }
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
    const { epoch, version: after } = this.#list
    if (epoch === undefined || !isComplete(this.#list)) return this.#readList()
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
