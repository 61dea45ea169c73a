import { type SyntheticEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { SessionView } from '../../../shared/contract/models.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import { useConsole } from '../../context.tsx'
import { counted } from '../../stores/sentences.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'

/** Signing in at the desk. Whatever waits on this device is said, and is safe. */
export function SignIn({ session }: { readonly session: SessionView }) {
  const { desk, waiting, why } = session
  return (
    <div className="plain">
      <main className="mid" aria-labelledby="ch">
        <h1 id="ch">Linesman</h1>
        <p className="q2">
          {desk.name ? `${desk.name}, at ` : 'The desk at '}
          {desk.url}
        </p>
        {why ? (
          <p className="note">
            <Icon name="lock" />
            <span>{why.message}</span>
          </p>
        ) : null}
        <Form />
        <p className="small q3 acts">
          {waiting > 0
            ? `${counted(waiting, 'decision')} ${waiting === 1 ? 'waits' : 'wait'} on this device, whole, and ${waiting === 1 ? 'goes' : 'go'} out when the same person signs in again.`
            : 'You stay signed in on this machine until you sign out, also while it is offline.'}
        </p>
      </main>
    </div>
  )
}

function Form() {
  const { session } = useConsole().stores
  const { busy, problem } = useStore(session)
  const name = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  useEffect(() => {
    name.current?.focus()
  }, [])
  useEffect(() => {
    if (problem?.code === 'wrong-password') password.current?.select()
  }, [problem])

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (busy) return
    const given = [name.current?.value.trim() ?? '', password.current?.value ?? ''] as const
    const empty = given[0] === '' ? name.current : given[1] === '' ? password.current : null
    if (empty) empty.focus()
    else void session.signIn(...given)
  }
  const refused = problem?.code === 'wrong-password' || undefined
  return (
    <form onSubmit={submit} aria-label="Sign in">
      <label className="field">
        <span>Staff name</span>
        <input ref={name} autoComplete="username" required maxLength={80} aria-invalid={refused} />
      </label>
      <label className="field">
        <span>Password</span>
        <input
          ref={password}
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
          aria-invalid={refused}
          aria-describedby="sign-in-problem"
        />
      </label>
      <Refusal problem={problem} />
      <div>
        <button type="submit" className="btn go" aria-disabled={busy}>
          {busy ? 'Signing in' : 'Sign in'} <Kbd cap="↵" />
        </button>
      </div>
    </form>
  )
}

function Refusal({ problem }: { readonly problem: Problem | undefined }) {
  return (
    <p className="small alertc" id="sign-in-problem" role="alert">
      {problem ? (
        <>
          <Icon name="warn" /> {problem.message} {whatNow(problem)}
        </>
      ) : null}
    </p>
  )
}

function whatNow({ afterMs }: Problem): string {
  if (afterMs === undefined || afterMs < 1000) return ''
  return `Try again in ${counted(Math.ceil(afterMs / 1000), 'second')}.`
}
