// @vitest-environment happy-dom
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { TeamSettings } from './TeamSettings'

function ways(isManager: boolean): string[] {
  const box = document.createElement('div')
  box.innerHTML = renderToStaticMarkup(<TeamSettings isManager={isManager} />)
  return [...box.querySelectorAll('a, button')].map((it) => it.textContent ?? '')
}

test('UI-28 settings lead agents to visitors and replies, managers to all of the team', () => {
  expect(ways(false)).toEqual(['Online Users', 'Saved replies'])
  expect(ways(true)).toEqual(['Online Users', 'Saved replies', 'Office hours', 'Developers'])
})
