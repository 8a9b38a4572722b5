import { installParley } from './parleyGlobal'

/** The script's own tag; some tools that insert it leave none behind. */
const own = document.currentScript ?? document.querySelector('script[src*="/widget.js"][data-key]')
installParley(own as HTMLScriptElement | null)
