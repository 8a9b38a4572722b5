/** How far a conversation is known without a hole, and what came beyond: pure functions. */
export interface SeqPosition {
  /** Every message up to this `seq` is known. */
  readonly seq: number
  /** Known ones behind a hole. */
  readonly beyond: ReadonlySet<number>
}

/** Everything up to `seq` is known. */
export function positionAt(seq: number): SeqPosition {
  return { seq, beyond: new Set() }
}

/** The message with this `seq` came by. */
export function sawSeq(position: SeqPosition, seq: number): SeqPosition {
  if (seq <= position.seq) return position
  return closeUp(position.seq, new Set(position.beyond).add(seq))
}

/** Everything up to `seq` was read. */
export function readUpTo(position: SeqPosition, seq: number): SeqPosition {
  return seq <= position.seq ? position : closeUp(seq, new Set(position.beyond))
}

/** Something between what is known is missing. */
export function hasHole({ beyond }: SeqPosition): boolean {
  return beyond.size > 0
}

function closeUp(from: number, beyond: Set<number>): SeqPosition {
  let seq = from
  while (beyond.delete(seq + 1)) seq += 1
  return { seq, beyond: new Set([...beyond].filter((other) => other > seq)) }
}
