const VOLUME = 0.4
const LENGTH_S = 0.18
const BETWEEN_MS = 3000

let audio: AudioContext | undefined
let playedAt = Number.NEGATIVE_INFINITY

/** Sound is allowed only after the first key or click; call once when the page has started. */
export function unlockTone(): () => void {
  const unlock = () => {
    audio ??= new AudioContext()
    if (audio.state === 'suspended') void audio.resume()
  }
  const events = ['pointerdown', 'keydown'] as const
  for (const name of events) window.addEventListener(name, unlock, { once: true })
  return () => {
    for (const name of events) window.removeEventListener(name, unlock)
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
