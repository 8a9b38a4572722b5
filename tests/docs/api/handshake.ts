import { ERRORS } from '../../../src/lib/errors'
import { type Sources, typeNamed } from './program'
import { type Components, type JsonSchema, refTo } from './schemas'
import type { TypeSchemas } from './typeSchemas'

const MESSAGES = '#/channels/socket/messages'

/** The first packet of a socket, and what it is refused with. */
export const HANDSHAKE_MESSAGES: Record<string, JsonSchema> = {
  'connect.client': {
    name: 'connect',
    title: 'The handshake',
    summary:
      'Socket.IO’s packet CONNECT with the `auth` of the client: a token or a key. Answered with `connected`, or refused with `connect_error`.',
    payload: refTo('HandshakeAuth'),
    examples: [
      { name: 'user', payload: { token: 'eyJhbGciOi…', presence: 'batch' } },
      { name: 'visitor', payload: { apiKey: 'parley_pk_…', sessionId: 'session_1' } },
      { name: 'backEnd', payload: { apiKey: 'parley_sk_…' } },
    ],
  },
  'connect_error.server': {
    name: 'connect_error',
    summary: 'The handshake is refused, with a row of the error table.',
    payload: refTo('RefusedHandshake'),
  },
}

export const HANDSHAKE_OPERATION: JsonSchema = {
  'receive.connect': {
    action: 'receive',
    channel: { $ref: '#/channels/socket' },
    messages: [{ $ref: `${MESSAGES}/connect.client` }],
    reply: {
      channel: { $ref: '#/channels/socket' },
      messages: [
        { $ref: `${MESSAGES}/connected.server` },
        { $ref: `${MESSAGES}/connect_error.server` },
      ],
    },
  },
}

export function handshakeSchemas(sources: Sources, types: TypeSchemas): Components {
  types.of(typeNamed(sources, sources.handshake, 'HandshakeAuth'))
  return {
    RefusedHandshake: {
      type: 'object',
      properties: {
        message: { type: 'string' },
        data: {
          type: 'object',
          properties: {
            code: { type: 'string', enum: Object.keys(ERRORS) },
            retry: { type: 'boolean' },
          },
          required: ['code', 'retry'],
        },
      },
      required: ['message', 'data'],
    },
  }
}
