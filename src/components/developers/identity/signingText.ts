interface SampleOf {
  /** Names the secret in the token. */
  kid: string
  /** The server's own address. */
  server: string
}

/** Ways to prove to Parley who a visitor is. */
export const signingText = {
  node: ({ kid }: SampleOf) =>
    [
      "import { SignJWT } from 'jose'",
      '',
      'const secret = new TextEncoder().encode(process.env.PARLEY_IDENTITY_SECRET)',
      '',
      'export function identityToken({ id, name, email }) {',
      '  return new SignJWT({ userId: id, name, email })',
      `    .setProtectedHeader({ alg: 'HS256', kid: '${kid}' })`,
      "    .setAudience('parley')",
      "    .setExpirationTime('10m')",
      '    .sign(secret)',
      '}',
    ].join('\n'),
  python: ({ kid }: SampleOf) =>
    [
      'import os, time, jwt',
      '',
      'def identity_token(user):',
      '    claims = {',
      '        "userId": str(user.id), "name": user.name, "email": user.email,',
      '        "aud": "parley", "exp": int(time.time()) + 600,',
      '    }',
      '    secret = os.environ["PARLEY_IDENTITY_SECRET"]',
      `    return jwt.encode(claims, secret, algorithm="HS256", headers={"kid": "${kid}"})`,
    ].join('\n'),
  curl: ({ server }: SampleOf) =>
    [
      `curl -X POST ${server}/api/chat/identify \\`,
      "  -H 'Authorization: Bearer parley_pk_…' \\",
      "  -H 'Origin: https://acme.com' \\",
      "  -H 'Content-Type: application/json' \\",
      '  -d \'{ "identityToken": "eyJ…" }\'',
    ].join('\n'),
}
