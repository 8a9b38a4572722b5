import { expect, test } from 'vitest'
import { type Rig, startRig } from './testing/startClient'

interface Said {
  active: boolean
  status?: string
  url: string
}
const said = ({ server }: Rig) => server.socket.heard<Said>('user_activity')
const actives = (rig: Rig) => said(rig).map(({ active }) => active)

test('CL-60 activity is told after connecting and every 30 s', async () => {
  const rig = await startRig()
  expect(said(rig)).toEqual([{ url: 'https://acme.example/chat', title: 'Chat', active: true }])
  await rig.clock.advance(90_000)
  expect(said(rig)).toHaveLength(4)
})

test('CL-60 is told at a change of page and of status, and not for the same status twice', async () => {
  const rig = await startRig()
  rig.page.url = 'https://acme.example/settings'
  rig.page.happen('moved')
  rig.client.setStatus('busy')
  rig.client.setStatus('busy')
  expect(said(rig).slice(1)).toMatchObject([
    { url: 'https://acme.example/settings' },
    { status: 'busy' },
  ])
})

test('CL-60 is told again, status and all, after a reconnect', async () => {
  const rig = await startRig()
  rig.client.setStatus('away')
  rig.server.socket.drop()
  rig.client.setStatus('busy')
  expect(said(rig)).toHaveLength(2)
  await rig.clock.advance(1_000)
  expect(said(rig).at(-1)).toMatchObject({ status: 'busy' })
})

test('CL-61 a hidden page is inactive at once, and active when it is seen again', async () => {
  const rig = await startRig()
  rig.page.happen('hidden')
  rig.page.happen('input')
  rig.page.happen('visible')
  expect(actives(rig)).toEqual([true, false, true])
})

test('CL-61 the server may say another time than five minutes, sooner or later', async () => {
  const rig = await startRig()
  await rig.clock.advance(60_000)
  sayAwayAfter(rig, 90)
  await rig.clock.advance(29_000)
  expect(actives(rig)).not.toContain(false)
  await rig.clock.advance(2_000)
  expect(actives(rig).at(-1)).toBe(false)
  rig.page.happen('input')
  sayAwayAfter(rig, 600)
  await rig.clock.advance(9 * 60_000)
  expect(actives(rig).at(-1)).toBe(true)
  await rig.clock.advance(2 * 60_000)
  expect(actives(rig).at(-1)).toBe(false)
})

test('CL-61 five minutes without input are inactive, the next input is active at once', async () => {
  const rig = await startRig()
  await rig.clock.advance(4 * 60_000)
  rig.page.happen('input')
  await rig.clock.advance(4 * 60_000)
  expect(actives(rig)).not.toContain(false)
  await rig.clock.advance(2 * 60_000)
  expect(actives(rig).at(-1)).toBe(false)
  const { length } = said(rig)
  rig.page.happen('input')
  expect(actives(rig).slice(length)).toEqual([true])
})

function sayAwayAfter({ server }: Rig, awayAfterSeconds: number): void {
  server.socket.say('connected', {
    message: 'Successfully connected to WebSocket',
    userId: 'u_ada',
    socketId: 'socket-1',
    sessionId: 'connection-1',
    tenantId: 'acme',
    expiresIn: 900,
    awayAfterSeconds,
  })
}
