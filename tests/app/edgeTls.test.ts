import { expect, test } from 'vitest'
import { freePort } from '../infrastructure/processes'
import { startServerProcess } from '../infrastructure/serverProcess'
import { findOpenssl } from '../infrastructure/tools'
import { tlsFrontOf } from './support/ownAuthority'
import { request, signIn } from './support/people'
import { startTestApp } from './support/testApp'
import { EDGE_SECRET, startTestEdge } from './support/testEdge'
import { connect } from './support/testSocket'

test.runIf(findOpenssl())(
  'ED-17 an edge speaks https to a back end that NODE_EXTRA_CA_CERTS vouches for, and to no other',
  async () => {
    const app = await startTestApp({ EDGE_SECRET, TRUST_EDGE_ONLY: '1' })
    const front = await tlsFrontOf(app.url)
    const own = { ROLE: 'edge', EDGE_SECRET, EDGE_BACKENDS: front.url, JWT_SECRET: '' }
    const [trusting, strange] = await Promise.all([
      startServerProcess({
        program: 'api',
        port: await freePort(),
        env: { ...own, EDGE_LOOK_MS: '100', NODE_EXTRA_CA_CERTS: front.authority },
      }),
      startTestEdge([front.url]),
    ])
    const ada = await signIn(trusting.url, 'ada')
    const sockets = await Promise.all([
      ada.connect(),
      connect(trusting.url, { token: ada.token }, { transports: ['polling'] }),
    ])
    for (const socket of sockets) await socket.demand('user_activity', {})
    expect((await ada.call('GET', '/api/people')).status).toBe(200)
    const refused = await request(strange.url, 'POST', '/api/auth/demo', { body: { as: 'ada' } })
    expect(refused).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } })
    for (const socket of sockets) socket.close()
    await Promise.all([trusting.kill(), strange.close()])
    front.close()
    await app.close()
  },
)
