import type { Scope } from './principal'
import type { Schema } from './validation'

/** What a door asks of the requests it answers. */
export interface DoorRules<Body, Query> {
  /** Largest body in bytes; 16 kB unless told. */
  maxBytes?: number
  body?: Schema<Body>
  query?: Schema<Query>
}

/** What the answering function of a public door proves by itself. */
export type Shown =
  | 'session'
  | 'perhaps a session'
  | 'key of a website'
  | 'visitor'
  | 'visitor or website'

/** Whom of the users a door lets in, where that is not all of them; whoever narrows it proves it. */
export type Only = 'owners and admins'

/** Who is let in. */
export interface Admitted {
  callers: 'users' | 'admins' | 'whoever is proven' | 'everybody'
  only?: Only
  /** What a secret key needs, where admins are let in. */
  scope?: Scope
  shows?: Shown
}

/** What a door was made of. Nothing reads it while the server runs: its documents are made of it. */
export interface ToldRules extends Admitted, Omit<DoorRules<unknown, unknown>, 'maxBytes'> {}
