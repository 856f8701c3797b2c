// What a long card shows at once, and what it keeps one tap away.

import { expect, it } from 'vitest';
import { cardView } from '../../../adapters/sandbox/page/card-view.ts';
import { type Card, plainText } from '../../../src/ui/card.ts';
import { monday } from '../../support/local.ts';

const card: Card = {
  subject: 'card:P1',
  lang: 'fr',
  title: 'P1 · Permanence',
  status: null,
  blocks: [
    { type: 'text', text: 'Chaque mercredi.' },
    {
      type: 'list',
      head: 'La proposition doit :',
      items: ['être ancrée'],
      fold: 'Critères remplis : 1 sur 1',
    },
    { type: 'text', text: 'Qui participe', fold: 'Qui participe' },
    { type: 'fact', label: 'Version', value: '1', fold: 'Qui participe' },
    { type: 'text', text: 'Aucune réponse.' },
  ],
  buttons: [],
};

it('a long card keeps its details behind lines that say what they hold, none of it twice', async () => {
  const html = `${await cardView(card, monday, { person: 'farid', lang: 'fr', at: 'salon' })}`;
  const folds = [...html.matchAll(/<details class="fold"><summary>([^<]+)<\/summary>(.*?)<\/details>/gs)];
  expect(folds.map((m) => m[1])).toEqual(['Critères remplis : 1 sur 1', 'Qui participe']);
  expect(folds[0]?.[2]).toContain('être ancrée');
  expect(folds[1]?.[2]).toContain('Version');
  expect(html.split('Qui participe')).toHaveLength(2);
  expect(html.split('</details>').at(-1)).toContain('Aucune réponse.');
});

it('as plain text a card holds everything', () => {
  expect(plainText(card)).toContain('La proposition doit :\n– être ancrée\nQui participe\nVersion');
});
