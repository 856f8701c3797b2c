// Objectives as people read them: on the invitation, the cards, the statement, the forms and in refusals.

import { expect, test } from 'vitest';
import { opened } from '../support/forms.ts';
import { openTold, type Told } from '../support/told.ts';

const closesAt = '2026-12-14T23:59';
const garden = { title: 'Un jardin', summary: 'Avec les voisin·e·s.' };

/** Colignon's concertation with a call of its own, C2. */
async function calling(objectives: string): Promise<Told> {
  const told = await openTold({ charter: 'colignon-2024' });
  await told.act('referente', 'call.open', null, { title: 'Hiver', closesAt, objectives });
  return told;
}

test('a call for the whole plan says how many objectives it has, and names the strategic ones only', async () => {
  const told = await calling('');
  for (const said of [
    await told.text('call.invited', { call: 'C2' }),
    await told.text('card', { ref: 'C2', call: 'C2' }),
  ]) {
    expect(said).toContain('Objectifs : les 54 du « Plan d’action 2022-2025 »\n– 1 Les acteurs de terrain');
    expect(said.match(/^– (\d|T1) \p{Lu}/gmu)).toHaveLength(5);
    expect(said).not.toContain('1.1.1');
  }
  expect(await told.text('call.invited', { call: 'C2' }, 'nadia', 'nl')).toContain(
    'Doelstellingen: alle 54 van het “Plan d’action 2022-2025”',
  );
});

test('a call that lists objectives names those, with what they say; many of them in brief', async () => {
  const told = await calling('1.1.1');
  expect(await told.text('card', { ref: 'C2', call: 'C2' })).toContain(
    'Objectifs : 1.1.1 Les acteurs de terrain du quartier se réunissent au travers de thématiques rassembleuses',
  );
  const many = '1.1.1, 1.1.2, 1.2.1, 1.2.2, 1.2.3, 2.1.1, 2.1.2, 4.1.1, T.1.2';
  await told.act('referente', 'call.open', null, { title: 'Printemps', closesAt, objectives: many });
  const said = await told.text('card', { ref: 'C3', call: 'C3' });
  expect(said).toMatch(/^– T\.1\.1 .{40,90}…$/mu);
});

test('a proposal’s card, its criteria and the statement name the objectives that it serves', async () => {
  const told = await calling('');
  await told.act('farid', 'proposal.submit', 'C2', { ...garden, objectives: 'T.1.2; Objectif 1.2.1.' });
  const card = await told.text('card', { ref: 'P2', call: 'C2' });
  expect(card).toContain('Objectifs du plan d’action :\n– T.1.1 ');
  expect(card).toContain('– 1.2.1 Les acteurs du quartier centralisent les ressources existantes');
  expect(card).toMatch(
    /plan d’action : rempli \(calculé\)\. Objectifs : T\.1\.1 \(.+\) et 1\.2\.1 \(Les acteurs/u,
  );
  await told.act('farid', 'objective.remove', 'P2', { objective: 'T.1.2' });
  await told.act('farid', 'objective.remove', 'P2', { objective: '1.2.1' });
  const bare = await told.text('card', { ref: 'P2', call: 'C2' });
  expect(bare).toContain('servir les objectifs du plan d’action : à vérifier');
});

test('a code that isn’t in the plan is refused with the nearest ones; what was typed can be sent again', async () => {
  const told = await calling('');
  const values = { ...garden, objectives: '1.2.9' };
  const { status, body } = await told.local.act('farid', 'proposal.submit', 'C2', values);
  expect([status, body.code, body.field]).toEqual([422, 'objective.unknown', 'objectives']);
  const said = `${body.text} ${body.next}`.replaceAll(/[\u00a0\u202f]/g, ' ');
  expect(said).toMatch(
    /^« 1\.2\.9 » n’est pas un objectif du plan d’action\. Les plus proches : 1\.2 \(Les acteurs/,
  );
  expect(said).toContain('1.2.1 (Les acteurs du quartier centralisent');
  expect(said).toContain('Remplacez ce code ou retirez-le.');
});

test('forms offer the objectives of the call by code and wording, under the strategic one they stand in', async () => {
  const told = await calling('1.2, T.1');
  const form = async (as: string, action: string, target: string | null = null) => {
    const { form: shown } = await opened(told.local, as, action, target);
    return shown.fields.find(({ name }) => name.startsWith('objective'))?.options ?? [];
  };
  const offered = await form('farid', 'proposal.submit', 'C2');
  expect(offered.map(({ value }) => value)).toEqual(['1.2', '1.2.1', '1.2.2', '1.2.3', 'T.1', 'T.1.1']);
  expect(offered[1]).toMatchObject({
    label: expect.stringMatching(/^1\.2\.1 — Les acteurs du quartier centralisent/),
    group: expect.stringMatching(/^1 — Les acteurs de terrain/),
  });
  expect(await form('referente', 'call.open')).toHaveLength(54);
  await told.act('farid', 'proposal.submit', 'C2', { ...garden, objectives: ['1.2'] });
  expect(await form('farid', 'objective.name', 'P2')).toHaveLength(5);
  expect(await form('farid', 'objective.remove', 'P2')).toMatchObject([{ value: '1.2' }]);
});
