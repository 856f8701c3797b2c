// What people read of a call: invitation, reminders, chases, more time, its end.

import { expect, test } from 'vitest';
import { buttons, openTold } from '../support/told.ts';

const call = { call: 'C1' };
const terms = {
  title: 'Actions de l’hiver',
  frame: 'Les projets se déroulent en 2027.',
  fund: '20 000',
  objectives: '1, 3.2',
  criteria: 'finir avant décembre 2027',
  proposalsUntil: '2026-12-04T23:59',
  closesAt: '2026-12-14T23:59',
};

test('the invitation says what is asked, both deadlines and what silence means, and takes a proposal', async () => {
  const { act, text, card } = await openTold({ charter: 'colignon-2024', data: 'empty' });
  await act('referente', 'call.open', null, terms);
  const said = await text('call.invited', call, 'nadia');
  for (const line of [
    'Appel à propositions : « Actions de l’hiver » (C1)',
    'Synthèse du cadre :\nLes projets se déroulent en 2027.',
    'Enveloppe : 20 000 €',
    'Objectifs :\n– 1 Les acteurs de terrain sociaux, sanitaires et l’entraide travaillent',
    'Une proposition doit :\n– servir les objectifs du plan d’action',
    '– finir avant décembre 2027',
    'Fin du dépôt des propositions : vendredi 4 décembre 2026 à 23 h 59 (heure de Bruxelles), dans 11 jours',
    'Fin du délai d’objection : lundi 14 décembre 2026 à 23 h 59 (heure de Bruxelles), dans 21 jours',
    'Sans objection dans les temps impartis, une proposition qui répond aux critères est considérée comme validée (charte, article 4b).',
  ])
    expect(said).toContain(line);
  expect(buttons(await card('call.invited', call, 'nadia'))).toEqual(['proposal.submit C1']);
  expect(await text('call.invited', call, 'nadia', 'nl')).toContain(
    'Oproep tot voorstellen: “Actions de l’hiver” (C1)',
  );
  expect(await text('call.invited', call, 'nadia', 'en')).toContain(
    'Objection period ends: Monday 14 December 2026 at 23:59',
  );
});

test('one reminder holds every proposal that awaits an answer of that institution, with its deadline', async () => {
  const { act, text, card } = await openTold();
  await act('lise', 'proposal.submit', 'C1', { title: 'Un jardin', summary: 'Avec les voisin·e·s.' });
  expect(await text('call.reminder', call, 'farid')).toBe(
    [
      'Votre réponse est attendue : « Propositions d’actions de l’automne » (C1)',
      'Votre institution, Atelier Lune Basse, n’a pas encore répondu à 2 propositions.',
      'Jusqu’au lundi 7 décembre 2026 à 23 h 59 (heure de Bruxelles), dans 14 jours :',
      '– « Permanence sociale du mercredi » (P1)',
      '– « Un jardin » (P2)',
      'Pour répondre, ouvrez ce qui vous attend, ou la carte de chaque proposition : vous y trouvez l’accord, l’intérêt, la question, la remarque et l’objection.',
      'Sans objection dans les temps impartis, une proposition qui répond aux critères est considérée comme validée (charte, article 1).',
    ].join('\n'),
  );
  await act('farid', 'consent.give', 'P2');
  expect(await text('call.reminder', call, 'farid')).not.toContain('P2');
  expect(buttons(await card('call.reminder', call, 'farid'))).toEqual([
    'consent.give P1',
    'objection.raise P1',
  ]);
});

test('a reminder says a deadline once for all that it holds, the nearest first', async () => {
  const { act, text, at } = await openTold({ charter: 'colignon-2024' });
  await act('lise', 'proposal.submit', 'C1', { title: 'Un jardin', summary: 'Avec les voisin·e·s.' });
  await act('lise', 'proposal.submit', 'C1', { title: 'Un four', summary: 'Le dimanche.' });
  await at('2026-12-07T09:00:00.000Z');
  await act('lise', 'proposal.revise', 'P2', { summary: 'Avec tout le monde.', kind: 'substantive' });
  const said = await text('call.reminder', call, 'farid');
  expect(said.match(/Jusqu’au .* :/g)).toHaveLength(2);
  expect(said).toContain(
    'Jusqu’au lundi 7 décembre 2026 à 23 h 59 (heure de Bruxelles), dans 13 heures :\n– « Permanence sociale du mercredi » (P1)\n– « Un four » (P3)\nJusqu’au ',
  );
  expect(said).toMatch(/Jusqu’au .* :\n– « Un jardin » \(P2\)/);
});

test('nobody is reminded of what a colleague has answered, nor a carrier of its own proposal', async () => {
  const { act, card } = await openTold();
  expect(await card('call.reminder', call, 'nadia')).toBeNull();
  expect(await card('call.reminder', call, 'farid')).not.toBeNull();
  await act('farid', 'interest.show', 'P1');
  expect(await card('call.reminder', call, 'farid')).toBeNull();
});

test('a reminder also asks for what a bare objection left out', async () => {
  const { act, text, card } = await openTold();
  await act('lise', 'proposal.submit', 'C1', { title: 'Un jardin', summary: 'Avec les voisin·e·s.' });
  await act('farid', 'objection.raise', 'P1');
  expect(await text('call.reminder', call, 'farid')).toContain(
    'Votre objection O1 à « Permanence sociale du mercredi » (P1) n’est pas encore tout à fait expliquée.',
  );
  expect(buttons(await card('call.reminder', call, 'farid'))).toContain('objection.explain O1');
  await act('farid', 'objection.explain', 'O1', { reason: 'Le lieu.', remedy: 'Un autre lieu.' });
  expect(buttons(await card('call.reminder', call, 'farid'))).not.toContain('objection.explain O1');
});

test('a chase carries her own words, can be taken back until it leaves, and spares who answered meanwhile', async () => {
  const { act, text, card, at } = await openTold();
  await act('referente', 'call.chase', 'C1', { words: 'Un mot suffit.' });
  const announced = await text('chase.announced', { chase: 'H1' }, 'referente');
  expect(announced).toContain(
    'partira le lundi 23 novembre 2026 à 10 h 02 (heure de Bruxelles)\nElle concerne',
  );
  expect(announced).toContain('3 personnes la recevront');
  expect(announced).toContain('Vous écrivez :\nUn mot suffit.');
  expect(buttons(await card('chase.announced', { chase: 'H1' }, 'referente'))).toEqual(['chase.undo H1']);

  const chase = { chase: 'H1', call: 'C1' };
  expect(await text('chase', chase, 'farid')).toContain(
    'Message de Claire, référente de quartier (coordination) :\nUn mot suffit.\nVotre institution, Atelier Lune Basse, n’a pas encore répondu à une proposition.\nJusqu’au lundi 7 décembre 2026 à 23 h 59 (heure de Bruxelles), dans 14 jours :\n– « Permanence sociale du mercredi » (P1)',
  );
  await act('farid', 'consent.give', 'P1');
  expect(await card('chase', chase, 'farid')).toBeNull();
  expect(await card('chase', chase, 'lise')).not.toBeNull();
  await act('referente', 'chase.undo', 'H1');
  expect(await card('chase', chase, 'lise')).toBeNull();
  expect(await card('chase.announced', { chase: 'H1' }, 'referente')).toBeNull();
  await act('referente', 'call.chase', 'C1', { words: 'Un mot suffit.' });
  await at('2026-11-23T10:00:00.000Z');
  expect(buttons(await card('chase.announced', { chase: 'H2' }, 'referente'))).toEqual([]);
});

test('more time is said with its reason', async () => {
  const { act, local } = await openTold();
  await act('referente', 'call.prolong', 'C1', {
    closesAt: '2026-12-10T23:59',
    reason: 'La grève des transports.',
  });
  await local.settled();
  const sent = (await local.get('/sent')).body as { key: string; text: string }[];
  const said = sent.find((s) => s.key.includes(':call.prolonged:'))?.text.replaceAll(/[\u00a0\u202f]/g, ' ');
  expect(said).toBe(
    'La référente prolonge le délai d’objection de « Propositions d’actions de l’automne » (C1) jusqu’au jeudi 10 décembre 2026 à 23 h 59 (heure de Bruxelles). Il devait prendre fin le lundi 7 décembre 2026 à 23 h 59 (heure de Bruxelles).\nMotif :\nLa grève des transports.',
  );
});

test('an outage that is made good, the end of proposals and the end of the period are news', async () => {
  const { act, text } = await openTold({ charter: 'colignon-2024', data: 'empty' });
  await act('referente', 'call.open', null, terms);
  const outage = {
    ...call,
    closesAt: '2026-12-15T02:59:00.000Z',
    formerly: '2026-12-14T22:59:00.000Z',
    from: '2026-12-01T08:00:00.000Z',
    to: '2026-12-01T12:00:00.000Z',
    article: 'assumption',
  };
  expect(await text('call.extended', outage)).toContain(
    'le service n’a pas été accessible du mardi 1er décembre 2026 à 9 h 00 (heure de Bruxelles) au mardi 1er décembre 2026 à 13 h 00 (heure de Bruxelles) : le temps perdu vous est rendu (hypothèse : la charte reste muette sur ce point).',
  );
  expect(await text('call.reviewed', call)).toBe(
    'Les propositions de l’appel « Actions de l’hiver » (C1) sont toutes reçues. Vous pouvez vous y opposer jusqu’au lundi 14 décembre 2026 à 23 h 59 (heure de Bruxelles).',
  );
  const counts = { ...call, validated: '2', contested: '1', incomplete: '0', awaiting: '1' };
  expect(await text('call.closed', counts)).toMatch(
    /2 propositions sont validées\. Une proposition reste en attente de plénière\. Une proposition attend encore une démarche de la référente\.$/,
  );
});
