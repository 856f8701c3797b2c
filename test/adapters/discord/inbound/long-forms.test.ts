// Worst-case content: lists with hundreds of choices are leafed through, and forms that are longer than a modal go on
// in a message, from one step to the next and back.

import { expect, it } from 'vitest';
import { type Cast, castOf } from '../../../support/discord/cast.ts';
import { messageShowing, type Person } from '../../../support/discord/person.ts';
import { alike } from '../../../support/discord/reading.ts';
import { type DiscordService, discordService } from '../../../support/discord/service.ts';
import { associationNamed, manyInstitutions } from '../../../support/story/crowds.ts';

const summary = 'En bref : quoi, pour qui, avec qui';

async function crowded(): Promise<{ service: DiscordService; cast: Cast }> {
  const service = await discordService();
  const cast = await castOf(service, 'colignon');
  const place = { platform: 'discord', tenant: service.guild.id };
  await manyInstitutions(service.app, place, cast.person('referente'), service.now());
  return { service, cast };
}

/** As they read it. */
function last(person: Person): string {
  return alike(person.notes().at(-1) ?? '');
}

async function partnersOf({ app }: DiscordService, ref: string): Promise<unknown> {
  const [proposal] = await app.store.aggregates('concertation', 'proposal', { ids: [ref] });
  return (proposal?.doc as { partners?: unknown } | undefined)?.partners;
}

it('lets one choose among 350 institutions on any page of their list, and keeps what was chosen on another', async () => {
  const { service, cast } = await crowded();
  const farid = cast.person('farid');
  await farid.types('/concertation proposer', { in: service.channel });
  await farid.fills({ Titre: 'Le banc', [summary]: 'Un banc.' }).sends();
  await farid.chooses([associationNamed(3), associationNamed(7)], { in: 'À choisir' });
  for (let page = 2; page <= 9; page++) await farid.taps('Suivants');
  expect(last(farid)).toContain(alike(`Association 200 des voisin·e·s du… à Association 224`));
  await farid.chooses(associationNamed(210), { in: 'À choisir' });
  expect(last(farid)).toContain(
    `Choix : ${associationNamed(3)}, ${associationNamed(7)}, ${associationNamed(210)}`,
  );

  await farid.taps('Précédents');
  await farid.taps('Suivants');
  expect(last(farid)).toContain(associationNamed(3));
  await farid.taps('Déposer une proposition');
  expect(last(farid)).toContain('C’est enregistré');
  await service.settled();
  const chosen = await partnersOf(service, 'P2');
  const card = await farid.types('/concertation propositions proposition:P2', { in: service.channel });
  for (const i of [3, 7, 210]) expect(alike(card)).toContain(associationNamed(i));
  expect(chosen).toHaveLength(3);
  expect(service.discord.violations).toEqual([]);
  expect(farid.troubles).toEqual([]);
}, 60_000);

it('goes straight to a page of the list, takes a choice back, and forgets everything where one begins again', async () => {
  const { service, cast } = await crowded();
  const farid = cast.person('farid');
  await farid.types('/concertation proposer', { in: service.channel });
  await farid.fills({ Titre: 'Le banc', [summary]: 'Un banc.' }).sends();
  const jump = `Association 325 des voisin·e·s du… à Association 349 des voisin·e·s du…`;
  await farid.chooses(jump, { in: 'Aller dans la liste' });
  await farid.chooses(associationNamed(349), { in: 'À choisir' });
  expect(last(farid)).toContain(`Choix : ${associationNamed(349)}`);
  await farid.chooses([], { in: 'À choisir' });
  expect(last(farid)).toContain('Rien n’est encore choisi');

  await farid.taps('Recommencer');
  await farid.taps('Continuer');
  expect(farid.sees()).not.toContain('Le banc');
  await farid.fills({ Titre: 'La fontaine', [summary]: 'De l’eau.' }).sends();
  await farid.taps('Déposer une proposition');
  await service.settled();
  const [fontaine] = await service.app.store.aggregates('concertation', 'proposal', { ids: ['P2'] });
  expect(fontaine?.doc).toMatchObject({ partners: [] });
  expect(await farid.types('/concertation propositions proposition:P2', { in: service.channel })).toContain(
    'La fontaine',
  );
  expect(service.discord.violations).toEqual([]);
  expect(farid.troubles).toEqual([]);
}, 60_000);

it('enters an objection for somebody who telephoned, of an institution far down the list', async () => {
  const { service, cast } = await crowded();
  const claire = cast.person('referente');
  await claire.types('/concertation objecter proposition:P1', { in: service.channel });
  await claire
    .fills({
      'Pour qui parlez-vous ?': 'une personne qui a téléphoné ou écrit',
      'Pourquoi vous y opposez-vous ?': 'Le mercredi, c’est trop tard.',
    })
    .sends();
  expect(last(claire)).toContain('Rien n’est encore envoyé');
  await claire.taps('Continuer');
  const who = 'Personne qui a téléphoné ou écrit';
  await claire.fills({ 'Comment elle vous l’a dit': 'par téléphone' });
  expect(await claire.sends()).toContain('! This field is required');
  await claire.fills({ [who]: 'Marthe', 'Son adresse électronique': 'marthe@lefil.example' }).sends();
  for (let page = 2; page <= 9; page++) await claire.taps('Suivants');
  await claire.chooses(associationNamed(210), { in: 'À choisir' });
  await claire.taps('Déposer une objection');
  expect(last(claire)).toContain('C’est enregistré');
  await service.settled();
  const card = await claire.types('/concertation propositions proposition:P1', { in: service.channel });
  expect(alike(card)).toContain(
    `Marthe (${associationNamed(210)}), par l’intermédiaire de la référente (par téléphone)`,
  );
  expect(service.discord.violations).toEqual([]);
  expect(claire.troubles).toEqual([]);
}, 60_000);

it('is her own again where she goes back and says so', async () => {
  const service = await discordService();
  const cast = await castOf(service, 'colignon');
  const claire = cast.person('referente');
  const whose = 'Pour qui parlez-vous ?';
  const grounds = { 'Pourquoi vous y opposez-vous ?': 'Le mercredi, c’est trop tard.' };
  await claire.types('/concertation objecter proposition:P1', { in: service.channel });
  await claire.fills({ [whose]: 'une personne qui a téléphoné ou écrit', ...grounds }).sends();
  const back = await claire.taps('Étape précédente');
  expect(back).toContain('= une personne qui a téléphoné ou écrit');
  expect(back).toContain('= Le mercredi, c’est trop tard.');
  await claire.fills({ [whose]: 'en mon nom, sans institution' }).sends();
  expect(last(claire)).toContain('C’est enregistré');
  await service.settled();
  const card = await claire.types('/concertation propositions proposition:P1', { in: service.channel });
  expect(alike(card)).toContain('O1 · Claire, référente de quartier (coordination)');
  expect(service.discord.violations).toEqual([]);
  expect(claire.troubles).toEqual([]);
});

it('keeps what was typed in the first step through a restart of the service', async () => {
  const service = await discordService();
  const cast = await castOf(service, 'colignon');
  const farid = cast.person('farid');
  await farid.types('/concertation proposer', { in: service.channel });
  await farid.fills({ Titre: 'Le banc', [summary]: 'Un banc devant l’école.' }).sends();
  expect(last(farid)).toContain('Étape 2 sur 3');

  await service.close();
  const later = await discordService({ again: service });
  const back = later.meets(farid.user);
  while (!back.hasModal && !last(back).includes('Institutions partenaires')) await back.taps('Continuer');
  if (back.hasModal)
    await back.fills({ 'Institutions partenaires': ['Maison médicale du Pont-Levis'] }).sends();
  else await back.chooses(['Maison médicale du Pont-Levis'], { in: 'À choisir' });
  await back.taps('Déposer une proposition');
  expect(last(back)).toContain('C’est enregistré');
  await later.settled();

  expect(await partnersOf(later, 'P2')).toEqual(['I3']);
  expect(await back.uses('Lire la proposition', messageShowing('P2 · Le banc'))).toContain(
    'Un banc devant l’école.',
  );
  expect(await later.app.store.settingsUnder('draft:')).toEqual([]);
  expect(later.discord.violations).toEqual([]);
  expect([...farid.troubles, ...back.troubles]).toEqual([]);
});

it('leads back to the step of the field that is refused, with everything as it was typed', async () => {
  const service = await discordService();
  const cast = await castOf(service, 'colignon');
  const farid = cast.person('farid');
  await farid.types('/concertation proposer', { in: service.channel });
  const amount = 'Montant demandé, en euros';
  await farid.fills({ Titre: 'Le banc', [summary]: 'Un banc.', [amount]: 'beaucoup' }).sends();
  await farid.taps('Déposer une proposition');
  expect(last(farid)).toContain('Ce montant ne peut pas être lu');
  expect(last(farid)).not.toContain('enregistré');
  const again = await farid.taps('Corriger');
  expect(again).toContain('= Le banc');
  expect(again).toContain('= beaucoup');
  await farid.fills({ [amount]: '300' }).sends();
  await farid.taps('Déposer une proposition');
  expect(last(farid)).toContain('C’est enregistré');
  expect(service.discord.violations).toEqual([]);
  expect(farid.troubles).toEqual([]);
});

it('keeps the steps of one person from another’s, and of one form from another', async () => {
  const service = await discordService();
  const cast = await castOf(service, 'colignon');
  const [farid, lise] = [cast.person('farid'), cast.person('lise')];
  const begun: [Person, string][] = [
    [farid, 'Le banc'],
    [lise, 'La fontaine'],
    [farid, 'Le kiosque'],
  ];
  for (const [person, title] of begun) {
    await person.types('/concertation proposer', { in: service.channel });
    await person.fills({ Titre: title, [summary]: `${title}, devant l’école.` }).sends();
  }
  for (const [person, title] of begun) {
    const step = messageShowing(`Titre : ${title}`);
    await person.taps('Déposer une proposition', { on: step });
  }
  await service.settled();
  for (const [ref, title] of [
    ['P2', 'Le banc'],
    ['P3', 'La fontaine'],
    ['P4', 'Le kiosque'],
  ]) {
    const read = await farid.types(`/concertation propositions proposition:${ref}`, { in: service.channel });
    expect(read).toContain(`${ref} · ${title}`);
    expect(read).toContain(`${title}, devant l’école.`);
  }
  expect(service.discord.violations).toEqual([]);
  expect([...farid.troubles, ...lise.troubles]).toEqual([]);
});
