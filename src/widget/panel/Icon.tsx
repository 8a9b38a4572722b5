/** @jsxImportSource preact */

/** Of lucide, drawn here: its package brings React. */
const paths = {
  close: 'M18 6 6 18M6 6l12 12',
  send: 'm5 12 7-7 7 7M12 19V5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  sent: 'M20 6 9 17l-5-5',
  read: 'M18 6 7 17l-5-5m20-2-7.5 7.5L13 16',
  clip: 'm16 6-8.4 8.6a2 2 0 0 0 2.8 2.8l8.4-8.5a4 4 0 1 0-5.7-5.7l-8.4 8.6a6 6 0 1 0 8.5 8.5l8.4-8.6',
  file: 'M14 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V8l-6-6v6h6M8 13h8M8 17h6',
  save: 'M12 3v12m5-5-5 5-5-5M5 21h14',
  again: 'M21 12a9 9 0 1 1-3-6.7L21 8m0-5v5h-5',
  failed: 'M12 8v4m0 4h.01M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0',
  waiting: 'M12 6v6l4 2M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0',
}

export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" class={`icon icon-${name}`}>
      <path d={paths[name]} />
    </svg>
  )
}
