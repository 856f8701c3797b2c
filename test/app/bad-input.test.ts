// What people mistype: a clear refusal with the next step, in their language, and nothing half-done.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actions } from '../../src/app/actions.ts';
import { personOf } from '../support/forms.ts';
import { type Answered, type Local, openLocal } from '../support/local.ts';
import { idea, mistakes } from '../support/mistakes.ts';

const events = async (local: Local) => (await local.store.heads())[0]?.seq;
/** With the spaces that one types. */
const plain = (words: string) => words.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('a mistake is refused with its reason and the next step, and nothing has changed', () => {
  it.each(mistakes)('$what', async ({ act: [person, action, target, values], code, field, says, next }) => {
    const local = await openLocal();
    const before = await events(local);
    const answers: Answered['body'][] = [];
    for (const lang of ['fr', 'nl', 'en']) {
      const { status, body } = await local.act(person, action, target, values, { lang });
      expect({ status, code: body.code, field: body.field }).toEqual({ status: 422, code, field });
      answers.push(body);
    }
    expect(plain(answers[0].text)).toMatch(says);
    expect(plain(answers[0].next)).toMatch(next);
    for (const words of ['text', 'next'] as const) {
      expect(new Set(answers.map((a) => a[words])).size, 'three languages').toBe(3);
    }
    expect(await events(local)).toBe(before);
  });

  it('a stand-in that is over', async () => {
    const local = await openLocal();
    const person = await personOf(local, 'tom');
    const values = { person, role: 'deputy', until: '2026-11-01T09:00' };
    const { status, body } = await local.act('referente', 'coordinator.appoint', null, values);
    expect({ status, code: body.code, field: body.field }).toEqual({
      status: 422,
      code: 'values.past',
      field: 'until',
    });
    expect(body.text).toBe('Cette date est déjà passée.');
  });

  it('an amount too large for any number', async () => {
    const local = await openLocal();
    const before = await events(local);
    const body = JSON.stringify({
      deliveryId: 'huge',
      as: { person: 'nadia', institution: 'I1' },
      action: 'proposal.submit',
      target: 'C1',
      values: { ...idea, amount: 0 },
    }).replace('"amount":0', '"amount":1e309');
    const answer = await local.routes.request('http://127.0.0.1/dev/v1/actions', {
      method: 'POST',
      headers: { host: '127.0.0.1', 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'values.not-an-amount', field: 'amount' });
    expect(await events(local)).toBe(before);
  });

  it.each([
    ['no name', { name: ' ' }, 'values.missing', 'for.name'],
    ['an emoji as their name', { name: '☎️' }, 'values.no-letter', 'for.name'],
    ['a name of 200 characters', { name: 'a'.repeat(200) }, 'values.too-long', 'for.name'],
    ['a mail address that isn’t one', { name: 'Rosa', mail: 'rosa' }, 'values.not-a-mail', 'for.mail'],
    [
      'an institution that doesn’t exist',
      { name: 'Rosa', institution: 'I404' },
      'institution.unknown',
      'institution',
    ],
  ])('of somebody who telephoned: %s', async (_, somebody, code, field) => {
    const local = await openLocal();
    const before = await events(local);
    const { status, body } = await local.post('/actions', {
      deliveryId: `entry-${code}-${field}`,
      as: { person: 'referente', institution: null },
      action: 'consent.give',
      target: 'P1',
      for: { source: 'phone', ...somebody },
    });
    expect({ status, code: body.code, field: body.field }).toEqual({ status: 422, code, field });
    expect(await events(local)).toBe(before);
  });
});

describe('what no one types is taken out, and the words are kept', () => {
  it.each([
    [
      'marks that turn the direction',
      'Le \u202ejardin\u202c des \u2067voisins\u2069',
      'Le jardin des voisins',
    ],
    ['half a character', 'Jardin\ud800 partagé\udfff', 'Jardin partagé'],
    ['control characters', 'Jar\u0000din\u001b[31m', 'Jardin[31m'],
    ['blanks of all sorts', ' Jardin\u00a0\u2003 partagé\t', 'Jardin partagé'],
    ['nothing: words from right to left, accents, an emoji among words', 'حديقة été 🌱', 'حديقة été 🌱'],
  ])('%s', async (_, typed, kept) => {
    const local = await openLocal();
    const { status, body } = await local.act('nadia', 'proposal.submit', 'C1', { ...idea, title: typed });
    expect(status).toBe(200);
    const { title } = (await local.get(`/state/proposal/${body.refs.proposal}`)).body;
    expect((await local.store.contents([title.id]))[0]?.text).toBe(kept);
  });
});

describe('whatever is typed in whatever field', () => {
  const junk = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.constantFrom('P1', 'C1', 'I1', '2027-01-15T12:00', '12,5', '\ud800', '\u0000', '__proto__', ''),
  );
  const anyAct = fc.constantFrom(...actions.values()).chain((action) =>
    fc.record({
      action: fc.constant(action.name),
      target: fc.constantFrom('P1', 'C1', 'I2', 'O1', 'P404', '\ud800', null),
      values: fc.record(Object.fromEntries(action.fields.map((f) => [f.name, junk]))),
    }),
  );

  it('it is taken, or refused with words; nothing breaks', async () => {
    const local = await openLocal();
    await fc.assert(
      fc.asyncProperty(anyAct, async ({ action, target, values }) => {
        const before = await events(local);
        const { status, body } = await local.act('referente', action, target, values);
        if (status === 200) return;
        expect([400, 422]).toContain(status);
        expect(body).toMatchObject({ result: 'refused' });
        expect(`${body.text} ${body.next}`).toMatch(/\p{L}.*\. \p{L}.*\./u);
        expect(await events(local)).toBe(before);
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});
