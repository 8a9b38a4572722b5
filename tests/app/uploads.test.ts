import { existsSync, readdirSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestBucket } from '@/services/uploads/testBucket'
import { PDF, PHOTO, png } from '@/services/uploads/testFiles'
import { AVIF_PHOTO, CODED, heif, XMP } from '@/services/uploads/testHeif'
import { PLACE, pngWith } from '@/services/uploads/testPictures'
import { type Person, signIn } from './support/people'
import { startTestApp, type TestApp } from './support/testApp'
import { fileOf, upload } from './support/uploads'
import { newVisitor, PUBLISHABLE, SECRET, SHOP, type VisitorGrant } from './support/visitors'

let app: TestApp
let ada: Person
let ben: Person
let visitor: VisitorGrant

beforeAll(async () => {
  app = await startTestApp({ LIMIT_UPLOADS_PER_MINUTE: '100' })
  ada = await signIn(app.url, 'ada')
  ben = await signIn(app.url, 'ben')
  visitor = await newVisitor(app.url)
})
afterAll(() => app.close())

const sent = (file: { name?: string; content?: Buffer | string }) =>
  upload(app.url, ben.token, file)
const arriving = () => {
  const folder = join(app.app.config.dataDir, 'incoming')
  return existsSync(folder) ? readdirSync(folder) : []
}

async function contentAt(url: string): Promise<Buffer> {
  const headers = { authorization: `Bearer ${ben.token}`, origin: app.url }
  const read = await fetch(app.url + url, { headers })
  return Buffer.from(await read.arrayBuffer())
}

describe('sending a file', () => {
  test('UP-1 users, visitors and back ends send files', async () => {
    const { status, body } = await sent({ name: 'Übersicht 1.pdf', content: PDF })
    expect(status).toBe(200)
    const { id } = body.attachment
    expect(body).toEqual({
      success: true,
      attachment: {
        id,
        url: `/api/uploads/${id}`,
        name: 'Übersicht 1.pdf',
        type: 'application/pdf',
        size: PDF.length,
      },
    })
    expect(id).toMatch(/^f_[0-9a-f]{40}$/)
    const shop = { origin: SHOP, name: 'a.txt' }
    expect((await upload(app.url, visitor.token, shop)).status).toBe(200)
    expect((await upload(app.url, SECRET, { origin: null })).status).toBe(200)
  })

  test('UP-1 UP-7 nobody else does', async () => {
    expect((await upload(app.url, undefined)).body.code).toBe('UNAUTHENTICATED')
    const key = await upload(app.url, PUBLISHABLE, { origin: SHOP })
    expect([key.status, key.body.success]).toEqual([403, false])
    const foreign = await upload(app.url, ben.token, { origin: 'https://evil.test' })
    expect(foreign.body.code).toBe('ORIGIN_NOT_ALLOWED')
    const forged = await upload(app.url, `${visitor.token}x`, { origin: SHOP })
    expect(forged.body.code).toBe('INVALID_JWT_TOKEN')
  })

  test('UP-5 pictures have their size, and damaged or huge ones are refused', async () => {
    const { body } = await sent({ name: 'a.png', content: png(40, 30) })
    expect(body.attachment).toMatchObject({ type: 'image/png', width: 40, height: 30 })
    const huge = await sent({ name: 'a.png', content: png(60_000, 60_000) })
    expect([huge.status, huge.body.code]).toEqual([415, 'UNSUPPORTED_FILE'])
    const damaged = await sent({ name: 'a.png', content: png(40, 30).subarray(0, 10) })
    expect(damaged.body).toMatchObject({
      code: 'UNSUPPORTED_FILE',
      error: 'This picture is damaged.',
    })
  })

  test('UP-18 UP-20 a photo comes back without its place, and as it was turned', async () => {
    const { body } = await sent({ name: 'home.jpg', content: PHOTO })
    const { url, size } = body.attachment
    expect(body.attachment).toMatchObject({ type: 'image/jpeg', width: 30, height: 40 })
    expect(size).toBeLessThan(PHOTO.byteLength)
    const photo = await contentAt(url)
    expect(photo.byteLength).toBe(size)
    expect(PHOTO.includes('GPSLatitude') && PHOTO.includes('Oakphone')).toBe(true)
    expect(photo.includes('GPSLatitude') || photo.includes('Oakphone')).toBe(false)
    const said = pngWith(['tEXt', Buffer.from(PLACE)])
    const kept = await sent({ name: 'screen.png', content: said })
    expect(kept.body.attachment).toMatchObject({ width: 4, size: png(4, 3).byteLength })
  })

  test('UP-21 also of the kinds that telephones make', async () => {
    const items = [
      { kind: 'hvc1', content: CODED },
      { kind: 'mime', content: XMP },
    ]
    const heic = await sent({ name: 'home.heic', content: heif({ items }) })
    const avif = await sent({ name: 'home.avif', content: AVIF_PHOTO })
    expect(heic.body.attachment).toMatchObject({ type: 'image/heic', size: heif({ items }).length })
    expect(avif.body.attachment).toMatchObject({ type: 'image/avif', width: 32, height: 24 })
    const photo = await contentAt(heic.body.attachment.url)
    expect([photo.includes(CODED), photo.includes(PLACE)]).toEqual([true, false])
    expect((await contentAt(avif.body.attachment.url)).includes('GPSLatitude')).toBe(false)
    const damaged = await sent({ name: 'home.heic', content: heif().subarray(0, -1) })
    expect(damaged.body).toMatchObject({ code: 'UNSUPPORTED_FILE', error: 'This file is damaged.' })
  })

  test('UP-2 disguised files and unknown kinds are refused', async () => {
    const refused = [
      await sent({ name: 'a.png', content: PDF }),
      await sent({ name: 'a.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
      await sent({ name: 'a.html', content: '<script>alert(1)</script>' }),
      await sent({ name: 'a.exe', content: 'MZ' }),
    ]
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      Array(4).fill([415, 'UNSUPPORTED_FILE']),
    )
  })

  test('UP-3 five megabytes are taken, a byte more is not', async () => {
    const five = 'x'.repeat(5 * 1024 * 1024)
    expect((await sent({ content: five })).body.attachment.size).toBe(five.length)
    const more = await sent({ content: `${five}x` })
    expect([more.status, more.body.code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
    expect(more.body.error).toBe('A file has at most 5 MB.')
    expect(arriving()).toEqual([])
  })

  test('UP-3 a body without an end is cut off', async () => {
    const { status, sentBytes } = await sendEndlessly(ben.token)
    expect(status).toBe(413)
    expect(sentBytes).toBeLessThan(40_000_000)
    expect(arriving()).toEqual([])
  })

  test('UP-3 nothing, half a form and what is no form are refused', async () => {
    const empty = await sent({ content: '' })
    expect(empty.body).toMatchObject({ code: 'INVALID_REQUEST', error: 'The file is empty.' })
    const type = 'multipart/form-data; boundary=b'
    const raw = (body: string, contentType = type) =>
      fetch(`${app.url}/api/uploads`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${ben.token}`, 'content-type': contentType },
      }).then(async (answer) => [answer.status, (await answer.json()).code])
    const invalid = [400, 'INVALID_REQUEST']
    const part = 'content-disposition: form-data; name="file"; filename="a.txt"'
    expect(await raw(`--b\r\n${part}\r\n\r\nhalf a te`)).toEqual(invalid)
    expect(await raw('--b--\r\n')).toEqual(invalid)
    expect(await raw('hello')).toEqual(invalid)
    expect(await raw('--b', 'multipart/form-data')).toEqual(invalid)
    expect(await raw('{}', 'application/json')).toEqual(invalid)
    expect(arriving()).toEqual([])
  })
})

describe('reading a file', () => {
  test('UP-6 nothing in it can run, and it is asked for anew each time', async () => {
    const { body } = await sent({ name: 'März "1".pdf', content: PDF })
    const { headers, status } = await fileOf(app.url, ben.token, body.attachment.url)
    expect(status).toBe(200)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'content-disposition': `attachment; filename="M_rz _1_.pdf"; filename*=UTF-8''M%C3%A4rz%20%221%22.pdf`,
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
      etag: `"${body.attachment.id}"`,
    })
    const picture = (await sent({ name: 'a.png', content: png(2, 2) })).body.attachment
    const shown = await fileOf(app.url, ben.token, picture.url)
    expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename="a.png"/)
  })

  test('UP-6 who has it already is told so, if they may still have it', async () => {
    const { url, id } = (await sent({ content: 'hello' })).body.attachment
    const again = (token: string) =>
      fetch(app.url + url, {
        headers: { authorization: `Bearer ${token}`, 'if-none-match': `"${id}"` },
      })
    const known = await again(ben.token)
    expect([known.status, await known.text()]).toEqual([304, ''])
    expect((await again(ada.token)).status).toBe(404)
  })

  test('UP-7 before a message has it, a file is its sender’s alone', async () => {
    const { url } = (await sent({ content: 'secret' })).body.attachment
    expect((await fileOf(app.url, ben.token, url)).body.text).toBe('secret')
    const others = [
      await fileOf(app.url, ada.token, url),
      await fileOf(app.url, visitor.token, url, SHOP),
      await fileOf(app.url, SECRET, url, null),
      await fileOf(app.url, ben.token, '/api/uploads/f_absent'),
      await fileOf(app.url, ben.token, '/api/uploads/..%2f..%2fjwt-secret'),
    ]
    expect(others.map(({ status, body }) => [status, body.code])).toEqual(
      Array(5).fill([404, 'NOT_FOUND']),
    )
    expect((await fileOf(app.url, undefined, url)).status).toBe(401)
  })
})

describe('how much', () => {
  test('UP-9 is limited by minute and by day', async () => {
    const small = await startTestApp({ LIMIT_UPLOADS_PER_MINUTE: '3', UPLOADS_DAILY_MB: '1' })
    const chloe = await signIn(small.url, 'chloe')
    const mega = { content: 'x'.repeat(1024 * 1024) }
    expect((await upload(small.url, chloe.token, mega)).status).toBe(200)
    const daily = await upload(small.url, chloe.token)
    expect([daily.status, daily.body.error]).toEqual([
      429,
      'You have sent very many files today. Try again tomorrow.',
    ])
    await upload(small.url, chloe.token)
    const quick = await upload(small.url, chloe.token)
    expect([quick.status, quick.body.code]).toEqual([429, 'RATE_LIMIT_EXCEEDED'])
    expect(quick.body.error).toMatch(/^Too many attempts/)
    await small.close()
  })
})

test('UP-10 with a bucket, files are there and nowhere else', async () => {
  const bucket = await openTestBucket()
  const { endpoint, region, accessKeyId, secretAccessKey } = bucket.options
  const other = await startTestApp({
    S3_ENDPOINT: endpoint,
    S3_BUCKET: bucket.options.bucket,
    S3_REGION: region,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  })
  const { token } = await signIn(other.url, 'ben')
  const { id, url } = (await upload(other.url, token)).body.attachment
  expect(bucket.keys()).toEqual([`/acme/uploads/${id}`])
  expect(existsSync(join(other.app.config.dataDir, 'files'))).toBe(false)
  expect((await fileOf(other.url, token, url)).body.text).toBe('hello')
  await bucket.close()
  expect((await fileOf(other.url, token, url)).body.code).toBe('UNAVAILABLE')
  expect((await upload(other.url, token)).body.code).toBe('UNAVAILABLE')
  await other.close()
})

/** A body without a length, for as long as somebody reads it. */
function sendEndlessly(token: string): Promise<{ status: number; sentBytes: number }> {
  const piece = Buffer.alloc(65_536, 'x')
  const head = 'content-disposition: form-data; name="file"; filename="a.txt"'
  return new Promise((resolve, reject) => {
    let sentBytes = 0
    const asking = httpRequest(`${app.url}/api/uploads`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'multipart/form-data; boundary=b',
      },
    })
    const goOn = () => {
      while (!asking.destroyed && sentBytes < 100_000_000) {
        sentBytes += piece.length
        if (!asking.write(piece)) return void asking.once('drain', goOn)
      }
    }
    asking.on('error', reject)
    asking.on('response', ({ statusCode: status = 0 }) => {
      resolve({ status, sentBytes })
      asking
        .off('error', reject)
        .on('error', () => undefined)
        .destroy()
    })
    asking.write(`--b\r\n${head}\r\n\r\n`)
    goOn()
  })
}
