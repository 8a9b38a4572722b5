/** Who and what a demo starts with. All of it is public: a demo is for trying out. */
export const DEMO_TENANT = { key: 'tenant-123', name: 'Demo' }
export const DEMO_SITE = { key: 'site-123', domain: 'localhost' }
export const DEMO_PASSWORD = 'demo-demo-demo'
export const DEMO_KEYS = { publishable: 'parley_pk_demo', secret: 'parley_sk_demo' }

export const DEMO_PEOPLE = {
  ada: { id: 'u_ada', name: 'Ada', email: 'ada@example.com', role: 'admin' },
  ben: { id: 'u_ben', name: 'Ben', email: 'ben@example.com', role: 'member' },
  chloe: { id: 'u_chloe', name: 'Chloe', email: 'chloe@example.com', role: 'member' },
} as const

export type DemoPerson = keyof typeof DEMO_PEOPLE
