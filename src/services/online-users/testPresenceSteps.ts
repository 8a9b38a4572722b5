import fc from 'fast-check'
import type { UserStatus } from '@/lib/protocol'

/** One thing that happens to one of three processes; `pick` chooses among what is there. */
export type Step =
  | { type: 'join'; at: number; tenant: number; user: number; tab: number; pseudo: boolean }
  | { type: 'leave'; at: number; pick: number; graceMs: number }
  | { type: 'leaveAgain'; pick: number; graceMs: number }
  | { type: 'joinAgain'; at: number; pick: number }
  | { type: 'update'; at: number; pick: number; page: number; status: UserStatus | undefined }
  | { type: 'updateGone'; pick: number }
  | { type: 'crash' | 'pause' | 'resume'; at: number }
  | { type: 'sweep'; at: number; limit: number }
  | { type: 'expire'; tenant: number | undefined }
  | { type: 'pass'; ms: number }

const at = fc.nat(2)
const pick = fc.nat(50)
const tenant = fc.nat(1)
const graceMs = fc.constantFrom(0, 1000, 5000, 5000)
const status = fc.constantFrom<(UserStatus | undefined)[]>(undefined, 'busy', 'away', 'online')

const someStep = fc.oneof(
  { weight: 6, arbitrary: joinStep() },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('leave'), at, pick, graceMs }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('leaveAgain'), pick, graceMs }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('joinAgain'), at, pick }) },
  { weight: 2, arbitrary: updateStep() },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('updateGone'), pick }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('crash', 'pause', 'resume'), at }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('sweep'), at, limit: fc.nat(2) }) },
  { weight: 3, arbitrary: expireStep() },
  { weight: 3, arbitrary: passStep() },
) as fc.Arbitrary<Step>

export function someSteps(maxLength: number): fc.Arbitrary<Step[]> {
  return fc.array(someStep, { minLength: 5, maxLength, size: 'max' })
}

function joinStep() {
  const pseudo = fc.boolean()
  return fc.record({
    type: fc.constant('join'),
    at,
    tenant,
    user: fc.nat(3),
    tab: fc.nat(2),
    pseudo,
  })
}

function updateStep() {
  return fc.record({ type: fc.constant('update'), at, pick, page: fc.nat(2), status })
}

function expireStep() {
  const someTenant = fc.constantFrom(undefined, 0, 1)
  return fc.record({ type: fc.constant('expire'), tenant: someTenant })
}

function passStep() {
  const ms = fc.constantFrom(500, 3000, 6000, 16_000)
  return fc.record({ type: fc.constant('pass'), ms })
}
