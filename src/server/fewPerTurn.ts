export type InTurn = (task: () => void) => void

/**
 * Runs so many tasks in one turn of the loop; the others wait, in their order, for the next turns.
 * Between them whatever else came is read and answered.
 */
export function fewPerTurn(most: number): InTurn {
  const waiting: (() => void)[] = []
  let left = most

  function run(task: () => void): void {
    if (left === most) setImmediate(nextTurn)
    left -= 1
    task()
  }

  function nextTurn(): void {
    left = most
    for (const task of waiting.splice(0, most)) run(task)
  }

  return (task) => {
    if (left > 0) run(task)
    else waiting.push(task)
  }
}
