import type { SendPush } from '@/lib/gatewayProtocol'

/** The command that sends the same; a shell takes what stands in it as it is. */
export function curlOf(server: string, wish: SendPush): string {
  return [
    `curl -X POST ${server}/api/gateway/send \\`,
    "  -H 'Authorization: Bearer <secret key>' \\",
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify(wish).replaceAll("'", "'\\''")}'`,
  ].join('\n')
}
