import { describe, expect, it } from 'vitest';
import { openLocal } from '../../support/local.ts';

describe.each(['sqlite', 'postgresql'] as const)('what people write (%s)', (engine) => {
  it('is kept word for word, whatever it looks like', async () => {
    const local = await openLocal({ engine });
    const titles = [
      '<script>alert(1)</script>',
      '@everyone <!channel> <@U123>',
      '[cliquez ici](https://evil.example)',
      'Santé 👩🏽‍⚕️ 🏳️‍🌈 🇧🇪',
      'قهوة الحي \u200f(مرحبا)',
      `l'« arbre » {n, plural, one {#}} "" \\ %s $1`,
      `'); DROP TABLE "Event"; --`,
      'a'.repeat(150),
      `2 ${'🌳'.repeat(148)}`,
    ];
    for (const title of titles) {
      const answer = await local.act('nadia', 'proposal.submit', 'C1', { title, summary: title });
      expect(answer.status, title).toBe(200);
    }
    const cards = (await local.get('/view')).body.slice(2);
    expect(cards.map((c: { title: string }) => c.title)).toEqual(titles.map((t, i) => `P${i + 2} · ${t}`));
    expect(cards.map((c: { blocks: object[] }) => c.blocks[0])).toEqual(
      titles.map((text) => ({ type: 'text', text })),
    );
  });

  it('is kept but for what no one types: control characters go, line breaks stay', async () => {
    const local = await openLocal({ engine });
    const summary = 'Une ligne\r\nune autre\u0000\u0007\u001b[31m\ud800 fin\t.';
    await local.act('nadia', 'proposal.submit', 'C1', { title: 'Deux\nlignes', summary });
    const [, , card] = (await local.get('/view')).body;
    expect(card.title).toBe('P2 · Deux lignes');
    expect(card.blocks[0].text).toBe('Une ligne\nune autre[31m fin\t.');
  });
});

describe.each(['sqlite', 'postgresql'] as const)('a person (%s)', (engine) => {
  it('may object under any name, and is shown and answered under it', async () => {
    const local = await openLocal({ engine });
    const people = ['🌻', 'نور', 'Zoë O’Brien-Nguyễn', '<b>Max</b>', '@everyone', `'; --`, ' '];
    for (const person of people) {
      const answer = await local.act(person, 'objection.raise', 'P1', { reason: 'Le lieu' });
      expect(answer.status, person).toBe(200);
    }
    await local.settled();
    const [, card] = (await local.get('/view')).body;
    const heads = card.blocks.flatMap((b: { head?: string }) => b.head ?? []);
    for (const [i, person] of people.entries()) {
      expect(heads[i]).toMatch(new RegExp(`^O${i + 1} · `));
      expect(heads[i]).toContain(`${person} (sans institution), le lundi`.trim());
      const inbox = await local.get(`/inbox?as=${encodeURIComponent(person)}`);
      expect(inbox.body, person).toHaveLength(1);
    }
  });

  it('whose name or reference holds a NUL or half a character is refused or kept, never met by an error', async () => {
    const local = await openLocal({ engine });
    const usual = {
      deliveryId: 'd',
      as: { person: 'a', institution: null },
      action: 'objection.raise',
      target: 'P1',
    };
    const odd = [
      { as: { person: 'a\u0000b', institution: null } },
      { as: { person: 'a', institution: 'I1\u0000' } },
      { deliveryId: 'd\u0000' },
      { target: 'P1\u0000' },
      { room: 'sandbox:local:salon\u0000' },
      { action: 'objection.raise\u0000' },
      { as: { person: '\ud83c', institution: null }, target: 'P1\udf3b' },
    ];
    const statuses: number[] = [];
    for (const part of odd) statuses.push((await local.post('/actions', { ...usual, ...part })).status);
    expect(statuses.filter((status) => ![200, 400, 422].includes(status))).toEqual([]);
  });
});
