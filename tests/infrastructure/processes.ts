import type { ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Systems give outgoing connections ports from about here on: one that a test keeps for a server
 * while it is stopped must lie below, or somebody's connection takes it.
 */
const FIRST_OUTGOING_PORT = 32_768
const FIRST_PORT = 20_000

/** A port of this machine that nobody listens on, and that nobody gets by chance. */
export async function freePort(): Promise<number> {
  const port = randomInt(FIRST_PORT, FIRST_OUTGOING_PORT)
  return (await isFree(port)) ? port : freePort()
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const isListening = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => resolve(true))
  })
  if (!(await isListening)) return false
  server.close()
  await once(server, 'close')
  return true
}

/** Asks until the answer is there; the last failure tells why it never was. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  limitMs = 10_000,
): Promise<T> {
  const endMs = Date.now() + limitMs
  let reason = ''
  while (Date.now() < endMs) {
    try {
      const answer = await ask()
      if (answer !== undefined) return answer
    } catch (error) {
      reason = `: ${(error as Error).message}`
    }
    await pause()
  }
  throw new Error(`waited ${limitMs} ms in vain until ${what}${reason}`)
}

/** Resolves with the exit code, or with the signal that ended the process. */
export async function ended(child: ChildProcess): Promise<number | NodeJS.Signals> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode ?? child.signalCode ?? 0
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20))
}
