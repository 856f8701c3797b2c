// What people read of proposals: versions, the end of their period, mergers, competitions, corrections.

import { expect, test } from 'vitest';
import colignon from '../../charters/colignon-2024.json' with { type: 'json' };
import contraire from '../../charters/contraire-2026.json' with { type: 'json' };
import { buttons, openTold } from '../support/told.ts';

const p1 = { proposal: 'P1' };
const garden = { title: 'Un jardin', summary: 'Avec les voisin·e·s.' };
const afterwards = '2026-12-07T22:59:10.000Z';

test('a change of substance is news, and whoever answered before is asked to read again', async () => {
  const { act, text, card } = await openTold();
  await act('nadia', 'proposal.revise', 'P1', { kind: 'substantive', summary: 'Le jeudi.' });
  const version = { ...p1, version: '2' };
  expect(await text('proposal.revised', version)).toBe(
    '« Permanence sociale du mercredi » (P1) change : la version 2 est un changement de fond. Les réponses déjà données restent attachées à la version précédente ; les objections en cours suspendent toujours la validation. Vous pouvez vous y opposer jusqu’au lundi 7 décembre 2026 à 23 h 59 (heure de Bruxelles).',
  );
  expect(await text('proposal.revised.answered', version, 'farid')).toContain(
    'Une nouvelle version de « Permanence sociale du mercredi » (P1) vous attend',
  );
  expect(buttons(await card('proposal.revised.answered', version, 'farid'))).toEqual([
    'consent.give P1',
    'objection.raise P1',
  ]);
});

test('an editorial change can be contested with one tap, once; then everybody learns who did', async () => {
  const { act, text, card } = await openTold();
  await act('nadia', 'proposal.revise', 'P1', { kind: 'editorial', title: 'Permanence sociale' });
  const version = { ...p1, version: '2' };
  expect(await text('proposal.editorial', version)).toContain('seule la forme change');
  expect(buttons(await card('proposal.editorial', version))).toEqual(['proposal.contest-editorial P1']);
  await act('lise', 'proposal.contest-editorial', 'P1');
  expect(await text('proposal.contested-editorial', version)).toContain(
    'Lise (Maison médicale du Pont-Levis) conteste que la version 2 de « Permanence sociale » (P1) ne change que la forme.',
  );
  expect(buttons(await card('proposal.editorial', version))).toEqual([]);
});

test('the statement of validation cites the article, the period, who was reached, and the next step', async () => {
  const { act, text, local, at } = await openTold();
  await local.settled();
  await act('lise', 'consent.give', 'P1');
  expect(await text('proposal.validated', p1)).toBe('');
  await at(afterwards);
  expect(await text('proposal.validated', p1)).toBe(
    '« Permanence sociale du mercredi » (P1) est validée par la concertation (étape 1 sur 3). Le délai d’objection a couru du lundi 23 novembre 2026 au lundi 7 décembre 2026 à 23 h 59 (heure de Bruxelles). À son terme, aucune objection n’était en cours : le silence vaut accord (charte, article 1). 4 institutions sur 4 ont été jointes. Une réponse a été donnée. Prochaine étape : l’avis du comité de pilotage.',
  );
  expect(await text('proposal.validated', p1, undefined, 'nl')).toContain(
    'is goedgekeurd door het overleg (stap 1 van 3)',
  );
  expect(await text('proposal.validated', p1, undefined, 'en')).toContain(
    'is approved by the forum (step 1 of 3)',
  );
});

test('a validation by express consent, or after the last hold has gone, says so', async () => {
  const { act, text, at } = await openTold();
  await act('nadia', 'proposal.submit', 'C1', garden);
  for (const person of ['farid', 'lise', 'pieter']) await act(person, 'consent.give', 'P1');
  await act('farid', 'objection.raise', 'P2');
  await at(afterwards);
  await act('farid', 'objection.lift', 'O1');
  expect(await text('proposal.validated', p1)).toContain(
    'Toutes les institutions jointes ont donné expressément leur accord (charte, article 1).',
  );
  expect(await text('proposal.validated', { proposal: 'P2' })).toContain(
    'Depuis, tout ce qui suspendait la validation a été levé ou retiré (charte, article 1).',
  );
});

test('criteria that nobody has checked are the référente’s to check; nothing is said once they are', async () => {
  const { act, text, card, at } = await openTold({ charter: 'colignon-2024' });
  await at(afterwards);
  const said = await text('proposal.awaits-criteria', p1, 'referente');
  expect(said).toContain('Des critères sont à vérifier : « Permanence sociale du mercredi » (P1)');
  expect(said).toContain(
    'quartier en situation de grande précarité et/ou situations complexes, qui ont un accès plus difficile aux services sociaux, d’aide et de soins : à vérifier',
  );
  expect(buttons(await card('proposal.awaits-criteria', p1, 'referente'))).toEqual(['criterion.check P1']);

  await act('referente', 'criterion.check', 'P1', {
    criterion: colignon.rules.criteria.value[1]?.id,
    met: 'no',
    reason: 'Trop loin du quartier.',
  });
  expect(await card('proposal.awaits-criteria', p1, 'referente')).toBeNull();
  expect(await text('proposal.incomplete', p1)).toContain(
    '« Permanence sociale du mercredi » (P1) est à compléter : le délai a pris fin sans objection, mais tous les critères ne sont pas remplis.',
  );
  expect(await text('proposal.incomplete.carrier', p1, 'nadia')).toContain(
    'non rempli (vérifié par la référente). Motif : Trop loin du quartier.',
  );
  expect(buttons(await card('proposal.incomplete.carrier', p1, 'nadia'))).toEqual([
    'proposal.revise P1',
    'proposal.withdraw P1',
  ]);
  await act('nadia', 'proposal.withdraw', 'P1', { words: 'Nous reviendrons.' });
  expect(await card('proposal.incomplete.carrier', p1, 'nadia')).toBeNull();
  expect(await card('proposal.incomplete', p1)).toBeNull();
  expect(await text('proposal.withdrawn', { ...p1, words: '' })).toBe(
    '« Permanence sociale du mercredi » (P1) est retirée par l’institution porteuse. Plus aucune réponse n’est attendue.',
  );
});

test('where too few were reached, the référente is told how many and what to do', async () => {
  const { act, text, card, at } = await openTold({ charter: 'contraire-2026', data: 'empty' });
  for (const name of ['Un', 'Deux', 'Trois', 'Quatre'])
    await act('referente', 'institution.register', null, {
      name: `Institution ${name}`,
      legalForm: 'informal',
    });
  await act('referente', 'person.admit', null, {
    personName: 'Nadia',
    institution: 'I1',
    mail: 'n@example.org',
  });
  await act('referente', 'institution.sign', 'I1');
  await act('referente', 'call.open', null, { title: 'Un appel', closesAt: '2027-01-29T23:59' });
  await act('nadia', 'proposal.submit', 'C1', garden, { institution: 'I1' });
  for (const { id } of contraire.rules.criteria.value)
    await act('referente', 'criterion.check', 'P1', { criterion: id, met: 'yes' });
  await at('2027-02-10T12:00:00.000Z');
  const said = await text('proposal.awaits-reach', p1, 'referente');
  expect(said).toContain('Une institution sur 4 a été jointe.');
  expect(said).toContain('Le silence ne compte que si 60 % des institutions ont été jointes');
  expect(buttons(await card('proposal.awaits-reach', p1, 'referente'))).toEqual(['call.reached C1']);
  const longer = { ...p1, closesAt: '2027-02-20T22:59:00.000Z', article: '4' };
  expect(await text('proposal.extended', { ...longer, cause: 'reach', from: '', to: '' })).toContain(
    'Assez d’institutions sont maintenant jointes pour que leur silence compte.',
  );
  const [from, to] = ['2027-02-01T08:00:00.000Z', '2027-02-01T20:00:00.000Z'];
  expect(await text('proposal.extended', { ...longer, cause: 'outage', from, to })).toContain(
    'le temps perdu vous est rendu (charte, article 4)',
  );
  for (const institution of ['I2', 'I3', 'I4'])
    await act('referente', 'call.reached', 'C1', { institution, how: 'phone' });
  expect(await card('proposal.awaits-reach', p1, 'referente')).toBeNull();
});

test('a merger is shown with its text, accepted or declined with one tap, and told when it is done', async () => {
  const { act, text, card } = await openTold();
  await act('farid', 'proposal.submit', 'C1', garden);
  await act('nadia', 'merge.offer', 'P1', { with: 'P2', summary: 'Permanence et jardin.' });
  const merge = { merge: 'G1' };
  const said = await text('merge.offered', merge, 'farid');
  expect(said).toContain(
    'Nadia (Maison des Trois Tilleuls) propose de fusionner « Un jardin » (P2), que vous portez, avec « Permanence sociale du mercredi » (P1).',
  );
  expect(said).toContain(
    'Texte proposé :\nPermanence sociale du mercredi\nPermanence et jardin.\nMontant demandé : 12 500 €',
  );
  expect(buttons(await card('merge.offered', merge, 'farid'))).toEqual([
    'merge.accept G1',
    'merge.decline G1',
  ]);
  expect(await text('merge.declined', { ...merge, words: '' }, 'nadia')).toContain(
    'restent deux propositions distinctes',
  );
  await act('farid', 'merge.accept', 'G1');
  expect(await card('merge.offered', merge, 'farid')).toBeNull();
  expect(await text('proposal.merged', merge)).toContain(
    '« Un jardin » (P2) est fusionnée avec « Permanence sociale du mercredi » (P1), avec l’accord des deux institutions porteuses.',
  );
});

test('a declared competition is news with its reason, and only its author is offered to withdraw it', async () => {
  const { act, text, card } = await openTold();
  await act('farid', 'proposal.submit', 'C1', garden);
  await act('lise', 'competition.declare', 'P1', { with: 'P2', reason: 'La même salle.' });
  const k1 = { competition: 'K1' };
  expect(await text('competition.declared', k1)).toBe(
    'Lise (Maison médicale du Pont-Levis) déclare que « Permanence sociale du mercredi » (P1) et « Un jardin » (P2) sont en concurrence (K1) : elles ne peuvent pas toutes être réalisées. Leur validation est suspendue.\nMotif :\nLa même salle.',
  );
  expect(await text('competition.receipt', k1, 'lise')).toContain(
    'jusqu’à ce que la plénière décide ou que vous la retiriez',
  );
  expect(buttons(await card('competition.receipt', k1, 'lise'))).toEqual(['competition.withdraw K1']);
  await act('lise', 'competition.withdraw', 'K1');
  expect(buttons(await card('competition.receipt', k1, 'lise'))).toEqual([]);
  expect(await text('competition.withdrawn', k1)).toContain('est retirée');
  expect(await text('competition.ended', k1)).toContain('a pris fin : il n’y a plus à choisir');
});

test('requests beyond the fund ask the référente for an answer, until she has given it', async () => {
  const { act, text, card } = await openTold({ charter: 'colignon-2024', data: 'colignon' });
  await act('referente', 'call.open', null, {
    title: 'Un appel',
    fund: '10 000',
    closesAt: '2026-12-14T23:59',
  });
  await act('nadia', 'proposal.submit', 'C2', { ...garden, amount: '8 000' });
  await act('farid', 'proposal.submit', 'C2', { ...garden, amount: '7 000' });
  const k1 = { competition: 'K1' };
  expect(await text('competition.detected', k1)).toContain(
    'Les demandes atteignent 15 000 € pour une enveloppe de 10 000 €',
  );
  expect(await text('competition.to-answer', k1, 'referente')).toContain('Y a-t-il concurrence ? (K1)');
  expect(buttons(await card('competition.to-answer', k1, 'referente'))).toEqual([
    'competition.confirm K1',
    'competition.dismiss K1',
  ]);
  expect(await text('competition.confirmed', { ...k1, conflicted: 'yes' })).toContain(
    'la plénière en décidera. La référente est elle-même liée à une institution porteuse',
  );
  await act('referente', 'competition.dismiss', 'K1', { reason: 'Un complément est promis.' });
  expect(await card('competition.to-answer', k1, 'referente')).toBeNull();
  expect(await text('competition.dismissed', k1)).toContain('Motif :\nUn complément est promis.');
});

test('a correction of the référente is news, for a call as for a proposal', async () => {
  const { act, text, last } = await openTold();
  await act('referente', 'proposal.correct', 'P1', { words: 'Le montant est de 12 000 €.' });
  const words = (await last<{ words: { id: string } }>('CorrectionMade')).data.words.id;
  expect(await text('correction', { ref: 'P1', words })).toBe(
    'La référente rectifie, au sujet de « Permanence sociale du mercredi » (P1) :\nLe montant est de 12 000 €.',
  );
  expect(await text('correction', { ref: 'C1', words })).toContain(
    '« Propositions d’actions de l’automne » (C1)',
  );
});
