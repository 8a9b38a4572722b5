import { ERRORS } from '../../src/lib/errors'

/** `docs/errors.md`: the error table in words. */
export function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, sentence, retry }]) =>
      `| \`${code}\` | ${status} | ${sentence} | ${retry ? 'yes' : 'no'} |`,
  )
  return [...HEAD, ...rows, ...FOOT].join('\n')
}

const HEAD = [
  '# Errors',
  '',
  'Everything that Parley refuses is a row of this table, over HTTP, in the acks of socket events and',
  'in refused handshakes (`connect_error`, with the row in `data`). Tell errors apart by `code`.',
  '',
  '```json',
  '{ "success": false, "error": "Conversation not found", "code": "CONVERSATION_NOT_FOUND", "retry": false, "requestId": "…" }',
  '```',
  '',
  '- `error` is a sentence for people. Some places say something more exact than the table.',
  '- `retry` tells whether the same request may succeed later. `Retry-After` says when, where known.',
  '- `details` names the fields that are wrong, for `INVALID_REQUEST`.',
  '- `requestId` is also the header `X-Request-Id` and stands in the server’s log.',
  '',
  '| code | HTTP status | sentence | retry |',
  '|---|---|---|---|',
]

const FOOT = [
  '',
  'This page is made from `src/lib/errors.ts` by `npx vitest run tests/docs.test.ts --update`.',
  '',
]
