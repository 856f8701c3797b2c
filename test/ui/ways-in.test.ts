// Whatever can be done can be found: each action of the catalogue has a button on a card or in a letter, or a
// word that opens its form.

import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { actions } from '../../src/app/actions.ts';
import type { Card } from '../../src/ui/card.ts';
import { type Local, openLocal } from '../support/local.ts';

const ui = fileURLToPath(new URL('../../src/ui', import.meta.url));

test('every action has at least one way in', () => {
  const files = globSync(
    ['desk/*.ts', 'letters/*.ts', 'views/*.ts', 'setup/*.ts', 'command-table.ts', 'open-command.ts'],
    {
      cwd: ui,
    },
  );
  const code = files.map((file) => readFileSync(`${ui}/${file}`, 'utf8')).join('\n');
  const hidden = [...actions.values()].filter((a) => a.desk && !code.includes(`'${a.name}'`));
  expect(hidden.map((a) => a.name)).toEqual([]);
});

const shown = async (local: Local, as: string, text: string) => {
  const { body } = await local.get(`/command?${new URLSearchParams({ as, text, lang: 'fr' })}`);
  const { cards } = body as { cards: Card[] };
  const buttons = cards.flatMap((card) => card.buttons.map((b) => `${b.action} ${b.target}`.trim()));
  return { cards, buttons, text: JSON.stringify(cards).replaceAll(/[\u00a0\u202f]/g, ' ') };
};

test('the référente finds under membres, without any reference, whatever she can do with people', async () => {
  const local = await openLocal();
  const all = await shown(local, 'referente', 'membres');
  expect(all.buttons).toEqual([
    'institution.register',
    'person.admit',
    'coordinator.appoint',
    'coordinator.release',
  ]);
  expect(all.text).toContain('ajoutez un mot de son nom');
  const one = await shown(local, 'referente', 'membres lune BASSE');
  expect(one.cards).toHaveLength(1);
  expect(one.buttons[0]).toBe('institution.describe I2');
  expect(one.buttons[1]).toMatch(/^mandate\.end .+I2$/);
  expect(one.text).toContain('Mettre fin au mandat de Farid');
  expect(await shown(local, 'referente', 'membres I2')).toEqual(one);
});

test('a partner reads the same, and is offered nothing that is hers', async () => {
  const local = await openLocal();
  expect((await shown(local, 'nadia', 'membres')).buttons).toEqual([]);
  expect((await shown(local, 'nadia', 'membres lune')).buttons).toEqual([]);
  expect((await shown(local, 'nadia', 'propositions P1')).buttons).not.toContain('proposal.correct P1');
});

test('the référente finds her calls: to prolong or put right under suivi, a prepared one under moi', async () => {
  const local = await openLocal();
  const { buttons } = await shown(local, 'referente', 'suivi');
  expect(buttons).toEqual([
    'call.chase C1',
    'call.reached C1',
    'call.prolong C1',
    'call.correct C1',
    'call.draft',
  ]);
  expect((await shown(local, 'referente', 'propositions P1')).buttons).toContain('proposal.correct P1');
  await local.act('referente', 'call.draft', null, {
    title: 'Un second appel',
    closesAt: '2027-01-29T23:59',
  });
  const mine = await shown(local, 'referente', 'moi');
  expect(mine.buttons).toEqual(expect.arrayContaining(['call.publish C2', 'call.drop C2']));
  expect(mine.text).toContain('L’appel « Un second appel » (C2) est préparé');
});
