import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { configOf } from './config'
import { readEnv } from './env'

const DATA_DIR = mkdtempSync(join(tmpdir(), 'parley-config-'))
afterAll(() => rmSync(DATA_DIR, { recursive: true }))

const SECRET = 'a-secret-of-at-least-32-characters!!'
const config = (source: Record<string, string>) => configOf(readEnv({ DATA_DIR, ...source }))

describe('environment', () => {
  test('RT-10 names every variable that is wrong in one sentence', () => {
    expect(() => readEnv({ PORT: 'many', SIGN_UP: 'maybe' })).toThrow(/PORT .*SIGN_UP/)
  })

  test('RT-10 takes an empty variable for an absent one', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 3000 })
  })

  test('RT-10 demands JWT_SECRET in production, of at least 32 characters', () => {
    expect(() => config({ NODE_ENV: 'production' })).toThrow('JWT_SECRET is required in production')
    expect(() => config({ NODE_ENV: 'production', JWT_SECRET: 'short' })).toThrow('at least 32')
  })

  test('RT-10 takes a comma list of secrets, the first one signing', () => {
    const { jwtSecrets } = config({ NODE_ENV: 'production', JWT_SECRET: `${SECRET},${SECRET}2` })
    expect(jwtSecrets).toEqual([SECRET, `${SECRET}2`])
  })

  test('makes a secret in development and keeps it in the data folder', () => {
    const [made] = config({}).jwtSecrets
    expect(made).toHaveLength(43)
    expect(config({}).jwtSecrets).toEqual([made])
    expect(readFileSync(join(DATA_DIR, 'jwt-secret'), 'utf8')).toBe(made)
  })

  test('RT-10 refuses plain http for anything but this machine', () => {
    expect(() => config({ PUBLIC_URL: 'http://chat.example.com' })).toThrow('must be https')
    expect(config({ PUBLIC_URL: 'https://chat.example.com/' })).toMatchObject({
      publicUrl: 'https://chat.example.com',
      secure: true,
    })
    expect(config({ PUBLIC_URL: 'http://127.0.0.1:4000' }).secure).toBe(false)
  })

  test('RT-10 wants GATEWAY_TENANT_ID beside GATEWAY_API_KEY', () => {
    expect(() => config({ GATEWAY_API_KEY: 'key' })).toThrow('GATEWAY_TENANT_ID')
  })

  test('RT-10 wants EDGE_SECRET, of at least 32 characters, beside TRUST_EDGE_ONLY', () => {
    expect(() => config({ TRUST_EDGE_ONLY: '1' })).toThrow('TRUST_EDGE_ONLY needs EDGE_SECRET')
    expect(() => config({ EDGE_SECRET: 'short' })).toThrow('EDGE_SECRET must have at least 32')
    const { edge } = config({ TRUST_EDGE_ONLY: '1', EDGE_SECRET: `${SECRET},${SECRET}2` })
    expect(edge).toMatchObject({ only: true, secrets: [SECRET, `${SECRET}2`] })
  })

  test('RT-10 an edge needs its secret and its back ends, and no JWT_SECRET', () => {
    const edge = (source: Record<string, string>) =>
      config({ NODE_ENV: 'production', ROLE: 'edge', ...source })
    expect(() => edge({ EDGE_BACKENDS: 'http://a:3000' })).toThrow('ROLE=edge needs EDGE_SECRET')
    expect(() => edge({ EDGE_SECRET: SECRET })).toThrow('ROLE=edge needs EDGE_BACKENDS')
    expect(() => edge({ EDGE_SECRET: SECRET, EDGE_BACKENDS: 'a:3000' })).toThrow('EDGE_BACKENDS')
    const { edge: found, jwtSecrets } = edge({
      EDGE_SECRET: SECRET,
      BACKEND_API_URL: 'http://a:3000/, https://b.example.com/path',
      BACKEND_WS_URL: 'ws://a:3000,wss://c.example.com',
    })
    expect(jwtSecrets).toEqual([])
    expect(found.backEnds).toEqual([
      { url: 'http://a:3000', takes: ['requests', 'sockets'] },
      { url: 'https://b.example.com', takes: ['requests'] },
      { url: 'https://c.example.com', takes: ['sockets'] },
    ])
  })

  test('UP-10 wants all of a bucket or nothing', () => {
    const bucket = { S3_ENDPOINT: 'https://s3.example.com', S3_BUCKET: 'files' }
    expect(() => config(bucket)).toThrow('S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY')
    const keys = { S3_ACCESS_KEY_ID: 'key', S3_SECRET_ACCESS_KEY: 'secret' }
    expect(config({ ...bucket, ...keys }).files.bucket).toEqual({
      endpoint: 'https://s3.example.com',
      bucket: 'files',
      region: 'us-east-1',
      accessKeyId: 'key',
      secretAccessKey: 'secret',
    })
    expect(config({}).files.bucket).toBeUndefined()
  })

  test('turns the demo on in development and off in production', () => {
    expect(config({}).demo).toBe(true)
    expect(config({ NODE_ENV: 'production', JWT_SECRET: SECRET })).toMatchObject({
      demo: false,
      signUp: 'invite',
    })
    expect(config({ NODE_ENV: 'production', JWT_SECRET: SECRET, DEMO: '1' }).demo).toBe(true)
  })
})
