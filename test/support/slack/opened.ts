// A concertation set up by a person in a channel, as short as it can be: for what comes after it.

import type { Person } from './person.ts';
import type { SlackChannel, SlackUser } from './workspace.ts';

export const colignon = 'Charte de la concertation locale social-santé Colignon (2024)';

/** Opened under the Colignon charter by this person, who coordinates it; with every assumption adopted. */
export async function opensConcertation(
  person: Person,
  channel: SlackChannel,
  { deputies = [] }: { deputies?: SlackUser[] } = {},
): Promise<void> {
  await person.types('/concertation', { in: channel });
  await person.taps('Préparer une concertation');
  await person.taps('Choisir la charte');
  await person.fills({ 'Charte à appliquer': colignon }).sends();
  await person.taps('Adopter toutes les hypothèses');
  if (deputies.length > 0) {
    await person.taps('Désigner qui coordonne');
    await person.fills({ 'Remplacent en cas d’absence': deputies }).sends();
  }
  await person.taps('Ouvrir la concertation');
  await person.sends();
  await person.closes({ all: true });
}

/** A call that runs until Monday 14 December 2026, and its announcement in the channel. */
export async function opensCall(person: Person, channel: SlackChannel, title: string): Promise<void> {
  await person.types('/concertation appel', { in: channel });
  await person
    .fills({ Titre: title, 'Fin du délai d’objection (jour et heure)': '2026-12-14T17:00' })
    .sends();
  await person.closes({ all: true });
}

/** As it is read, with plain spaces where French wants others. */
export function plainly(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ');
}
