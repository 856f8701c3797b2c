// What a thread is called: as the card that it hangs under, within Discord's limit.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { threadName } from '../../../adapters/discord/threads.ts';

it('a thread is called as its card, and without a title as what it is', () => {
  expect(threadName('« Café social »\n(P1)', 'Échanges')).toBe('« Café social » (P1)');
  expect(threadName(' \n ', 'Échanges')).toBe('Échanges');
});

it('a long name ends after a word, and says that it goes on', () => {
  const name = threadName(`Une permanence sociale ${'de quartier '.repeat(12)}`, 'Échanges');
  expect(name).toMatch(/^Une permanence sociale (de quartier )+(de|de quartier)…$/);
  expect(name.length).toBeLessThanOrEqual(100);
});

it('whatever a title is made of, Discord takes the name, and no character is cut in two', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
      const name = threadName(title, 'Échanges');
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(100);
      expect(name.isWellFormed()).toBe(true);
    }),
  );
});
