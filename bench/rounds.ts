import type { Sample } from './report/report'

/** Measures every stage once per round; each round begins with another one. */
export async function alternate<Stage>(
  rounds: number,
  stages: readonly Stage[],
  measure: (stage: Stage, round: number) => Promise<Sample>,
): Promise<Sample[]> {
  const samples: Sample[] = []
  for (let round = 1; round <= rounds; round++) {
    const first = (round - 1) % stages.length
    for (const stage of [...stages.slice(first), ...stages.slice(0, first)]) {
      const sample = await measure(stage, round)
      say(sample)
      samples.push(sample)
    }
  }
  return samples
}

/** Progress, on the error output; the tables alone go to the standard output. */
function say({ target, round, figures }: Sample): void {
  const first = Object.entries(figures).slice(0, 2)
  const words = first.map(([name, value]) => `${name} ${value.toFixed(1)}`)
  process.stderr.write(`round ${round}, ${target}: ${words.join(', ')}\n`)
}
