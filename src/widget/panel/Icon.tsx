/** @jsxImportSource preact */

/** Of lucide, drawn here: its package brings React. */
const paths = {
  close: 'M18 6 6 18M6 6l12 12',
  send: 'm5 12 7-7 7 7M12 19V5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  sent: 'M20 6 9 17l-5-5',
  read: 'M18 6 7 17l-5-5m20-2-7.5 7.5L13 16',
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
