import { lookup as resolveName } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Networks of this machine, of houses and clouds, and those that are nobody's (RFC 6890). */
const NETWORKS: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 32, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 9, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]

const closed = new BlockList()
for (const network of NETWORKS) closed.addSubnet(...network)

/** Whether an address belongs to no public host. What is not an address counts as such. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '')
  const family = isIP(bare)
  if (family === 0) return true
  return closed.check(bare, family === 4 ? 'ipv4' : 'ipv6')
}

/** The address in the sentence is what a person wrote, or what their name server says. */
export function privateAddressError(address: string): Error {
  return new Error(
    `${address} is a private address. Webhooks reach them only with WEBHOOKS_ALLOW_PRIVATE=1.`,
  )
}

/**
 * Resolves names for a connection and refuses private addresses. At the moment of connecting: a
 * name that was looked up before could point elsewhere by now.
 */
export const publicLookup: LookupFunction = (hostname, options, answer) => {
  resolveName(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return answer(error, '', 0)
    const refused = addresses.find(({ address }) => isPrivateAddress(address))
    if (refused) return answer(privateAddressError(`${hostname} (${refused.address})`), '', 0)
    const [first] = addresses
    if (options.all) return answer(null, addresses)
    answer(null, first?.address ?? '', first?.family ?? 0)
  })
}
