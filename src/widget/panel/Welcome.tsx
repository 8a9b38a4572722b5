/** @jsxImportSource preact */
import type { PanelLook } from '../channel'
import type { PanelProps } from './panelProps'

interface WelcomeProps extends Omit<PanelProps, 'state'> {
  look: PanelLook
  /** Nothing was written yet. */
  isNew: boolean
}

/** The website's greeting, and what others ask; a question that is chosen is sent. */
export function Welcome({ look, isNew, act }: WelcomeProps) {
  if (!isNew) return null
  return (
    <div class="welcome">
      <p dir="auto">{look.greeting ?? 'Hello. How can we help?'}</p>
      {look.questions.length > 0 && (
        <ul aria-label="Suggested questions">
          {look.questions.map((question) => (
            <li key={question}>
              <button type="button" dir="auto" onClick={() => act.send(question)}>
                {question}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
