/** @type {import('next').NextConfig} */
export default {
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  images: { unoptimized: true },
  // Next's badge would lie over the own menu; errors still show.
  devIndicators: false,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['@electric-sql/pglite', '@node-rs/argon2', 'pino'],
  // `bin/test` checks types, once and for the tests too.
  typescript: { ignoreBuildErrors: true },
  experimental: { agentUpgrade: false },
}
