// A concertation set up by a person in a channel of Discord, as short as it can be: for what comes after it.

import type { DiscordChannel, DiscordUser } from './guild.ts';
import type { Person } from './person.ts';

export const colignon = 'Charte de la concertation locale social-santé Colignon (2024)';

/** Opened under the Colignon charter by this person, who coordinates it; with every assumption adopted. */
export async function opensConcertation(
  person: Person,
  channel: DiscordChannel,
  { deputies = [] }: { deputies?: DiscordUser[] } = {},
): Promise<void> {
  await person.types('/concertation aide', { in: channel });
  await person.taps('Préparer une concertation');
  await person.taps('Choisir la charte');
  await person.fills({ 'Charte à appliquer': colignon }).sends();
  await person.taps('Adopter toutes les hypothèses');
  if (deputies.length > 0) {
    await person.taps('Désigner qui coordonne');
    await person.fills({ 'Remplacent en cas d’absence': deputies }).sends();
  }
  await person.taps('Ouvrir la concertation');
  // Nothing is asked: the last word stands in a message.
  await person.taps('Ouvrir la concertation');
}

/** A call that runs until Monday 14 December 2026, and its announcement in the channel. */
export async function opensCall(person: Person, channel: DiscordChannel, title: string): Promise<void> {
  await person.types('/coordination appel', { in: channel });
  await person.fills({ Titre: title, 'Fin du délai d’objection': '14/12/2026 17:00' }).sends();
  // What follows needn't be filled in.
  await person.taps('Lancer un appel à propositions');
}

/** As it is read, with plain spaces where French wants others. */
export function plainly(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ');
}

/** Whoever organises things on the server is offered /coordination. */
export const organises = { permissions: 1n << 33n };
