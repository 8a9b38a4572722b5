/** Something Parley cannot work without, and how to ask it. */
export interface Dependency {
  name: string
  kind: string
  ping(): Promise<void>
}

export interface Readiness {
  ready: boolean
  dependencies: Record<string, { kind: string; ok: boolean }>
}

const PATIENCE_MS = 2000

export async function readiness(dependencies: readonly Dependency[]): Promise<Readiness> {
  const states = await Promise.all(
    dependencies.map(
      async ({ name, kind, ping }) => [name, { kind, ok: await answers(ping) }] as const,
    ),
  )
  return { ready: states.every(([, state]) => state.ok), dependencies: Object.fromEntries(states) }
}

function answers(ping: () => Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS, false)
    ping()
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(timer))
  })
}
