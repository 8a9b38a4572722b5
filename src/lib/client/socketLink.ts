import { errorOfAnswer, parleyApiError } from '../parleyApiError'
import type {
  Ack,
  ClientEvent,
  ClientToServerEvents,
  Failure,
  Payload,
  ServerEvent,
} from '../protocol'
import type { WireSocket } from './wireSocket'

/** An answer that is not there by then is not waited for. */
const answerLimitMs = 5_000

/** The granted answer to a client's event. */
export type AnswerTo<E extends ClientEvent> = Exclude<AckOf<E>, Failure>
/** What a client sends with an event. */
export type Said<E extends ClientEvent> = Parameters<ClientToServerEvents[E]>[0]

type AckOf<E extends ClientEvent> = Parameters<
  Extract<Parameters<ClientToServerEvents[E]>[1], Ack<never>>
>[0]

/** The socket in the words of the protocol. */
export interface SocketLink {
  isUp(): boolean
  /**
   * Sends at once, so that what is asked first arrives first, and waits 5 s for the answer.
   * @throws ParleyApiError the server's refusal; `UNAVAILABLE` when there is no connection, it
   *   breaks, or no answer came.
   */
  ask<E extends ClientEvent>(event: E, payload: Said<E>): Promise<AnswerTo<E>>
  /** Sends without waiting; lost without a connection. */
  tell<E extends ClientEvent>(event: E, payload: Said<E>): void
  on<E extends ServerEvent>(event: E, listener: (payload: Payload<E>) => void): void
  /** Whether the server answers at all. The browser sees a dead connection only after 30 s. */
  isAlive(): Promise<boolean>
}

export function createSocketLink(socket: WireSocket): SocketLink {
  return {
    isUp: () => socket.connected,
    ask: (event, payload) =>
      new Promise((resolve, reject) => {
        socket.ask(event, payload, answerLimitMs, (error, answer) => {
          if (error)
            reject(parleyApiError('UNAVAILABLE', { sentence: 'The server did not answer' }))
          else if (isGranted(answer)) resolve(answer as AnswerTo<typeof event>)
          else reject(errorOfAnswer(answer))
        })
      }),
    tell: (event, payload) => socket.emit(event, payload),
    on: (event, listener) => socket.on(event, (payload) => listener(payload as never)),
    isAlive: () =>
      new Promise((resolve) => {
        socket.ask('user_activity', {}, answerLimitMs, (error) => resolve(!error))
      }),
  }
}

function isGranted(answer: unknown): boolean {
  return (answer as { success?: unknown } | null | undefined)?.success === true
}
