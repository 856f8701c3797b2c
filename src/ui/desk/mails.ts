// Letters to those who are reached by mail or telephone: as text, and as a file that a mail program opens.

import type { RenderReads } from '../../app/announcer.ts';
import type { Letter, QueuedLetter } from '../../app/letter.ts';
import { pageReads } from '../../app/page-reads.ts';
import type { Store } from '../../app/ports.ts';
import type { Mailing } from '../../domain/mailing.ts';
import { type Lang, langs } from '../../domain/people.ts';
import { type Card, plainText } from '../card.ts';
import { renderLetter } from '../letters.ts';
import { emlOf } from '../mail.ts';

export interface HandMail {
  id: number;
  key: string;
  name: string;
  /** Null for somebody who only telephones. */
  address: string | null;
  subject: string;
  text: string;
  lang: Lang;
}

/** So many are looked up at once. */
const page = 500;

/**
 * What waits for a coordinator to send it, oldest first. What there is no reason left to send is left out, and of
 * two letters that say the same to the same person the earlier one.
 */
export async function handMails(reads: RenderReads, assembly: string, now: string): Promise<HandMail[]> {
  const latest = new Map<string, HandMail>();
  for (let after = 0; ; ) {
    const letters = await reads.letters({ assembly, status: ['by-hand'], after }, page);
    const mails = await Promise.all(letters.map((letter) => handMail(reads, letter, now)));
    for (const mail of mails)
      if (mail !== null) latest.set(JSON.stringify([mail.name, mail.address, mail.text]), mail);
    const last = letters.at(-1);
    if (last === undefined || letters.length < page) break;
    after = last.id;
  }
  return [...latest.values()].sort((a, b) => a.id - b.id);
}

/** One of them by its number; null where it isn’t there, or there is no reason left to send it. */
export async function oneHandMail(
  store: Store,
  assembly: string,
  id: number,
  now: string,
): Promise<HandMail | null> {
  const [letter] = await store.letters({ assembly, status: ['by-hand'], id }, 1);
  return letter ? handMail(pageReads(store), letter, now) : null;
}

export interface SentMail {
  /** Of the mailing that it was part of. */
  mailing: string;
  name: string;
  /** What it told: `call.invited`. */
  view: string;
  at: string;
  by: string;
}

/** What a coordinator has sent by hand, the latest first, with who said so and when. */
export async function sentMails(store: Store, assembly: string): Promise<SentMail[]> {
  const mailings = (await store.aggregates(assembly, 'mailing')).map((row) => row.doc as Mailing);
  const people = mailings.flatMap(({ by, letters }) => [by.person, ...letters.map((l) => l.person)]);
  const persons = await store.persons([...new Set(people)]);
  const names = new Map(persons.map((p) => [p.id, p.name ?? '']));
  const named = (person: string) => names.get(person) ?? '';
  const sent = mailings.flatMap(({ id, letters, at, by }) =>
    letters.map(({ person, view }) => ({ mailing: id, name: named(person), view, at, by: named(by.person) })),
  );
  return sent.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** The message as a draft for any mail program; null where nobody has given an address. */
export async function handMailFile(mail: HandMail, host: string, now: string): Promise<string | null> {
  if (mail.address === null) return null;
  const { name, address, subject, text, lang, key } = mail;
  const messageId = `${key.replaceAll(/[^\w.-]/g, '.')}@${host}`;
  return emlOf({ from: null, to: [{ name, address }], subject, text, date: now, messageId, lang });
}

async function handMail(reads: RenderReads, letter: QueuedLetter, now: string): Promise<HandMail | null> {
  const person = await reads.person(letter.room);
  const identities = await reads.identitiesOf([letter.room]);
  const lang = langs.find((l) => l === person?.lang) ?? 'fr';
  const card = await renderLetter(reads, letter as Letter, lang, now);
  if (card === null) return null;
  const address = identities.find((i) => i.platform === 'mail')?.externalId ?? null;
  const { id, key } = letter;
  return {
    id,
    key,
    name: person?.name ?? '',
    address,
    subject: subjectOf(card),
    text: plainText(card),
    lang,
  };
}

/** A card’s title, or where it has none its first words. */
export function subjectOf(card: Card): string {
  if (card.title !== '') return card.title;
  const words = plainText(card).split('\n')[0] ?? '';
  return [...words].length > 120 ? `${[...words].slice(0, 119).join('')}…` : words;
}
