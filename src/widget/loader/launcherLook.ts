interface Look {
  fill: string
  text: string
  position: 'left' | 'right'
  offsetPx: number
}

/** The launcher, its cards and the frame. Colours are those of the design's tokens. */
export function launcherCss({ fill, text, position, offsetPx }: Look): string {
  const side = `${position}:${offsetPx}px`
  const above = offsetPx + 56 + 12
  return `
*{box-sizing:border-box}
.all{font:15px/22px ui-sans-serif,system-ui,-apple-system,"Segoe UI",sans-serif;color:#151922;color-scheme:light dark}
.all[data-theme=light]{color-scheme:light}
.all[data-theme=dark]{color-scheme:dark}
button{font:inherit;color:inherit;margin:0;padding:0;border:0;background:none;cursor:pointer;text-align:start}
svg{display:block;width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round;flex:none}
button:focus-visible{outline:2px solid #3968e8;outline-offset:2px;box-shadow:0 0 0 6px #fff}
.launcher{position:fixed;bottom:${offsetPx}px;${side};display:flex;align-items:center;justify-content:center;gap:10px;min-width:56px;height:56px;padding:0 16px;border-radius:28px;background:${fill};color:${text};font-weight:600;box-shadow:0 0 0 1px #ffffff3d,0 4px 12px #0f111629,0 12px 32px #0f111633;opacity:0;transition:opacity .2s}
.launcher.ready{opacity:1}
.launcher[aria-expanded=true] .bubble,.launcher[aria-expanded=true] .label,.launcher[aria-expanded=false] .chevron{display:none}
.badge{position:absolute;top:-3px;inset-inline-end:-3px;min-width:18px;height:18px;padding:0 5px;border-radius:9px;background:#cb2529;color:#fff;font-weight:600;font-size:11px;line-height:18px;text-align:center;box-shadow:0 0 0 2px #fff}
.card{position:fixed;bottom:${above}px;${side};width:min(280px,calc(100vw - ${2 * offsetPx}px));border-radius:14px;background:light-dark(#fff,#161920);color:light-dark(#151922,#eef0f4);border:1px solid light-dark(#e0e2e7,#333842);box-shadow:0 4px 12px #0f11161f,0 12px 32px #0f111629}
.card .open{display:block;width:100%;padding:14px 44px 14px 16px;border-radius:14px;overflow-wrap:anywhere}
.card b{display:block;font-weight:600;font-size:13px;line-height:18px}
.card .words{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
.card .close{position:absolute;top:6px;inset-inline-end:6px;display:grid;place-items:center;width:32px;height:32px;border-radius:8px;color:light-dark(#4e535d,#abb0b9)}
.card .close svg{width:16px;height:16px}
iframe{display:block;width:100%;height:100%;border:0;border-radius:inherit;color-scheme:inherit}
.panel{position:fixed;bottom:${above}px;${side};width:384px;height:min(640px,calc(100dvh - ${above + 24}px));max-width:calc(100vw - ${2 * offsetPx}px);border-radius:16px;background:light-dark(#fff,#0f1116);box-shadow:0 0 0 1px light-dark(#e0e2e7,#23262d),0 8px 24px #0f111629,0 24px 64px #0f11162e}
[hidden]{display:none!important}
@media(max-width:639px){
.panel{inset:0;top:var(--top,0);width:100vw;max-width:none;height:var(--height,100dvh);border-radius:0;box-shadow:none}
.launcher[aria-expanded=true]{display:none}
.card .close{width:44px;height:44px;top:0;inset-inline-end:0}
}
@media(prefers-reduced-motion:reduce){.launcher{transition:none}}
@media(forced-colors:active){.launcher,.card,.panel{border:1px solid}}
@media print{.all{display:none!important}}
`
}
