import MailComposer from 'nodemailer/lib/mail-composer'
import type { Letter } from './post.ts'

/**
 * A letter as the bytes of an RFC 5322 message: plain text in UTF-8, whatever script it is in. What
 * readers wrote cannot become a header of it: each value is one line, encoded by the composer.
 */
export async function letterBytes({ id, from, to, subject, text, at }: Letter): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: from.name, address: from.address },
    to: { name: '', address: to },
    subject,
    text,
    date: at,
    messageId: `<${id}@${domainOf(from.address)}>`,
    // Nobody's holiday answers a machine, and no machine answers back.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  })
  return composer.compile().build()
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)
