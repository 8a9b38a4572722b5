import type { ConnectionState } from '@/lib/connectionState'
import type { ParleyApiError } from '@/lib/parleyApiError'
import type { Message, SeqMark } from '@/lib/protocol'
import type { AvailabilityAnswer } from '@/lib/webchatProtocol'
import { brandOf } from '../brandColour'
import type { PanelLook, ToLoader, ToPanel, Written } from '../channel'
import { followAvailability } from './availability'
import { isNarrow, takeScreen } from './fullScreen'
import { greetLater, greetNoMore } from './greeting'
import { Launcher } from './launcher'
import type { MovedPage } from './movedPage'
import { type FileCalls, PanelFiles } from './panelFiles'
import { PanelFrame } from './panelFrame'
import { isHiddenOn } from './settings'
import { isOwn, type VisitorChat } from './visitorChat'
import type { KnownSettings } from './website'

interface Options {
  settings: KnownSettings
  page: MovedPage
  chat(): VisitorChat
  state(): ConnectionState
  /** @throws ParleyApiError */
  send(written: Written): Promise<Message>
  /** @throws ParleyApiError */
  older(): Promise<void>
  availability(): Promise<AvailabilityAnswer>
  /** @throws ParleyApiError */
  keepEmail(email: string): Promise<unknown>
  typing(typing: { isTyping: boolean; preview?: string }): void
  seen(mark: SeqMark): void
  files: FileCalls
}

/** The launcher, its cards and the panel: what of the conversation is shown where. */
export class WidgetView {
  readonly #launcher: Launcher
  #panel: PanelFrame | undefined
  #isDrawn = false
  #isOpen = false
  #isWanted = true
  #readSeq = 0
  #closedSeq: number | undefined
  /** Said before the panel was there. */
  #prefilled: string | undefined
  #leaveScreen = () => {}
  #endAsking = () => {}
  readonly #files: PanelFiles
  #availability: AvailabilityAnswer | undefined
  readonly #ends: (() => void)[] = []

  constructor(private readonly options: Options) {
    this.#launcher = new Launcher(options.settings, {
      toggle: () => this.toggle(),
      near: () => this.#preparePanel(),
    })
    this.#files = new PanelFiles(options.files, (message) => this.tell(message))
  }

  get isDrawn(): boolean {
    return this.#isDrawn
  }

  /** @returns false when it is there already. */
  draw(): boolean {
    if (this.#isDrawn) return false
    this.#isDrawn = true
    const { page, settings, chat } = this.options
    this.#place()
    this.#launcher.draw()
    this.#ends.push(
      page.on('moved', () => this.#place()),
      page.on('focus', () => this.tell({ type: 'focused', isFocused: true })),
      page.on('blur', () => this.tell({ type: 'focused', isFocused: false })),
    )
    const { greeting } = settings
    if (greeting)
      this.#ends.push(greetLater(() => chat().messages.length === 0 && this.#greet(greeting)))
    return true
  }

  remove(): void {
    this.close()
    for (const end of this.#ends.splice(0)) end()
    this.#panel?.remove()
    this.#panel = undefined
    this.#launcher.remove()
    this.#isDrawn = false
  }

  open(): void {
    if (this.#isOpen || !this.#isDrawn) return
    this.#isOpen = true
    const { box, frame } = this.#preparePanel()
    box.hidden = false
    this.#launcher.setOpen(true)
    if (isNarrow()) this.#leaveScreen = takeScreen(box, () => this.close())
    frame.focus()
    this.#tellShown()
    this.#endAsking = followAvailability(this.options.availability, (known) => {
      this.#availability = known
      this.#tellAvailability()
    })
  }

  close(): void {
    if (!this.#isOpen || !this.#panel) return
    const { hasFocus } = this.#launcher
    this.#isOpen = false
    this.#leaveScreen()
    this.#leaveScreen = () => {}
    this.#endAsking()
    this.#panel.box.hidden = true
    this.#launcher.setOpen(false)
    this.showChat()
    this.#tellShown()
    if (hasFocus) this.#launcher.button.focus()
  }

  toggle(): void {
    if (this.#isOpen) this.close()
    else this.open()
  }

  /** `Parley.hide()` and `show()`: without a launcher, messages still come. */
  setWanted(isWanted: boolean): void {
    this.#isWanted = isWanted
    if (!isWanted) this.close()
    this.#place()
  }

  prefill(text: string): void {
    this.#prefilled = text
    this.open()
    this.#tellPrefilled()
  }

  tell(message: ToPanel): void {
    this.#panel?.tell(message)
  }

  /** The visitor is another one; what was written and not sent stays with the same person. */
  begin(isSame: boolean): void {
    this.#readSeq = 0
    this.#closedSeq = undefined
    if (!isSame) this.#prefilled = undefined
    this.tell({ type: 'begin', isSame })
    this.#launcher.showCard(undefined)
    this.showChat()
  }

  /** The list, or how much of it was seen, has changed. */
  showChat(): void {
    const { messages, isKnown, hasMore, unread } = this.options.chat()
    this.tell({ type: 'messages', messages, isKnown, hasMore })
    this.#launcher.setUnread(this.#isOpen ? 0 : unread.length)
    if (unread.length === 0 && !this.#isOpen) this.#launcher.showCard(undefined)
  }

  showRead(seq: number): void {
    this.#readSeq = Math.max(this.#readSeq, seq)
    this.#tellStanding()
  }

  showStatus(status: string | undefined, lastSeq: number): void {
    this.#closedSeq = status === 'closed' ? lastSeq : undefined
    this.#tellStanding()
  }

  /** While the panel is closed a card shows what has come. */
  showNew(messages: readonly Message[]): void {
    const last = messages.filter((message) => !isOwn(message) && !message.deletedAt).at(-1)
    if (!last || this.#isOpen) return
    this.tell({ type: 'typing', isTyping: false })
    this.#launcher.showCard({
      from: last.senderName,
      words: last.text || `${last.attachments?.[0]?.name}`,
      open: () => this.open(),
      dismiss: () => this.#dismiss(),
    })
  }

  #greet(words: string): void {
    if (this.#isOpen) return
    const dismiss = () => {
      greetNoMore()
      this.#dismiss()
    }
    this.#launcher.showCard({ words, open: () => this.open(), dismiss })
  }

  #dismiss(): void {
    this.#launcher.showCard(undefined)
    this.#launcher.button.focus()
  }

  #place(): void {
    const isHidden = isHiddenOn(this.options.settings.hideOn, location.pathname)
    if (isHidden) this.close()
    this.#launcher.setHidden(isHidden || !this.#isWanted)
  }

  #preparePanel(): PanelFrame {
    if (this.#panel) return this.#panel
    const { settings } = this.options
    this.#panel = new PanelFrame({
      url: settings.url,
      name: settings.name,
      look: () => lookOf(settings),
      hear: (message) => this.#hear(message),
    })
    this.#launcher.addPanel(this.#panel.box)
    return this.#panel
  }

  #hear(message: ToLoader): void {
    const { typing, seen, older, keepEmail } = this.options
    const kept = (isKept: boolean) => () => this.tell({ type: 'email', isKept })
    const failed = () => this.tell({ type: 'older-failed' })
    if (message.type === 'ready') this.#fill()
    else if (message.type === 'close') this.close()
    else if (message.type === 'send') void this.#send(message)
    else if (message.type === 'older') older().catch(failed)
    else if (message.type === 'email') keepEmail(message.email).then(kept(true), kept(false))
    else if (message.type === 'typing') typing(message)
    else if (message.type !== 'seen') this.#files.hear(message)
    else seen(message)
  }

  /** The panel has just begun, for the first time or again. */
  #fill(): void {
    this.tell({ type: 'state', state: this.options.state() })
    this.showChat()
    this.#tellStanding()
    this.#tellAvailability()
    this.#tellShown()
    this.#tellPrefilled()
  }

  async #send({ clientMessageId, text, attachmentIds }: Written): Promise<void> {
    try {
      await this.options.send({
        clientMessageId,
        text,
        ...(attachmentIds && { attachmentIds }),
      })
    } catch (error) {
      const { code, message, retry, retryAfterSeconds } = error as ParleyApiError
      const failure = { code, message, retry, ...(retryAfterSeconds && { retryAfterSeconds }) }
      this.tell({ type: 'failed', clientMessageId, failure })
    }
  }

  #tellShown(): void {
    const focus = isNarrow() ? 'heading' : 'composer'
    this.tell({ type: 'shown', isShown: this.#isOpen, ...(this.#isOpen && { focus }) })
  }

  #tellStanding(): void {
    this.tell({ type: 'standing', readSeq: this.#readSeq, closedSeq: this.#closedSeq })
  }

  #tellAvailability(): void {
    const availability = this.#availability
    if (availability) this.tell({ type: 'availability', availability })
  }

  #tellPrefilled(): void {
    if (this.#prefilled !== undefined) this.tell({ type: 'prefill', text: this.#prefilled })
  }
}

function lookOf({ name, theme, color, greeting, questions, privacyUrl }: KnownSettings): PanelLook {
  const { lang, dir } = document.documentElement
  const brand = brandOf(color)
  return {
    name,
    theme,
    brand,
    greeting,
    questions,
    privacyUrl,
    lang: lang || 'en',
    dir: dir === 'rtl' ? 'rtl' : 'ltr',
  }
}
