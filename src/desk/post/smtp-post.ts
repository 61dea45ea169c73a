import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { letterBytes } from './letter-bytes.ts'
import type { Post, Posted } from './post.ts'

/** How long a server may be silent before it counts as gone, in milliseconds. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 15_000 }

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost']

const portOf = ({ port }: URL, secure: boolean) =>
  port === '' ? (secure ? 465 : 587) : Number(port)

/** What it takes to reach a server, from an address like smtps://USER:PASSWORD@mail.example. */
function serverAt(given: string) {
  const url = URL.parse(given)
  // Said without the address: it may hold a password.
  if ((url?.protocol !== 'smtp:' && url?.protocol !== 'smtps:') || url.hostname === '')
    throw new ProblemError(
      problem('bad-input', 'The mail server must be an address like smtp://desk@mail.example:587.'),
    )
  const secure = url.protocol === 'smtps:'
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: portOf(url, secure),
    secure,
    // A password never crosses a network in plain text.
    requireTLS: !secure && auth.user !== '' && !LOOPBACK.includes(url.hostname),
    ...(auth.user === '' ? {} : { auth }),
  }
}

/**
 * Sends each letter by a mail server.
 *
 * Throws a ProblemError where the address is none of a mail server.
 */
export function smtpPost(given: string): Post {
  const server = serverAt(given)
  const transport = createTransport({ ...server, ...PATIENCE })
  return {
    via: 'mail',
    where: `${server.host}:${server.port}`,
    send: async (letter) => {
      const raw = await letterBytes(letter)
      try {
        await transport.sendMail({ envelope: { from: letter.from.address, to: letter.to }, raw })
        return { kind: 'sent' }
      } catch (error) {
        return postedOf(error)
      }
    },
  }
}

const Failure = z
  .object({
    code: z.string().catch('EUNKNOWN'),
    responseCode: z.number().catch(0),
    command: z.string().catch(''),
    syscall: z.string().catch(''),
  })
  .catch({ code: 'EUNKNOWN', responseCode: 0, command: '', syscall: '' })

interface SmtpFailure {
  /** Of nodemailer, and the three digits of the server. */
  readonly code: string
  readonly said: number
  readonly command: string
  /** Whether the line was there, and broke. */
  readonly cut: boolean
}

function failureOf(error: unknown): SmtpFailure {
  const { code, responseCode: said, command, syscall } = Failure.parse(error)
  const isOpen = code === 'ECONNECTION' || syscall === 'read' || syscall === 'write'
  return { code, said, command: command.toUpperCase(), cut: isOpen && said === 0 }
}

/**
 * What the server says about this letter; all that comes before there is one is about every letter. A
 * line that was cut may have been cut by this letter, so it counts as an attempt of it.
 */
function postedOf(error: unknown): Posted {
  const { code, said, command, cut } = failureOf(error)
  const why = `The mail server did not take it (${[code, said || undefined].filter(Boolean).join(' ')}).`
  if (code === 'EENVELOPE' && command === 'API') return { kind: 'refused', why }
  if (cut) return { kind: 'later', why }
  if (!/^(RCPT|DATA)/.test(command) || said === 421) return { kind: 'down', why }
  return said >= 500 ? { kind: 'refused', why } : { kind: 'later', why }
}
