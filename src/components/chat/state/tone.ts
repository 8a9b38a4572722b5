const VOLUME = 0.4
const LENGTH_S = 0.18
const BETWEEN_MS = 3000
/** A first sound device takes a page 50 ms: not before the picture of the click, and for Safari within 1 s. */
const UNLOCK_AFTER_MS = 200

let audio: AudioContext | undefined
let playedAt = Number.NEGATIVE_INFINITY

/** Sound is allowed only after the first key or click; call once when the page has started. */
export function unlockTone(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const unlock = () => {
    audio ??= new AudioContext()
    if (audio.state === 'suspended') void audio.resume()
  }
  const unlockSoon = () => {
    timer = setTimeout(unlock, UNLOCK_AFTER_MS)
  }
  const events = ['pointerdown', 'keydown'] as const
  for (const name of events) window.addEventListener(name, unlockSoon, { once: true })
  return () => {
    clearTimeout(timer)
    for (const name of events) window.removeEventListener(name, unlockSoon)
  }
}

/** Two notes, at most every 3 s. Before the first gesture nothing is played, and nothing kept. */
export function playTone(): void {
  const now = Date.now()
  if (audio?.state !== 'running' || now - playedAt < BETWEEN_MS) return
  playedAt = now
  const start = audio.currentTime
  playNote(audio, 660, start)
  playNote(audio, 880, start + LENGTH_S / 2)
}

function playNote(context: AudioContext, hertz: number, at: number): void {
  const note = context.createOscillator()
  const loudness = context.createGain()
  note.frequency.value = hertz
  loudness.gain.setValueAtTime(VOLUME, at)
  loudness.gain.exponentialRampToValueAtTime(0.001, at + LENGTH_S / 2)
  note.connect(loudness).connect(context.destination)
  note.start(at)
  note.stop(at + LENGTH_S / 2)
}
