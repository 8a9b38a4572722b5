export interface UserOfTenant {
  tenantId: string
  userId: string
}

/** A device's connection, and what makes the device known again. */
export interface DeviceLine extends UserOfTenant {
  /** Of this connection. */
  line: string
  /** Of the connection that the same client had before. */
  lineBefore?: string | undefined
  /** The browser's tab. */
  tab?: string | undefined
  /** The account session, or the visitor's stay. */
  signIn: string
}

/** A device, and the `seq` up to which it has its user's pushes. */
export interface Device {
  id: number
  seq: number
}

export interface WaitingPush {
  messageId: string
  seq: number
  event: string
  message: unknown
  requireAck: boolean
  sentAtMs: number
}

export interface Reading {
  /** Behind this place, where the page before ended. */
  from: number
  /** The device's own place. */
  seq: number
  /** Before its place too, what is to be acknowledged and was not. */
  again: boolean
  limit: number
}

export interface DevicePosition {
  deviceId: number
  /** Also those that it was told again. */
  messageIds: readonly string[]
  seq: number
}

/**
 * Pushes that wait for the devices of their users. A device is the tab that it names, or the one whose
 * connection it follows, or one of the same sign-in whose connection is closed; else it is new. A new
 * one without a tab begins at the first push that has not expired, a new tab where its sign-in is.
 */
export interface PushQueueStore {
  /** Tenants in which anything waits. */
  tenants(): Promise<string[]>
  /** Those of the users for whom anything waits; a device may have it already. */
  waitingUsers(users: readonly UserOfTenant[]): Promise<UserOfTenant[]>
  claim(line: DeviceLine): Promise<Device>
  /** The connection is closed: another one of the same sign-in may be the device. */
  release(deviceId: number, line: string): Promise<void>
  /** A page in their order, of what the device has not been told yet. */
  after(user: UserOfTenant, reading: Reading): Promise<WaitingPush[]>
  /**
   * The device was told. A position never goes back. Answers the ids of those that no device had
   * before, whose jobs `gateway_push` are written with it.
   */
  advance(position: DevicePosition): Promise<string[]>
}
