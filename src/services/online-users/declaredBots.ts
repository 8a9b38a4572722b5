import type { PersonPrincipal } from '@/services/realtime'

/**
 * Programs that say what they are: crawlers, previews, monitors. A browser without a screen does
 * not, and may be somebody's test. Cubot makes telephones.
 */
const DECLARED = new RegExp(
  [
    '(?<!cu)bot\\b',
    'crawl',
    'spider',
    'slurp',
    'externalhit',
    'mediapartners-google',
    'google-inspectiontool',
    'googleother',
    'apis-google',
    'chrome-lighthouse',
    'pagespeed',
    'gtmetrix',
    'uptime',
    'pingdom',
    'statuscake',
    'site24x7',
    'checkly',
    'synthetics',
    'ia_archiver',
    'screaming frog',
    'embedly',
    'whatsapp/',
    'anthropic-ai',
  ].join('|'),
  'i',
)

/** No tenant has this in its name. */
const BESIDE = '~bots'

/**
 * Where a connection counts. Declared programs are kept like people, so that their number is right
 * on any number of nodes, but in a place beside their tenant: no list and no count has them.
 * Somebody who has signed in is a person, whatever the User-Agent says.
 */
export function presencePlace({ kind, tenantId }: PersonPrincipal, userAgent: string): string {
  return kind === 'visitor' && isDeclaredBot(userAgent) ? botPlace(tenantId) : tenantId
}

export function botPlace(tenantId: string): string {
  return tenantId + BESIDE
}

export function isBotPlace(tenantId: string): boolean {
  return tenantId.endsWith(BESIDE)
}

export function isDeclaredBot(userAgent: string): boolean {
  return DECLARED.test(userAgent)
}
