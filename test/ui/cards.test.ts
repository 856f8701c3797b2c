// The two cards of a room: the call's, and the proposal's, which is the charter's shared document.

import { expect, test } from 'vitest';
import type { Lang } from '../../src/domain/people.ts';
import { translator } from '../../src/ui/translator.ts';
import { buttons, openTold, type Told } from '../support/told.ts';

const garden = { title: 'Un jardin', summary: 'Avec les voisin·e·s.' };

const show = ({ text }: Told, ref: string, lang: Lang = 'fr') =>
  text('card', { ref, call: 'C1' }, undefined, lang);
const buttonsOf = async ({ card }: Told, ref: string) => buttons(await card('card', { ref, call: 'C1' }));

test('the call’s card holds its deadlines, fund, frame, objectives, criteria, proposals and what silence means', async () => {
  const told = await openTold({ charter: 'colignon-2024', data: 'empty' });
  await told.act('referente', 'call.open', null, {
    title: 'Actions de l’hiver',
    frame: 'Les projets se déroulent en 2027.',
    fund: '20 000',
    objectives: '1, 3.2',
    criteria: 'finir avant décembre 2027',
    proposalsUntil: '2026-12-04T23:59',
    closesAt: '2026-12-14T23:59',
  });
  await told.act('referente', 'institution.register', null, {
    name: 'Atelier Lune Basse',
    legalForm: 'asbl',
  });
  await told.act('nadia', 'proposal.submit', 'C1', { ...garden, amount: '9 000' });
  expect(await show(told, 'C1')).toBe(
    [
      'C1 · Actions de l’hiver',
      'appel ouvert',
      'Fin du dépôt des propositions : vendredi 4 décembre 2026 à 23 h 59 (heure de Bruxelles)',
      'Fin du délai d’objection : lundi 14 décembre 2026 à 23 h 59 (heure de Bruxelles)',
      'Enveloppe : 20 000 € (9 000 € demandés à ce jour)',
      'Synthèse du cadre :',
      'Les projets se déroulent en 2027.',
      'Objectifs :',
      '– 1 Les acteurs de terrain sociaux, sanitaires et l’entraide travaillent de manière coordonnée aux bénéfices des habitants du quartier',
      '– 3.2 Les acteurs du quartiers réalisent des actions mutuelles dans les espaces de quartier afin de connecter les habitants les plus fragilisés, potentiellement en situation de non-recours aux services d’aide et de soins existants',
      'Critères ajoutés par cet appel :',
      '– finir avant décembre 2027',
      'Une proposition :',
      '– P1 · Un jardin : ouverte aux objections',
      'Sans objection dans les temps impartis, une proposition qui répond aux critères est considérée comme validée (charte, article 4b).',
    ].join('\n'),
  );
  expect(await buttonsOf(told, 'C1')).toEqual(['proposal.submit C1']);

  await told.at('2026-12-05T00:00:00.000Z');
  expect(await show(told, 'C1')).toContain('propositions toutes reçues, objections encore possibles');
  expect(await buttonsOf(told, 'C1')).toEqual([]);
  await told.at('2026-12-15T12:00:00.000Z');
  expect(await show(told, 'C1')).toContain('appel clos');
});

test('the call’s card says where the plenary stands, with date and place, and what was corrected or extended', async () => {
  const told = await openTold();
  await told.act('farid', 'objection.raise', 'P1');
  expect(await show(told, 'C1')).toContain(
    'Concertation extraordinaire en plénière M1 en préparation, au plus tôt le mardi 8 décembre 2026 à 9 h 00 (heure de Bruxelles). À l’ordre du jour : P1.',
  );
  expect(await show(told, 'C1')).toContain('P1 · Permanence sociale du mercredi : en attente de plénière');
  await told.act('referente', 'meeting.confirm', 'M1', { place: 'rue du Moulin 4' });
  expect(await show(told, 'C1')).toContain(
    'Concertation extraordinaire en plénière M1 le mardi 8 décembre 2026 à 9 h 00 (heure de Bruxelles), rue du Moulin 4.',
  );
  await told.act('referente', 'call.correct', 'C1', { words: 'L’enveloppe est confirmée.' });
  expect(await show(told, 'C1')).toContain(
    'Rectifications de la référente :\n– le lundi 23 novembre 2026 à 10 h 00 (heure de Bruxelles) : L’enveloppe est confirmée.',
  );
  await told.local.post('/outage', {
    from: '2026-12-01T08:00:00Z',
    to: '2026-12-01T12:00:00Z',
    edge: 'sandbox',
  });
  await told.at('2026-12-07T23:00:00.000Z');
  expect(await show(told, 'C1')).toContain(
    'Échéance initiale le lundi 7 décembre 2026 à 23 h 59 (heure de Bruxelles) ; prolongée pour rendre le temps d’une panne',
  );
});

test('a call that is only prepared is shown to nobody', async () => {
  const told = await openTold();
  await told.act('referente', 'call.draft', null, { title: 'Plus tard', closesAt: '2027-02-14T23:59' });
  const cards = (await told.local.get('/view')).body as { subject: string }[];
  expect(cards.map((c) => c.subject)).toEqual(['card:C1', 'card:P1']);
});

test('the proposal’s card holds everything that was said of it, by whom, and six buttons at most', async () => {
  const told = await openTold({ charter: 'colignon-2024' });
  const { act } = told;
  await act('farid', 'proposal.submit', 'C1', {
    ...garden,
    amount: '9 000',
    carrierShare: '4 000',
    partners: 'I3',
    objectives: '1.2.1',
  });
  await act('nadia', 'question.ask', 'P2', { question: 'Qui arrose ?' });
  await act('farid', 'question.answer', 'Q1', { answer: 'Les voisin·e·s.' });
  await act('tom', 'question.ask', 'P2', { question: 'Et l’hiver ?' });
  await act('lise', 'interest.show', 'P2', { offer: 'Nous prêtons des outils.' });
  await act('nadia', 'consent.give', 'P2');
  await act('tom', 'objection.raise', 'P2', { reason: 'Le bruit.', remedy: 'Fermer à 20 h.' });
  await act('habitante', 'concern.raise', 'P2', { remark: 'Pensez aux bancs.' }, { institution: null });
  await act('pieter', 'objection.raise', 'P2');
  await act('pieter', 'objection.withdraw', 'O2');
  await act('lise', 'competition.declare', 'P2', { with: 'P1', reason: 'La même salle.' });
  const said = await show(told, 'P2');
  const when = 'le lundi 23 novembre 2026 à 10 h 00 (heure de Bruxelles)';
  for (const line of [
    'P2 · Un jardin\nen attente de plénière\nAvec les voisin·e·s.\nInstitution porteuse : Atelier Lune Basse\nPartenaires : Maison médicale du Pont-Levis',
    'Montant demandé : 9 000 €, dont 4 000 € pour l’institution porteuse\nFin du délai d’objection : ',
    'Objectifs du plan d’action : 1.2.1 Les acteurs du quartier centralisent les ressources existantes au travers d’un répertoire local',
    `Version : 1, déposée ${when}`,
    'La proposition doit :\n– servir les objectifs du plan d’action : rempli (calculé)',
    'services sociaux, d’aide et de soins : à vérifier',
    'Une objection suspend la validation :',
    `O1 · Tom (Maison des Trois Tilleuls), ${when}, sur la version 1\nMotif : Le bruit.\nCe qui permettrait de la lever : Fermer à 20 h.`,
    `Une objection a pris fin :\n– O2 · Pieter (Buurthuis De Waterlelie) : retirée ${when}`,
    'Maison des Trois Tilleuls donne deux avis contraires : Tom s’oppose (O1), Nadia est d’accord. L’objection reste en cours.',
    'K1 · en concurrence avec « Permanence sociale du mercredi » (P1), selon Lise (Maison médicale du Pont-Levis) :\nLa même salle.',
    'Réponses : 3 institutions sur 3 ont répondu, sans compter l’institution porteuse. Une institution donne expressément son accord.',
    'Une marque d’intérêt :\n– Lise (Maison médicale du Pont-Levis) : Nous prêtons des outils.',
    `Q1 · Nadia (Maison des Trois Tilleuls) demande, ${when} :\nQui arrose ?\nFarid (Atelier Lune Basse) répond : Les voisin·e·s.`,
    'Et l’hiver ?\nPas encore de réponse.',
    `Une remarque, sans effet suspensif :\nR1 · Rosa, habitante (sans institution), ${when}\nPensez aux bancs.`,
  ])
    expect(said).toContain(line);
  expect(await buttonsOf(told, 'P2')).toEqual([
    'consent.give P2',
    'interest.show P2',
    'question.ask P2',
    'concern.raise P2',
    'objection.raise P2',
    'competition.declare P2',
  ]);
  expect(await show(told, 'P2', 'nl')).toContain('Projectdrager: Atelier Lune Basse');
  expect(await show(told, 'P2', 'en')).toContain('One objection puts approval on hold:');
});

test('the card marks who isn’t confirmed, what the référente entered, and on which version one objected', async () => {
  const told = await openTold();
  await told.act('hind', 'objection.raise', 'P1', { reason: 'Le lieu.' }, { institution: 'I2' });
  const entry = {
    deliveryId: 'une lettre',
    as: { person: 'referente', institution: null },
    for: { name: 'Mme Peeters', institution: 'I4', mail: 'peeters@example.org', source: 'phone' },
    action: 'objection.raise',
    target: 'P1',
    values: { reason: 'Le marché.' },
  };
  await told.local.post('/actions', entry);
  await told.act('nadia', 'proposal.revise', 'P1', { kind: 'editorial', summary: 'Le jeudi.' });
  await told.act('lise', 'proposal.contest-editorial', 'P1');
  const said = await show(told, 'P1');
  expect(said).toContain('O1 · hind (Atelier Lune Basse, mandat à confirmer), le');
  expect(said).toContain(
    'O2 · Mme Peeters (Buurthuis De Waterlelie), par l’intermédiaire de la référente (par téléphone), le',
  );
  expect(said).toContain('sur la version 1');
  expect(said).toContain(
    'comme retouche de forme, devenue un changement de fond : Lise (Maison médicale du Pont-Levis) a contesté',
  );
  expect(said).toContain('2 réponses portent sur une version antérieure.');
});

test('a deadline of its own says why', async () => {
  const told = await openTold({ charter: 'colignon-2024' });
  await told.at('2026-12-04T09:00:00.000Z');
  await told.act('nadia', 'proposal.revise', 'P1', { kind: 'substantive', summary: 'Le jeudi.' });
  expect(await show(told, 'P1')).toContain(
    'Fin du délai d’objection : vendredi 11 décembre 2026 à 23 h 59 (heure de Bruxelles)\nVersion publiée le vendredi 4 décembre 2026 ; au moins sept jours, à compter du lendemain ; jusqu’au vendredi 11 décembre 2026 à 23 h 59 (heure de Bruxelles).',
  );
});

test('a validated proposal shows what its validation rests on, and can still be asked about', async () => {
  const told = await openTold();
  await told.local.settled();
  await told.act('lise', 'consent.give', 'P1');
  await told.at('2026-12-07T22:59:10.000Z');
  await told.act('farid', 'objection.raise', 'P1', { reason: 'Trop tard ?' });
  const said = await show(told, 'P1');
  expect(said).toContain('validée par la concertation (étape 1 sur 3)');
  expect(said).toContain(
    'aucune objection n’était en cours : le silence vaut accord (charte, article 1). 4 institutions sur 4 ont été jointes.',
  );
  expect(said).toContain(
    'Une réponse a été donnée :\n– Lise (Maison médicale du Pont-Levis) : accord exprès\nProchaine étape : l’avis du comité de pilotage.',
  );
  expect(said).toContain(
    'Une remarque arrivée après l’échéance, sans effet suspensif :\nR1 · Farid (Atelier Lune Basse)',
  );
  expect(await buttonsOf(told, 'P1')).toEqual(['question.ask P1']);
});

test('after the deadline a proposal that waits for the plenary takes no objection and no consent any more', async () => {
  const told = await openTold();
  await told.act('farid', 'objection.raise', 'P1');
  await told.at('2026-12-07T22:59:00.000Z');
  expect(await buttonsOf(told, 'P1')).toEqual(['interest.show P1', 'question.ask P1', 'concern.raise P1']);
});

test('what was merged, withdrawn or decided says so', async () => {
  const told = await openTold();
  const { act } = told;
  await act('farid', 'proposal.submit', 'C1', garden);
  await act('lise', 'proposal.submit', 'C1', { ...garden, title: 'Un café' });
  await act('nadia', 'merge.offer', 'P1', { with: 'P2' });
  await act('farid', 'merge.accept', 'G1');
  expect(await show(told, 'P2')).toContain('fusionnée avec P1\nAvec les voisin·e·s.');
  expect(await show(told, 'P2')).toContain(
    'Cette proposition est fusionnée avec « Permanence sociale du mercredi » (P1) : c’est là que tout se poursuit.',
  );
  await act('pieter', 'objection.raise', 'P1', { reason: 'Le lieu.' });
  await act('lise', 'proposal.withdraw', 'P3');
  expect(await show(told, 'C1')).toContain('P3 · Un café : retirée');
  await act('referente', 'meeting.confirm', 'M1');
  await told.at('2026-12-08T10:00:00.000Z');
  await act('referente', 'outcome.record', 'P1', {
    outcome: 'refused',
    reasons: 'Le lieu ne convient pas.',
  });
  const said = await show(told, 'P1');
  expect(said).toContain('refusée en plénière');
  expect(said).toContain(
    'Décision de la plénière M1, enregistrée le mardi 8 décembre 2026 à 11 h 00 (heure de Bruxelles).\nMotifs :\nLe lieu ne convient pas.',
  );
});

test('every status of a proposal and of a call is said in each language in words of its own', () => {
  const statuses = [
    'draft',
    'submitted',
    'open',
    'contested',
    'awaiting-criteria',
    'awaiting-reach',
    'incomplete',
  ] as const;
  const decided = [
    'validated',
    'adopted',
    'chosen',
    'refused',
    'not-selected',
    'withdrawn',
    'merged',
  ] as const;
  for (const lang of ['fr', 'nl', 'en'] as const) {
    const t = translator(lang);
    const said = [...statuses, ...decided].map((s) => t(`proposal.status.${s}`, { steps: '4', into: 'P2' }));
    expect(new Set(said).size).toBe(said.length);
  }
  const t = translator('fr');
  expect(t('proposal.status.contested')).toBe('en attente de plénière');
  expect(t('proposal.status.incomplete')).toBe('à compléter');
  const ends = (['lifted', 'withdrawn', 'upheld', 'overruled'] as const).map((s) =>
    t(`objection.status.${s}`),
  );
  expect(ends).toEqual(['levée', 'retirée', 'retenue', 'écartée']);
});
