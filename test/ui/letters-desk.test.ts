// What reaches the référente's desk, and what comes back from it.

import { expect, test } from 'vitest';
import { buttons, openTold } from '../support/told.ts';

test('a mandate is confirmed or declined with one tap, and nothing is asked once that is done', async () => {
  const { act, text, card, last } = await openTold();
  await act('hind', 'question.ask', 'P1', { question: 'Quand ?' }, { institution: 'I2' });
  const { mandate = '' } = (await last('MandateClaimed')).data;
  expect(await text('mandate.to-confirm', { mandate }, 'referente')).toBe(
    'Un mandat est à confirmer\nUne personne dit parler pour Atelier Lune Basse : hind.\nCe que cette personne a dit compte déjà, et reste valable quoi que vous décidiez.',
  );
  expect(buttons(await card('mandate.to-confirm', { mandate }, 'referente'))).toEqual([
    `mandate.confirm ${mandate}`,
    `mandate.decline ${mandate}`,
  ]);
  expect(await text('mandate.to-confirm', { mandate }, 'referente', 'en')).toContain(
    'Someone says they speak for Atelier Lune Basse: hind.',
  );

  await act('referente', 'mandate.decline', mandate, { reason: 'Nous ne vous connaissons pas.' });
  expect(await card('mandate.to-confirm', { mandate }, 'referente')).toBeNull();
  const declined = await text('mandate.declined', { mandate }, 'hind');
  expect(declined).toContain('La référente ne confirme pas que vous parlez pour Atelier Lune Basse.');
  expect(declined).toContain(
    'Motif :\nNous ne vous connaissons pas.\nCe que vous avez dit reste enregistré.',
  );
});

test('who is confirmed, leaves or is appointed is told what that means', async () => {
  const { act, text, local, last } = await openTold();
  const { mandate = '' } = (await last('MandateConfirmed')).data;
  expect(await text('mandate.confirmed', { mandate }, 'pieter')).toContain(
    'Vous parlez pour Buurthuis De Waterlelie. Vous pouvez aussi lever ou retirer les objections de vos collègues',
  );
  expect(await text('mandate.ended', { mandate }, 'pieter')).toContain(
    'Vous ne parlez plus pour Buurthuis De Waterlelie.',
  );
  expect(await text('institution.left', { institution: 'I4' }, 'referente')).toBe(
    'L’institution Buurthuis De Waterlelie quitte la concertation\nCe que ses membres ont dit reste valable. Elle n’est plus invitée, relancée ni comptée.',
  );
  await act('referente', 'coordinator.appoint', null, {
    person: 'nadia',
    role: 'deputy',
    until: '2026-12-20T18:00',
  });
  await local.settled();
  const inbox = (await local.get('/inbox?as=nadia')).body as { title: string; blocks: { text: string }[] }[];
  expect(inbox.at(-1)?.title).toBe('Vous remplacez la référente de quartier');
  expect(inbox.at(-1)?.blocks[1]?.text).toContain('prend fin le dimanche 20 décembre 2026 à 18');
});

test('a private question is answered in private, a need is noted for a later meeting', async () => {
  const { act, text, card } = await openTold();
  await act('farid', 'coordinator.ask', null, { question: 'Où est le plan d’action ?' });
  await act('habitante', 'need.note', null, { need: 'Un local chauffé le samedi.' }, { institution: null });
  expect(await text('talk.asked', { talk: 'T1' }, 'referente')).toBe(
    'Une question vous est adressée en privé (T1)\nFarid (Atelier Lune Basse)\nOù est le plan d’action ?\nVotre réponse ne sera lue que par cette personne.',
  );
  expect(buttons(await card('talk.asked', { talk: 'T1' }, 'referente'))).toEqual(['coordinator.answer T1']);
  expect(await text('need.noted', { need: 'N1' }, 'referente')).toContain(
    'Rosa, habitante (sans institution)\nUn local chauffé le samedi.\nIl pourra être discuté lors d’une prochaine rencontre.',
  );
  await act('referente', 'coordinator.answer', 'T1', { answer: 'Je vous l’envoie.' });
  expect(await card('talk.asked', { talk: 'T1' }, 'referente')).toBeNull();
  expect(await text('talk.answered', { talk: 'T1' }, 'farid')).toBe(
    'La référente vous répond\nVous demandiez :\nOù est le plan d’action ?\nClaire, référente de quartier (coordination)\nJe vous l’envoie.',
  );
});

test('who telephoned reads what was entered for them, by whom, and what to do if it is wrong', async () => {
  const { local, text, person, last } = await openTold();
  const entry = {
    deliveryId: 'telephone',
    as: { person: 'referente', institution: null },
    for: { name: 'Mme Peeters', institution: 'I4', mail: 'peeters@example.org', source: 'phone' },
    action: 'objection.raise',
    target: 'P1',
    values: { reason: 'Le mercredi, c’est le marché.', remedy: 'Le jeudi.' },
  };
  expect((await local.post('/actions', entry)).status).toBe(200);
  const { action = '', ref = '', source = '' } = (await last('EntryMade')).data;
  const params = { action, ref, source, by: await person('referente') };
  expect(await text('entry.receipt', params)).toBe(
    [
      'Enregistré en votre nom',
      'Enregistré par Claire, référente de quartier, d’après ce que vous avez dit (par téléphone) : une objection.',
      'Au sujet de « Permanence sociale du mercredi » (P1).',
      'En ces mots :',
      'Le mercredi, c’est le marché.',
      'Le jeudi.',
      'Si quelque chose est inexact, dites-le à la référente de quartier : elle le rectifiera, et la rectification sera visible.',
    ].join('\n'),
  );
  const content = {
    title: 'Un jardin',
    summary: 'Avec les voisin·e·s.',
    amount: '2 500',
    carrierShare: '1 000',
  };
  const submitted = {
    ...entry,
    deliveryId: 'again',
    action: 'proposal.submit',
    target: 'C1',
    values: content,
  };
  expect((await local.post('/actions', submitted)).status).toBe(200);
  const receipt = await text('entry.receipt', { ...params, action: 'proposal.submit', ref: 'P2' });
  for (const said of [
    'Un jardin',
    'Avec les voisin·e·s.',
    '2 500 €, dont 1 000 € pour l’institution porteuse',
  ])
    expect(receipt).toContain(said);
  expect(await text('entry.receipt', params, undefined, 'nl')).toContain(
    'op basis van wat u gezegd hebt (telefonisch): een bezwaar.',
  );
  const letters = await local.store.db.outbox.findMany({ where: { view: 'entry.receipt' } });
  expect(JSON.parse(letters[0]?.params ?? '{}')).toEqual(params);
});

test('the référente is warned of unchecked criteria, unreached institutions and missing places, once there are any', async () => {
  const { act, text, card, local } = await openTold({ charter: 'colignon-2024' });
  await local.settled();
  await act('referente', 'institution.register', null, { name: 'Cercle des Voisins', legalForm: 'asbl' });
  await act('farid', 'objection.raise', 'P1', { reason: 'Le lieu.' });
  await act('referente', 'meeting.confirm', 'M1');
  const said = await text('desk.warnings', { call: 'C1' }, 'referente');
  expect(said).toContain('À votre attention : « Propositions d’actions de l’automne » (C1)');
  expect(said).toContain(
    'Une proposition a encore des critères à vérifier :\n– « Permanence sociale du mercredi » (P1), un critère',
  );
  expect(said).toContain(
    'Une institution n’a pas été jointe :\n– Cercle des Voisins\nUn contact pris autrement',
  );
  expect(said).toMatch(/La plénière M1 du .* n’a pas encore de lieu\./);
  expect(buttons(await card('desk.warnings', { call: 'C1' }, 'referente'))).toEqual([
    'criterion.check P1',
    'call.reached C1',
    'meeting.place M1',
  ]);
});

test('nothing is warned of where all is in order', async () => {
  const { card, local } = await openTold();
  await local.settled();
  expect(await card('desk.warnings', { call: 'C1' }, 'referente')).toBeNull();
});
