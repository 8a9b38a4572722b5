import type { ClientEvent } from '../../../src/lib/protocol'
import { SOCKET_PATH } from '../../../src/server/upgrades'
import { HANDSHAKE_MESSAGES, HANDSHAKE_OPERATION, handshakeSchemas } from './handshake'
import { type Sources, typeNamed } from './program'
import { type JsonSchema, sorted } from './schemas'
import { callersOf, payloadSchema } from './socketSchemas'
import { type EventSource, eventSources } from './socketSources'
import { TypeSchemas } from './typeSchemas'
import { ID_COMPONENT } from './zodSchemas'

const CHANNEL = { $ref: '#/channels/socket' }

/** `public/asyncapi.json`: every event of `protocol.ts`, as the server receives and sends them. */
export function asyncApi(sources: Sources): JsonSchema {
  const types = new TypeSchemas(sources)
  const received = eventSources(sources, 'ClientToServerEvents')
  const sent = eventSources(sources, 'ServerToClientEvents')
  const messages = {
    ...HANDSHAKE_MESSAGES,
    ...Object.assign({}, ...received.map((event) => receivedMessages(event, types))),
    ...Object.assign({}, ...sent.map((event) => sentMessage(event, types))),
    ...pushMessage(sources, types),
  }
  const operations = [
    HANDSHAKE_OPERATION,
    ...received.map(receiveOperation),
    ...[...sent.map(({ name }) => name), 'push'].map(sendOperation),
  ]
  const handshake = handshakeSchemas(sources, types)
  return {
    asyncapi: '3.0.0',
    info: INFO,
    defaultContentType: 'application/json',
    servers: SERVERS,
    channels: { socket: { ...SOCKET, messages } },
    operations: Object.assign({}, ...operations),
    components: {
      schemas: sorted({ ...types.components, ...handshake, Id: ID_COMPONENT }),
      securitySchemes: { token: BEARER },
    },
  }
}

const INFO = {
  title: 'Parley',
  version: '0.1.0',
  description:
    'The events of Parley over Socket.IO, protocol 5. Made from the event maps of the client library and the schemas of the server. Events of clients are answered by their ack, where they ask for one. Requests over HTTP: `/openapi.json`.',
  license: { name: 'MIT' },
}

const BEARER = {
  type: 'http',
  scheme: 'bearer',
  description:
    'A token or a key in the header `Authorization`; browsers show it in the handshake’s `auth`.',
}

const SERVERS = {
  parley: {
    host: '{host}',
    protocol: 'ws',
    description: 'Long polling and WebSocket at the same path; over https it is wss.',
    variables: { host: { default: 'localhost:3000' } },
    security: [{ $ref: '#/components/securitySchemes/token' }],
  },
}

const SOCKET = {
  address: SOCKET_PATH,
  title: 'The socket of one caller',
  servers: [{ $ref: '#/servers/parley' }],
  bindings: {
    ws: {
      query: {
        type: 'object',
        description: 'What a page says of itself.',
        properties: Object.fromEntries(
          ['tenantId', 'siteId', 'domain'].map((name) => [name, { type: 'string' }]),
        ),
      },
      bindingVersion: '0.1.0',
    },
  },
}

function receivedMessages({ name, summary, payload, answer }: EventSource, types: TypeSchemas) {
  const event = name as ClientEvent
  if (!answer) throw new Error(`${name} has no ack`)
  return {
    [`${name}.client`]: {
      name,
      summary: [summary, `Of ${callersOf(event).map(inWords).join(', ')}.`].join(' ').trim(),
      payload: payloadSchema(event) ?? types.of(payload),
    },
    [`${name}.ack`]: { name, summary: `The ack of \`${name}\`.`, payload: types.of(answer) },
  }
}

function sentMessage({ name, summary, payload }: EventSource, types: TypeSchemas) {
  return {
    [`${name}.server`]: { name, ...(summary && { summary }), payload: types.of(payload) },
  }
}

function pushMessage(sources: Sources, types: TypeSchemas) {
  const about = types.of(typeNamed(sources, sources.gateway, 'PushAbout'))
  return {
    'push.server': {
      name: 'push',
      title: 'A push',
      summary:
        'An event with a name that the tenant’s back end has chosen: `POST /api/gateway/send`. It carries two arguments.',
      payload: { type: 'array', items: [{ description: 'Any JSON.' }, about] },
    },
  }
}

function receiveOperation({ name }: EventSource) {
  return {
    [`receive.${name}`]: {
      action: 'receive',
      channel: CHANNEL,
      messages: [messageRef(`${name}.client`)],
      reply: { channel: CHANNEL, messages: [messageRef(`${name}.ack`)] },
    },
  }
}

function sendOperation(name: string) {
  return {
    [`send.${name}`]: {
      action: 'send',
      channel: CHANNEL,
      messages: [messageRef(`${name}.server`)],
    },
  }
}

function messageRef(name: string): JsonSchema {
  return { $ref: `#/channels/socket/messages/${name}` }
}

function inWords(callers: string): string {
  return callers === 'backEnds' ? 'back ends' : callers
}
