/** @jsxImportSource preact */
import { render } from 'preact'
import { Panel } from './Panel'
import './panel.css'

const place = document.getElementById('panel')
if (place) render(<Panel />, place)
