import { CONNECT, type PanelLook, type ToLoader, type ToPanel } from '../channel'
import { element } from './elements'

interface Options {
  /** Origin of the Parley server. */
  url: string
  name: string
  look(): PanelLook
  hear(message: ToLoader): void
}

/** The panel in its frame, and the port that leads to it. */
export class PanelFrame {
  /** The dialog: named, and around the frame. */
  readonly box: HTMLElement
  readonly frame: HTMLIFrameElement
  #port: MessagePort | undefined

  constructor(private readonly options: Options) {
    const { url, name } = options
    const origin = encodeURIComponent(location.origin)
    this.frame = element('iframe', {
      title: `Chat with ${name}`,
      allow: 'autoplay',
      src: `${url}/widget/panel.html?origin=${origin}`,
    })
    this.box = element(
      'div',
      {
        id: 'panel',
        class: 'panel',
        role: 'dialog',
        'aria-label': `Chat with ${name}`,
        hidden: '',
      },
      this.frame,
    )
    this.frame.addEventListener('load', () => this.#connect())
  }

  tell(message: ToPanel): void {
    this.#port?.postMessage(message)
  }

  remove(): void {
    this.#port?.close()
    this.box.remove()
  }

  /** Only the server's own page can take the port: the browser sees to the origin. */
  #connect(): void {
    this.#port?.close()
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }: MessageEvent<ToLoader>) => this.options.hear(data)
    this.#port = port1
    this.frame.contentWindow?.postMessage(CONNECT, this.options.url, [port2])
    this.tell({ type: 'look', look: this.options.look() })
  }
}
