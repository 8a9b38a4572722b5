import { systemClock } from '@/lib/client/clock'
import { randomId } from '@/lib/client/randomId'
import type { ParleyApiError } from '@/lib/parleyApiError'
import type { SeqMark } from '@/lib/protocol'
import { createVisitorSession, type VisitorGrant } from '@/lib/visitorSession'
import type { WebchatMessagesAnswer } from '@/lib/webchatProtocol'
import type { Written } from '../channel'
import { openEngineSocket } from './engineSocket'
import type { Events } from './events'
import { MessageQueue } from './messageQueue'
import { movedPage } from './movedPage'
import { tellRead } from './tellRead'
import { isOwn, VisitorChat } from './visitorChat'
import { VisitorLine } from './visitorLine'
import type { KnownSettings } from './website'
import { WidgetView } from './widgetView'

/** One visitor on one page: the session, the line, the conversation, and what is drawn of it. */
export class Widget {
  readonly #page = movedPage()
  readonly #session
  readonly #line: VisitorLine
  #chat: VisitorChat
  readonly #queue: MessageQueue
  readonly #view: WidgetView
  #hasWarned = false
  /** Counts those who have used the page. */
  #person = 0
  readonly #follow = (event: StorageEvent) => this.#chat.follow(event)

  constructor(
    private readonly settings: KnownSettings,
    private readonly events: Events,
    private readonly warn: (error: ParleyApiError) => void,
  ) {
    this.#session = createVisitorSession({
      ...settings,
      onVisitor: (now, before) => {
        this.#begin(isAnonymous(before) && !isAnonymous(now))
        if (this.isReady) this.#tellReady(now)
      },
    })
    this.#chat = this.#makeChat()
    this.#line = this.#makeLine()
    this.#queue = new MessageQueue({
      line: this.#line,
      person: () => this.#person,
      about: () => this.#about(),
    })
    this.#view = new WidgetView({
      settings,
      page: this.#page,
      chat: () => this.#chat,
      state: () => this.#line.state,
      send: (written) => this.#send(written),
      older: () => this.#chat.older(),
      availability: () => this.#line.requests.get('/api/chat/availability'),
      keepEmail: (email) => this.#keepEmail(email),
      typing: (typing) => this.#typing(typing),
      seen: (mark) => this.#seen(mark),
      files: this.#line.files,
    })
    this.#hear()
  }

  /** The visitor is known, and there is something to open. */
  get isReady(): boolean {
    return this.#view.isDrawn
  }

  start(): void {
    window.addEventListener('storage', this.#follow)
    this.#line.start()
    this.#session.get().then(
      () => this.#draw(),
      () => {},
    )
  }

  destroy(): void {
    window.removeEventListener('storage', this.#follow)
    this.#line.stop()
    this.#view.remove()
    this.#page.close()
  }

  /** A page that has none for who is signed out is told so, as of a wrong one. */
  identify = (identityToken = '') =>
    this.#session.identify(identityToken).then(() => {}, this.#told)
  logout = () => {
    const begun = this.#session.logout().then(() => {}, this.#told)
    this.#begin(false)
    return begun
  }

  open = () => this.#view.open()
  close = () => this.#view.close()
  toggle = () => this.#view.toggle()
  show = () => this.#view.setWanted(true)
  hide = () => this.#view.setWanted(false)
  prefill = (text: string) => this.#view.prefill(text)
  page = (said: { url?: string; title?: string } = {}) => this.#page.say(said)
  track = (title: string) => this.#page.say({ title })

  sendMessage = (text: string) => {
    this.#send({ clientMessageId: randomId(), text }).catch(this.#told)
  }

  readonly #told = ({ code, message }: ParleyApiError) =>
    this.events.tell('error', { code, message })

  /** The visitor is another one from now on: the same person where they are known by name now. */
  #begin(isSame: boolean): void {
    if (!isSame) this.#person += 1
    this.#chat = this.#makeChat()
    this.#view.begin(isSame)
    this.#line.reconnect()
    this.#chat.catchUp().catch(() => {})
  }

  #makeChat(): VisitorChat {
    const { settings } = this
    const chat = new VisitorChat({
      key: `${settings.url}:${settings.tenantId}`,
      read: async (query) => {
        const page = await this.#line.requests.get<WebchatMessagesAnswer>(
          '/api/chat/messages',
          query,
        )
        if (chat !== this.#chat) return page
        this.#view.showRead(page.agentsReadSeq)
        this.#view.showStatus(page.status, page.lastSeq)
        return page
      },
      onChange: () => {
        this.#view.showChat()
        this.events.tell('unread', this.#chat.unread.length)
      },
      onNew: (messages) => {
        if (chat !== this.#chat) return
        this.#view.showNew(messages)
        for (const { sender, senderName: from, id, text, timestamp } of messages)
          if (sender !== 'user') this.events.tell('message:received', { id, text, from, timestamp })
      },
    })
    return chat
  }

  #makeLine(): VisitorLine {
    const { url, tenantId, siteId } = this.settings
    return new VisitorLine({
      url,
      tenantId,
      siteId,
      session: this.#session,
      page: this.#page,
      openSocket: openEngineSocket,
      clock: systemClock,
      random: Math.random,
      hearer: {
        reached: () => this.#draw(),
        state: (state) => {
          this.#view.tell({ type: 'state', state })
          this.events.tell('status', state)
        },
        catchUp: () => this.#chat.catchUp(),
        failed: (error) => this.#failed(error),
      },
    })
  }

  #hear(): void {
    const { link } = this.#line
    for (const event of ['meta_message_created', 'ai_event_created'] as const)
      link.on(event, ({ message }) => this.#chat.add(message))
    for (const event of ['message_updated', 'message_deleted'] as const)
      link.on(event, ({ message }) => this.#chat.add(message))
    link.on('typing', ({ isTyping, name = '' }) =>
      this.#view.tell({ type: 'typing', isTyping, name }),
    )
    link.on('message_read', ({ seq }) => this.#view.showRead(seq))
    link.on('conversation_updated', ({ conversation: { webchat, lastSeq } }) =>
      this.#view.showStatus(webchat?.status, lastSeq),
    )
  }

  #draw(): void {
    if (!this.#view.draw()) return
    this.#session.get().then(
      (visitor) => this.#tellReady(visitor),
      () => {},
    )
  }

  #tellReady({ userId, sessionId }: VisitorGrant): void {
    this.events.tell('ready', { userId, sessionId })
  }

  async #send(written: Written) {
    const chat = this.#chat
    const message = await this.#queue.send(written)
    chat.add(message)
    const { id, text, timestamp } = message
    this.events.tell('message:sent', { id, text, timestamp })
    return message
  }

  /** The visitor's last message, which is there already, says it once more with the address. */
  async #keepEmail(email: string): Promise<void> {
    const { clientMessageId, text, attachments } = this.#chat.messages.filter(isOwn).at(-1) ?? {}
    const attachmentIds = attachments?.map(({ id }) => id)
    const body = { clientMessageId, text, attachmentIds, userInfo: { email } }
    await this.#line.requests.send('POST', '/webchat/message', body)
  }

  #about() {
    const { siteId } = this.settings
    return {
      ...this.#page.address(),
      ...this.#page.origin(),
      origin: location.origin,
      ...(siteId && { siteId }),
    }
  }

  #typing(typing: { isTyping: boolean; preview?: string }): void {
    const { conversationId } = this.#chat
    if (conversationId) this.#line.link.tell('typing', { conversationId, ...typing })
  }

  /** What is said of another visitor's conversation came late. */
  #seen({ conversationId, seq }: SeqMark): void {
    if (conversationId !== this.#chat.conversationId) return
    this.#chat.see(seq)
    tellRead(this.#line, { conversationId, seq })
  }

  /** The website's page stays as it is: who made it is told once, in the console. */
  #failed(error: ParleyApiError): void {
    if (!error.retry) this.#view.remove()
    if (this.#hasWarned || (error.retry && this.#view.isDrawn)) return
    this.#hasWarned = true
    this.warn(error)
  }
}

function isAnonymous({ userId }: VisitorGrant): boolean {
  return userId.startsWith('v_')
}
