// What those who spoke, and those who are spoken to, read in private.

import { expect, test } from 'vitest';
import { buttons, openTold } from '../support/told.ts';

const objection = { objection: 'O1' };

test('whoever objects without a reason is asked for it, and can give it, lift or withdraw with one tap', async () => {
  const { act, text, card } = await openTold();
  await act('farid', 'objection.raise', 'P1');
  const said = await text('objection.receipt', objection, 'farid');
  expect(said).toContain('Votre objection O1 est enregistrée');
  expect(said).toContain('Elle suspend la validation de « Permanence sociale du mercredi » (P1).');
  expect(said).toContain(
    'Vous n’avez pas indiqué de motif : votre objection compte tout de même. Dites, d’ici la réunion,',
  );
  expect(said).toContain(
    'ne peut être levée ou retirée que par vous ou par une personne mandatée de la même institution',
  );
  expect(buttons(await card('objection.receipt', objection, 'farid'))).toEqual([
    'objection.explain O1',
    'objection.lift O1',
    'objection.withdraw O1',
  ]);
});

test('only what is missing is asked for; nothing is asked once all is said', async () => {
  const { act, text, card } = await openTold();
  await act('farid', 'objection.raise', 'P1', { reason: 'Trop de bruit.' });
  expect(await text('objection.receipt', objection, 'farid')).toContain(
    'Dites aussi, d’ici la réunion, ce qui permettrait de la lever.',
  );
  await act('farid', 'objection.explain', 'O1', { remedy: 'Fermer à 20 h.' });
  const said = await text('objection.explained', objection, 'farid');
  expect(said).toContain('Votre objection O1 est précisée');
  expect(said).toContain('Motif : Trop de bruit.\nCe qui permettrait de la lever : Fermer à 20 h.');
  expect(said).not.toContain('Dites');
  expect(buttons(await card('objection.receipt', objection, 'farid'))).toEqual([
    'objection.lift O1',
    'objection.withdraw O1',
  ]);
});

test('an objection that has ended says so, with what still holds the proposal, and offers nothing more', async () => {
  const { act, text, card } = await openTold();
  await act('farid', 'objection.raise', 'P1');
  await act('lise', 'objection.raise', 'P1');
  await act('farid', 'objection.lift', 'O1');
  expect(await text('objection.ended', objection, 'farid')).toBe(
    'Votre objection O1 est levée\nEnregistré le lundi 23 novembre 2026 à 10 h 00 (heure de Bruxelles), pour « Permanence sociale du mercredi » (P1).\nUne autre objection suspend encore sa validation.',
  );
  expect(buttons(await card('objection.receipt', objection, 'farid'))).toEqual([]);
  expect(await text('objection.ended', objection, 'farid', 'nl')).toContain('Uw bezwaar O1 is opgeheven');
  expect(await text('objection.ended', objection, 'farid', 'en')).toContain(
    'Your objection O1 has been lifted',
  );
});

test('whoever carries a proposal reads who objects and why, and can change it or reply with one tap', async () => {
  const { act, text, card } = await openTold();
  await act('farid', 'objection.raise', 'P1', { reason: 'Trop de bruit.', remedy: 'Fermer à 20 h.' });
  expect(await text('objection.raised.carrier', objection, 'nadia')).toBe(
    'Une objection à « Permanence sociale du mercredi » (P1)\nFarid (Atelier Lune Basse)\nMotif : Trop de bruit.\nCe qui permettrait de la lever : Fermer à 20 h.\nL’objection O1 suspend la validation tant qu’elle n’est pas levée, retirée ou tranchée en plénière.\nVous pouvez y répondre par une remarque, modifier la proposition par une nouvelle version, ou en parler à la plénière.',
  );
  expect(buttons(await card('objection.raised.carrier', objection, 'nadia'))).toEqual([
    'proposal.revise P1',
    'concern.raise P1',
  ]);
  expect(buttons(await card('objection.raised', objection, 'lise'))).toEqual(['concern.raise P1']);
  expect(await text('objection.raised', objection, 'lise')).toContain(
    'en parler avec l’institution porteuse ou à la plénière',
  );

  await act('farid', 'objection.explain', 'O1', { remedy: 'Fermer à 19 h.' });
  expect(await text('objection.explained.others', objection, 'nadia')).toBe(
    'L’objection O1 est précisée\nAu sujet de « Permanence sociale du mercredi » (P1), tout le monde lit maintenant :\nMotif : Trop de bruit.\nCe qui permettrait de la lever : Fermer à 19 h.',
  );

  await act('farid', 'objection.lift', 'O1', { words: 'Merci.' });
  const late = await text('objection.raised.carrier', objection, 'nadia');
  expect(late).toContain('Depuis, l’objection O1 a été levée.');
  expect(buttons(await card('objection.raised.carrier', objection, 'nadia'))).toEqual([]);
});

test('whoever carries a proposal learns that an objection has ended, and what still stands in its way', async () => {
  const { act, text } = await openTold();
  await act('farid', 'objection.raise', 'P1');
  await act('lise', 'objection.raise', 'P1');
  await act('nadia', 'proposal.submit', 'C1', { title: 'Un jardin', summary: 'Avec les voisin·e·s.' });
  await act('lise', 'competition.declare', 'P1', { with: ['P2'], reason: 'Le même local.' });
  await act('farid', 'objection.withdraw', 'O1');
  const first = await text('objection.ended.others', objection, 'nadia');
  expect(first).toContain('L’objection O1 est retirée');
  expect(first).toContain(
    'Une autre objection suspend encore sa validation.\nUne concurrence suspend encore sa validation.',
  );
  await act('lise', 'objection.lift', 'O2');
  await act('lise', 'competition.withdraw', 'K1');
  expect(await text('objection.ended.others', { objection: 'O2' }, 'nadia')).toContain(
    'Plus rien ne suspend sa validation.',
  );
});

test('an objection is told once to each who carries the proposal or takes part in it, and not to its author', async () => {
  const { act, local, person } = await openTold();
  await act('nadia', 'proposal.submit', 'C1', {
    title: 'Un jardin',
    summary: 'Avec les voisin·e·s.',
    partners: ['I2', 'I3'],
  });
  await act('farid', 'objection.raise', 'P2', { reason: 'Le bruit.' });
  await act('farid', 'objection.explain', 'O1', { remedy: 'Fermer à 20 h.' });
  await act('farid', 'objection.lift', 'O1');
  await local.settled();
  const sent = (await local.store.db.outbox.findMany()).filter((m) => m.key.includes(':objection.'));
  const received = async (name: string) => {
    const id = await person(name);
    return sent.filter((m) => m.key.includes(`:${id}:`)).map((m) => m.key.replace(/.*:/, ''));
  };
  expect(await received('nadia')).toEqual([
    'objection.raised.carrier',
    'objection.explained.others',
    'objection.ended.others',
  ]);
  expect(await received('lise')).toEqual([
    'objection.raised',
    'objection.explained.others',
    'objection.ended.others',
  ]);
  expect(await received('farid')).toEqual(['objection.receipt', 'objection.explained', 'objection.ended']);
  expect(await received('pieter')).toEqual([]);
});

test('what came after the deadline is a remark, and its author learns what remains possible', async () => {
  const { act, text, at } = await openTold();
  await at('2026-12-07T22:59:00.000Z');
  await act('farid', 'objection.raise', 'P1', { reason: 'Trop tard ?' });
  const said = await text('remark.late', { concern: 'R1' }, 'farid');
  expect(said).toContain('Reçu après l’échéance : remarque R1');
  expect(said).toContain('a pris fin le lundi 7 décembre 2026 à 23 h 59 (heure de Bruxelles)');
  expect(said).toContain('ne suspend pas sa validation');
  expect(said).toContain('lors de la prochaine rencontre');
});

test('the carrier reads questions, remarks and offers, and answers a question with one tap', async () => {
  const { act, text, card, last } = await openTold();
  await act('lise', 'question.ask', 'P1', { question: 'Qui paie les boissons ?' });
  await act('lise', 'concern.raise', 'P1', { remark: 'Le mercredi est chargé.' });
  await act('lise', 'interest.show', 'P1', { offer: 'Nous prêtons une salle.' });
  expect(await text('question.asked', { question: 'Q1' }, 'nadia')).toBe(
    'Une question sur « Permanence sociale du mercredi » (P1)\nLise (Maison médicale du Pont-Levis)\nQui paie les boissons ?\nVotre réponse sera visible sur la carte de la proposition.',
  );
  expect(buttons(await card('question.asked', { question: 'Q1' }, 'nadia'))).toEqual(['question.answer Q1']);
  expect(await text('concern.raised', { concern: 'R1' }, 'nadia')).toContain(
    'Le mercredi est chargé.\nElle ne suspend rien.',
  );
  const { stance = '' } = (await last('InterestShown')).data;
  expect(await text('interest.shown', { stance }, 'nadia')).toContain(
    'Lise (Maison médicale du Pont-Levis) souhaite y prendre part ou vous aider.\nEn ces termes :\nNous prêtons une salle.',
  );

  await act('nadia', 'question.answer', 'Q1', { answer: 'La maison.' });
  expect(await text('question.answered', { question: 'Q1' }, 'lise')).toBe(
    'Une réponse à votre question sur « Permanence sociale du mercredi » (P1)\nVous demandiez :\nQui paie les boissons ?\nNadia (Maison des Trois Tilleuls)\nLa maison.',
  );
  expect(await text('question.answered', { question: 'Q1' }, 'lise', 'nl')).toContain(
    'Een antwoord op uw vraag',
  );

  await act('lise', 'concern.resolve', 'R1');
  await act('lise', 'interest.withdraw', 'P1');
  expect(await card('concern.raised', { concern: 'R1' }, 'nadia')).toBeNull();
  expect(await card('interest.shown', { stance }, 'nadia')).toBeNull();
});

test('two colleagues who contradict each other are asked to talk; the référente only learns of it', async () => {
  const { act, text, card, person } = await openTold();
  await act('nadia', 'proposal.submit', 'C1', { title: 'Un jardin', summary: 'Avec les voisin·e·s.' });
  await act('farid', 'objection.raise', 'P2', { reason: 'Le bruit.' });
  await act('hind', 'consent.give', 'P2', {}, { institution: 'I2' });
  const params = { objection: 'O1', consenting: await person('hind') };
  const said = await text('contradiction', params, 'farid');
  expect(said).toContain('Atelier Lune Basse : deux avis contraires');
  expect(said).toContain('Farid a déposé l’objection O1 et hind a donné son accord.\nParlez-en ensemble.');
  expect(said).toContain('L’objection reste en cours : un accord ne l’efface pas.');
  const hers = await text('contradiction', params, 'referente');
  expect(hers).toContain('deux avis contraires');
  expect(hers).not.toContain('Parlez-en');
  await act('farid', 'objection.withdraw', 'O1');
  expect(await card('contradiction', params, 'farid')).toBeNull();
});
