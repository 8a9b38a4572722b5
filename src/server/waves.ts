const WAVES = 20
/** Fewer than this are no storm. */
const LEAST_PER_WAVE = 50

/** Closes many lines over a time, so that not everybody comes back at once. */
export async function inWaves<Line>(
  lines: readonly Line[],
  spreadMs: number,
  close: (line: Line) => void,
): Promise<void> {
  const perWave = Math.max(LEAST_PER_WAVE, Math.ceil(lines.length / WAVES))
  for (let at = 0; at < lines.length; at += perWave) {
    if (at > 0) await pause(spreadMs / WAVES)
    for (const line of lines.slice(at, at + perWave)) close(line)
    await saidAndClosed()
  }
}

/** What a turn says leaves at its end (`flushTogether`), and only then the line is closed. */
function saidAndClosed(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
