// A message as a file that any mail program opens as a draft, for those who are reached by mail.

import { createHash } from 'node:crypto';

export interface Mailbox {
  /** Empty, or any words: what no header may hold is taken out. */
  name: string;
  address: string;
}

export interface Mail {
  /** Null: whoever opens it as a draft is the sender. */
  from: Mailbox | null;
  /** Everybody here sees everybody else. */
  to: Mailbox[];
  subject: string;
  text: string;
  /** Instant. */
  date: string;
  /** With or without < >; the same at each sending, so that mail programs show a repeated one once. */
  messageId: string;
  /** BCP 47. */
  lang: string;
  attachments?: Attachment[];
}

export interface Attachment {
  name: string;
  /** 'text/calendar; charset=utf-8; method=REQUEST' */
  type: string;
  content: string | Uint8Array;
}

/**
 * The message in the Internet Message Format (RFC 5322, MIME): plain text in UTF-8, lines ending in CRLF,
 * the date in UTC, the same bytes for the same mail. Names, subject and file names lose line breaks, controls
 * and marks of direction, so that nobody writes a header through them. Throws for what isn't an address or a
 * Message-ID: they are checked where they enter.
 */
export async function emlOf(mail: Mail): Promise<string> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const messageId = messageIdOf(mail.messageId);
  const message = new MailComposer({
    ...(mail.from && { from: mailbox(mail.from) }),
    to: mail.to.map(mailbox),
    subject: oneLine(mail.subject),
    date: new Date(mail.date),
    messageId,
    headers: { 'X-Unsent': '1', 'Content-Language': mail.lang },
    text: typedText(mail.text),
    encoding: 'quoted-printable',
    attachments: (mail.attachments ?? []).map((a) => ({
      filename: oneLine(a.name).replaceAll(/[/\\]/g, '_'),
      contentType: oneLine(a.type),
      content: Buffer.from(a.content),
      contentTransferEncoding: 'base64',
    })),
    baseBoundary: createHash('sha256').update(messageId).digest('hex').slice(0, 24),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return (await message.compile().build()).toString();
}

/**
 * Words on one line, without controls, halves of characters and marks of direction; nor as the code in which
 * headers hide such signs (RFC 2047).
 */
export function oneLine(words: string): string {
  const visible = words.replaceAll(/[\t-\r\u0085\p{Zl}\p{Zp}]/gu, ' ').replaceAll(unseen, '');
  return visible.replaceAll('=?', '= ?').replaceAll(/ +/g, ' ').trim();
}

/** Words on several lines, parted by \n, otherwise like `oneLine`. */
export function typedText(words: string): string {
  return words
    .replaceAll(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n')
    .replaceAll(unseen, (sign) => (sign === '\n' || sign === '\t' ? sign : ''));
}

/** Throws for what isn’t one address: it would write other headers, or reach somebody else. */
export function addressOf(typed: string): string {
  const address = typed.trim();
  if (!/^[^\s\p{C}<>()[\]:;,@\\"]+@[^\s\p{C}<>()[\]:;,@\\"]+$/u.test(address)) {
    throw new Error('not a mail address');
  }
  return address;
}

const unseen = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

function mailbox({ name, address }: Mailbox): Mailbox {
  return { name: oneLine(name), address: addressOf(address) };
}

function messageIdOf(typed: string): string {
  return `<${addressOf(typed.replace(/^<(.*)>$/, '$1'))}>`;
}
