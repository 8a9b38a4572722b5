import type { Logger } from 'pino'
import type { PresenceSettings } from '@/lib/adminProtocol'
import type { PresenceRecordStore } from './presenceRecordStore'

/** A change made on another node is seen within this time. */
const FRESH_MS = 30_000
const USUAL: PresenceSettings = { idleAfterSeconds: 300, awayAfterSeconds: 600 }

interface SettingsParts {
  store: Pick<PresenceRecordStore, 'settings' | 'changeSettings'>
  now: () => number
  log: Logger
}

/** Each tenant's settings, remembered: every socket asks for them. */
export class TenantPresenceSettings {
  readonly #read = new Map<string, { settings: Promise<PresenceSettings>; atMs: number }>()

  constructor(private readonly parts: SettingsParts) {}

  /** Never rejects: without the database the usual ones count. */
  of(tenantId: string): Promise<PresenceSettings> {
    const known = this.#read.get(tenantId)
    if (known && this.parts.now() - known.atMs < FRESH_MS) return known.settings
    const settings = this.#load(tenantId)
    this.#read.set(tenantId, { settings, atMs: this.parts.now() })
    return settings
  }

  /** For those who rule over them: as they are stored, or the reason why not. */
  async read(tenantId: string): Promise<PresenceSettings> {
    const settings = (await this.parts.store.settings(tenantId)) ?? USUAL
    this.#read.set(tenantId, { settings: Promise.resolve(settings), atMs: this.parts.now() })
    return settings
  }

  async change(tenantId: string, settings: PresenceSettings): Promise<PresenceSettings> {
    await this.parts.store.changeSettings(tenantId, settings)
    this.#read.delete(tenantId)
    return settings
  }

  async #load(tenantId: string): Promise<PresenceSettings> {
    try {
      return (await this.parts.store.settings(tenantId)) ?? USUAL
    } catch (error) {
      this.parts.log.warn({ err: error, tenantId }, 'presence settings could not be read')
      this.#read.delete(tenantId)
      return USUAL
    }
  }
}
