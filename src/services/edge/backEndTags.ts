import { createHmac } from 'node:crypto'

const LENGTH = 8
const MARK = '.'

/** Short and the same in every edge that knows the secret. */
export function tagOf(url: string, secret: string): string {
  return createHmac('sha256', secret)
    .update(`back-end\n${url}`)
    .digest('base64url')
    .slice(0, LENGTH)
}

/** A socket's id that tells whose it is, to those who know the tags. */
export function taggedSid(tag: string, sid: string): string {
  return `${tag}${MARK}${sid}`
}

export function tagInSid(sid: string): string | undefined {
  const end = sid.indexOf(MARK)
  return end === -1 ? undefined : sid.slice(0, end)
}
