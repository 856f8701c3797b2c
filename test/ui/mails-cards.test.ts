// The letters that the référente sends by hand, wherever she types the word.

import { expect, test } from 'vitest';
import type { Card } from '../../src/ui/card.ts';
import { type Local, openLocal } from '../support/local.ts';

const typed = async (local: Local, as: string) => {
  const { body } = await local.get(`/command?${new URLSearchParams({ as, text: 'courriels', lang: 'fr' })}`);
  return body as { cards?: Card[]; code?: string };
};

test('whoever is reached by mail has a letter there, to copy, and then to note as sent by its number', async () => {
  const local = await openLocal();
  const empty = await typed(local, 'referente');
  expect(empty.cards?.[0]?.buttons).toEqual([]);
  await local.act('referente', 'person.admit', null, {
    personName: 'Aïcha Test',
    mail: 'aicha@exemple.be',
    institution: 'I1',
  });
  await local.act('referente', 'call.open', null, { title: 'Printemps', closesAt: '2027-01-29T23:59' });
  await local.settled();

  const { cards = [] } = await typed(local, 'referente');
  const said = JSON.stringify(cards).replaceAll('\u00a0', ' ');
  expect(said).toContain('Aïcha Test : aicha@exemple.be');
  expect(said).toContain('Printemps');
  expect(cards[0]?.buttons.map((b) => b.action)).toEqual(['letter.sent']);
  const numbers = cards.slice(1).map(({ subject }) => subject.replace('mails:', ''));
  expect(numbers.length).toBeGreaterThan(0);
  const form = await local.routes.request('/form?as=referente&action=letter.sent', {
    headers: { host: '127.0.0.1' },
  });
  expect(await form.text()).toContain(numbers.join(', '));

  await local.act('referente', 'letter.sent', null, { letters: numbers.join(', ') });
  expect((await typed(local, 'referente')).cards).toHaveLength(1);
  expect((await typed(local, 'farid')).code).toBe('rights.coordinator-only');
});
