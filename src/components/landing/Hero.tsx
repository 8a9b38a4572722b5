import { Activity, MessagesSquare } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/buttonClass'
import { demoPeople } from './demoPeople'

interface HeroProps {
  demo: boolean
  signedIn: boolean
  maySignUp: boolean
}

export function Hero({ demo, signedIn, maySignUp }: HeroProps) {
  return (
    <div>
      <h1 className="font-[650] text-hero">
        See who is here.
        <br />
        Talk to them.
      </h1>
      <p className="mt-5 max-w-120 text-pretty text-[1.125rem] text-fg-muted leading-7">
        Live presence and private messages on a server of your own.
        {demo && ' It is already running on this machine.'}
      </p>
      <div className="mt-8">
        {demo ? <OpenAs /> : <Doors signedIn={signedIn} maySignUp={maySignUp} />}
      </div>
    </div>
  )
}

function OpenAs() {
  return (
    <>
      <a
        href="/admin?as=ada"
        target="_blank"
        rel="noopener"
        className={buttonClass('primary', 'lg', 'max-sm:w-full')}
      >
        <Activity aria-hidden />
        See who is online
        <span className="sr-only">, in a new tab</span>
      </a>
      <h2 id="open-as" className="mt-6 flex items-center gap-2 font-semibold text-md">
        <MessagesSquare aria-hidden className="size-4.5" />
        Open the chat as
      </h2>
      <ul aria-labelledby="open-as" className="mt-3 grid grid-cols-2 gap-2.5 sm:flex sm:flex-wrap">
        {demoPeople.map(({ as, name }) => (
          <li key={as} className="grid">
            <a
              href={`/chat?as=${as}`}
              target="_blank"
              rel="noopener"
              className={buttonClass('secondary', 'lg')}
            >
              {name}
              <span className="sr-only">, in a new tab</span>
            </a>
          </li>
        ))}
      </ul>
      <p className="mt-3 max-w-110 text-pretty text-fg-subtle text-sm">
        Each opens a tab of its own, signed in as that person. Demo accounts exist only in
        development and demo mode.
      </p>
    </>
  )
}

function Doors({ signedIn, maySignUp }: { signedIn: boolean; maySignUp: boolean }) {
  if (signedIn) {
    return (
      <Link href="/chat" className={buttonClass('primary', 'lg', 'max-sm:w-full')}>
        <MessagesSquare aria-hidden />
        Open the chat
      </Link>
    )
  }
  return (
    <div className="flex flex-col gap-2.5 sm:flex-row">
      {maySignUp && (
        <Link href="/signup" className={buttonClass('primary', 'lg')}>
          Sign up
        </Link>
      )}
      <Link href="/login" className={buttonClass(maySignUp ? 'secondary' : 'primary', 'lg')}>
        Log in
      </Link>
    </div>
  )
}
