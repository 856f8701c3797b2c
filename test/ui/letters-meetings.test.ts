// What people read of the extraordinary plenary: its preparation, the notice, what it decided.

import { expect, test } from 'vitest';
import { buttons, openTold, type Told } from '../support/told.ts';

const m1 = { meeting: 'M1' };
const item = { ...m1, proposal: 'P1' };
const items = { ...m1, proposals: 'P1' };

async function prepared(): Promise<Told> {
  const told = await openTold({ charter: 'colignon-2024' });
  await told.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu.' });
  return told;
}

test('the first hold says that a plenary is being prepared, when at the earliest, and why', async () => {
  const { text } = await prepared();
  expect(await text('meeting.prepared', items)).toBe(
    '« Permanence sociale du mercredi » (P1) fait l’objet d’une objection : une concertation extraordinaire en plénière se prépare (M1). Première date possible : mardi 8 décembre 2026 à 9 h 00 (heure de Bruxelles). Pourquoi cette date : la convocation part le lundi 23 novembre 2026 ; le délai est de cinq jours du lundi au vendredi, hors jours fériés ; la réunion serait possible dès le mardi 1er décembre ; on peut faire objection jusqu’au lundi 7 décembre 2026 à 23 h 59 (heure de Bruxelles) ; donc au plus tôt le mardi 8.',
  );
  expect(await text('meeting.prepared', items, undefined, 'nl')).toContain('buitengewoon plenair overleg');
  expect(await text('meeting.moved', m1)).toContain('aura lieu plus tard que prévu. Première date possible');
});

test('the référente convenes with one tap, knows what happens if she doesn’t, and isn’t asked twice', async () => {
  const { act, text, card, at } = await prepared();
  const said = await text('meeting.to-confirm', m1, 'referente');
  expect(said).toContain('À l’ordre du jour :\n– « Permanence sociale du mercredi » (P1) : une objection');
  expect(said).toContain(
    'Sans confirmation de votre part, elle partira d’elle-même le jeudi 26 novembre 2026 à 10 h 00',
  );
  expect(buttons(await card('meeting.to-confirm', m1, 'referente'))).toEqual(['meeting.confirm M1']);
  await at('2026-11-24T09:00:00.000Z');
  expect(await text('meeting.to-confirm', m1, 'referente')).toContain(
    'Pour un envoi le lundi 23 novembre 2026, la première date possible était : mardi 8 décembre 2026',
  );
  await act('referente', 'meeting.confirm', 'M1');
  expect(await card('meeting.to-confirm', m1, 'referente')).toBeNull();
});

test('a charter that never convenes by itself says that it waits for her', async () => {
  const { act, text } = await openTold();
  await act('farid', 'objection.raise', 'P1');
  expect(await text('meeting.to-confirm', m1, 'referente')).toContain(
    'La convocation ne part pas sans vous.',
  );
});

test('the notice says date, place, agenda, article, what will be decided and how, and why that date', async () => {
  const { act, text, card } = await prepared();
  expect(await card('meeting.convocation', { ...m1, formerly: '' }, 'lise')).toBeNull();
  await act('referente', 'meeting.confirm', 'M1');
  const said = await text('meeting.convocation', { ...m1, formerly: '' }, 'lise');
  for (const line of [
    'Convocation : concertation extraordinaire en plénière M1',
    'Date : mardi 8 décembre 2026 à 9 h 00 (heure de Bruxelles)',
    'Lieu : à préciser',
    'À l’ordre du jour :\n– « Permanence sociale du mercredi » (P1) : une objection',
    'Vous êtes convié·e parce qu’une objection suspend la validation de cette proposition (charte, article 4b).',
    'Ce qui sera décidé, et comment (charte, article 4b) :',
    '– La plénière examine l’urgence, la temporalité et les critères de base.',
    '– On cherche d’abord ensemble quelles modifications permettraient de lever l’objection',
    '– La plénière décide par un consensus sur la proposition modifiée ; à défaut, par un vote',
    '– Chaque institution a une voix',
    'Pourquoi cette date : la convocation est partie le lundi 23 novembre 2026 ;',
  ])
    expect(said).toContain(line);
  expect(said).not.toContain('remplace');
  expect(await card('meeting.place', m1)).toBeNull();

  await act('referente', 'meeting.place', 'M1', { place: 'rue du Moulin 4' });
  expect(await text('meeting.place', m1)).toBe(
    'La plénière extraordinaire M1 du mardi 8 décembre 2026 à 9 h 00 (heure de Bruxelles) a un lieu : rue du Moulin 4.',
  );
  const again = { ...m1, formerly: '2026-12-08T08:00:00.000Z' };
  expect(await text('meeting.convocation', again, 'lise')).toContain(
    'Cette convocation remplace celle qui annonçait le mardi 8 décembre 2026 à 9 h 00',
  );
  expect(await text('meeting.convened', { ...m1, formerly: '' })).toContain(
    'aura lieu le mardi 8 décembre 2026 à 9 h 00 (heure de Bruxelles), rue du Moulin 4. À l’ordre du jour : « Permanence sociale du mercredi » (P1).',
  );
  expect(await text('meeting.convocation', again, 'lise', 'nl')).toContain(
    'Uitnodiging: buitengewoon plenair overleg M1',
  );
  expect(await text('meeting.convocation', again, 'lise', 'en')).toContain(
    'Notice of meeting: extraordinary plenary M1',
  );
});

test('a notice that no longer holds isn’t sent any more; its withdrawal says what follows', async () => {
  const { act, text, card } = await prepared();
  await act('referente', 'meeting.confirm', 'M1');
  await act('referente', 'call.prolong', 'C1', { closesAt: '2026-12-10T23:59', reason: 'La grève.' });
  expect(await card('meeting.convocation', { ...m1, formerly: '' }, 'lise')).toBeNull();
  expect(await card('meeting.convened', { ...m1, formerly: '' })).toBeNull();
  expect(await text('meeting.revoked', { ...m1, startsAt: '2026-12-08T08:00:00.000Z' })).toMatch(
    /^La plénière extraordinaire M1 n’aura pas lieu le mardi 8 décembre 2026 à 9 h 00 .* Une nouvelle convocation suivra\. Première date possible : vendredi 11 décembre 2026/,
  );
});

test('what joins or leaves the agenda, and a plenary that is cancelled, are news', async () => {
  const { act, text } = await prepared();
  const title = '« Permanence sociale du mercredi » (P1)';
  expect(await text('meeting.item-added', items)).toBe(
    `${title} s’ajoute à l’ordre du jour de la plénière extraordinaire M1.`,
  );
  expect(await text('meeting.item-removed', items)).toContain(
    `Plus rien ne suspend la validation de ${title} : elle quitte l’ordre du jour`,
  );
  await act('farid', 'objection.withdraw', 'O1');
  expect(await text('meeting.cancelled', items)).toBe(
    `La plénière extraordinaire M1 est annulée : plus rien ne suspend la validation de ${title}.`,
  );
});

test('the outcome is told with its reasons, to the room and to the carrier', async () => {
  const { act, text, card, at } = await prepared();
  const outcome = { ...item, corrects: '', conflicted: '' };
  expect(await card('outcome', outcome)).toBeNull();
  await act('referente', 'meeting.confirm', 'M1');
  await at('2026-12-08T10:00:00.000Z');
  await act('referente', 'outcome.record', 'P1', { outcome: 'refused', reasons: 'Le lieu ne convient pas.' });
  expect(await text('outcome.carrier', item, 'nadia')).toBe(
    [
      'La plénière a décidé au sujet de « Permanence sociale du mercredi » (P1)',
      'La plénière M1 retient l’objection : « Permanence sociale du mercredi » (P1) est refusée.',
      'Motifs :',
      'Le lieu ne convient pas.',
      'Ces motifs sont transmis, à titre d’information, aux instances de validation.',
    ].join('\n'),
  );
  await act('referente', 'outcome.record', 'P1', { outcome: 'adopted', modification: 'Au rez-de-chaussée.' });
  expect(await text('outcome', { ...outcome, corrects: 'yes', conflicted: 'yes' })).toBe(
    [
      'Rectification : La plénière M1 adopte « Permanence sociale du mercredi » (P1), modifiée, par consensus. C’est l’étape 1 sur 4. La référente est elle-même liée à une institution porteuse : son acte est signalé comme tel.',
      'Ce qui a été modifié :',
      'Au rez-de-chaussée.',
      'Prochaine étape : l’avis du comité de pilotage de la CASS.',
    ].join('\n'),
  );
  expect(await text('outcome', outcome, undefined, 'nl')).toContain(
    'neemt “Permanence sociale du mercredi” (P1) bij consensus aan',
  );
});

test('a withdrawal isn’t told as an agreement: what is gone leaves the agenda without another word', async () => {
  const { act, text } = await prepared();
  const said = () => text('meeting.cancelled', items);
  expect(await said()).toContain('plus rien ne suspend la validation de « Permanence sociale du mercredi »');
  await act('nadia', 'proposal.withdraw', 'P1');
  expect(await said()).toBe(
    'La plénière extraordinaire M1 est annulée : il n’y a plus rien à y traiter. « Permanence sociale du mercredi » (P1) n’est plus à l’ordre du jour de la plénière extraordinaire M1.',
  );
  expect(await text('meeting.item-removed', items, undefined, 'nl')).toContain(
    'staat niet meer op de agenda',
  );
});

test('a corrected record that says nothing of an objection any more is told to its author', async () => {
  const { act, text, at } = await prepared();
  await act('farid', 'proposal.submit', 'C1', { title: 'Un jardin', summary: 'Avec les voisin·e·s.' });
  await act('lise', 'competition.declare', 'P1', { with: 'P2', reason: 'Le même local.' });
  await act('referente', 'meeting.confirm', 'M1');
  await at('2026-12-08T10:00:00.000Z');
  await act('referente', 'outcome.record', 'P1', { outcome: 'refused', reasons: 'Le lieu.' });
  await act('referente', 'outcome.record', 'P1', { outcome: 'not-selected', reasons: 'Le jardin d’abord.' });
  expect(await text('objection.ended', { objection: 'O1' }, 'farid')).toBe(
    'Votre objection O1 n’est plus tranchée\nLa décision de la plénière sur « Permanence sociale du mercredi » (P1) a été rectifiée : elle ne dit plus rien de votre objection, qui reste consignée.',
  );
});
