import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../src/app/ports.ts';
import { watchedStore } from '../support/failing-store.ts';
import { type Local, openLocal } from '../support/local.ts';

const twice = { deliveryId: 'sent-twice' };
const words = { reason: 'Le lieu n’est pas accessible.', remedy: 'Un autre lieu.' };

const numberOfEvents = async (local: Local) => (await local.get('/events')).body.length as number;

describe('an answer that reaches the service twice', () => {
  it('gets the same answer again and counts once', async () => {
    const local = await openLocal();
    const first = await local.act('farid', 'objection.raise', 'P1', words, twice);
    const events = await numberOfEvents(local);

    const second = await local.act('farid', 'objection.raise', 'P1', words, twice);

    expect(first.body).toMatchObject({ result: 'accepted', refs: { objection: 'O1' }, replayed: false });
    expect(second).toEqual({ status: 200, body: { ...first.body, replayed: true } });
    expect(await numberOfEvents(local)).toBe(events);
    expect(await local.store.aggregates('concertation', 'objection')).toHaveLength(1);
  });

  it('counts once when both copies arrive in the same instant', async () => {
    const local = await openLocal();
    const events = await numberOfEvents(local);

    const copies = await Promise.all(
      Array.from({ length: 5 }, () => local.act('farid', 'objection.raise', 'P1', words, twice)),
    );

    expect(copies.map((c) => c.body.replayed).sort()).toEqual([false, true, true, true, true]);
    expect(new Set(copies.map((c) => JSON.stringify(c.body.refs))).size).toBe(1);
    // The objection, and the plenary that it prepares.
    expect(await numberOfEvents(local)).toBe(events + 2);
  });

  it('counts once for somebody whom the service sees for the first time', async () => {
    const local = await openLocal();
    await Promise.all([1, 2].map(() => local.act('zoé', 'objection.raise', 'P1', words, twice)));
    expect(await local.store.db.person.count({ where: { name: 'zoé' } })).toBe(1);
  });

  it('is told from another: somebody new who does two things at once is one person', async () => {
    const local = await openLocal();
    await local.act('nadia', 'proposal.submit', 'C1', { title: 'T', summary: 'S' });
    const both = await Promise.all(['P1', 'P2'].map((p) => local.act('zoé', 'objection.raise', p, words)));
    expect(both.map((b) => b.status)).toEqual([200, 200]);
    expect(await local.store.db.person.count({ where: { name: 'zoé' } })).toBe(1);
    const objections = await local.store.db.aggregate.findMany({ where: { type: 'objection' } });
    expect(new Set(objections.map((o) => JSON.parse(o.doc).author.person)).size).toBe(1);
  });

  it('counts once when the service has been restarted in between', async () => {
    const local = await openLocal();
    const first = await local.act('farid', 'objection.raise', 'P1', words, twice);
    await local.close();

    const back = await openLocal({ url: local.url, reset: false });
    const events = await numberOfEvents(back);
    const second = await back.act('farid', 'objection.raise', 'P1', words, twice);
    expect(second).toEqual({ status: 200, body: { ...first.body, replayed: true } });
    expect(await numberOfEvents(back)).toBe(events);
  });

  it('still tells what was answered then, whatever has happened since', async () => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1', words, twice);
    await local.act('farid', 'objection.lift', 'O1');
    const again = await local.act('farid', 'objection.raise', 'P1', words, twice);
    expect(again.body).toMatchObject({ result: 'accepted', refs: { objection: 'O1' }, replayed: true });
    expect((await local.get('/state/proposal/P1')).body).toMatchObject({ status: 'open', holds: [] });
  });

  it('may be sent again when the first copy was refused: then nothing had been kept', async () => {
    const local = await openLocal();
    const refused = await local.act('nadia', 'proposal.submit', 'C1', { title: 'T', summary: '' }, twice);
    expect(refused).toMatchObject({ status: 422, body: { code: 'values.missing', field: 'summary' } });
    const corrected = { title: 'T', summary: 'S' };
    expect(await local.act('nadia', 'proposal.submit', 'C1', corrected, twice)).toMatchObject({
      status: 200,
      body: { replayed: false, refs: { proposal: 'P2' } },
    });
  });
});

describe('the number of one delivery on another', () => {
  it.each([
    ['another person', 'lise', 'objection.raise', 'P1', {}],
    ['another institution', 'farid', 'objection.raise', 'P1', { institution: 'I3' }],
    ['no institution any more', 'farid', 'objection.raise', 'P1', { institution: null }],
    ['another proposal', 'farid', 'objection.raise', 'P2', {}],
    ['another kind of act', 'farid', 'objection.lift', 'O1', {}],
  ])('is refused: %s', async (_, person, action, target, more) => {
    const local = await openLocal();
    await local.act('nadia', 'proposal.submit', 'C1', { title: 'T', summary: 'S' });
    const as = { institution: person === 'farid' ? 'I2' : 'I3', ...more, ...twice };
    await local.act('farid', 'objection.raise', 'P1', words, { institution: 'I2', ...twice });
    const events = await numberOfEvents(local);

    const answer = await local.act(person, action, target, {}, as);

    expect(answer).toMatchObject({
      status: 422,
      body: {
        result: 'refused',
        code: 'delivery.reused',
        text: 'Cet envoi porte le numéro d’un autre, déjà traité.',
      },
    });
    expect(await numberOfEvents(local)).toBe(events);
  });
});

describe('an answer that was kept although the store said otherwise', () => {
  it('isn’t counted a second time when the service tries again', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    const events = await numberOfEvents(local);
    let losses = 0;
    store.instead = async (run) => {
      const end = await run();
      if (losses++ === 0) throw new StoreUnavailable('the connection broke after COMMIT');
      return end;
    };

    const answer = await local.act('farid', 'objection.raise', 'P1', words);

    expect(losses).toBe(2);
    expect(answer).toMatchObject({ status: 200, body: { result: 'accepted', refs: { objection: 'O1' } } });
    expect(await numberOfEvents(local)).toBe(events + 2);
    expect((await local.get('/state/proposal/P1')).body.holds).toHaveLength(1);
  });

  it('isn’t counted a second time for any of those who waited with it', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    let losses = 0;
    store.instead = async (run) => {
      const end = await run();
      if (losses++ === 0) throw new StoreUnavailable('the connection broke after COMMIT');
      return end;
    };
    const people = ['farid', 'lise', 'pieter', 'tom', 'habitante'];

    const answers = await Promise.all(people.map((p) => local.act(p, 'objection.raise', 'P1', words)));

    expect(answers.map((a) => a.status)).toEqual([200, 200, 200, 200, 200]);
    expect(await local.store.aggregates('concertation', 'objection')).toHaveLength(5);
    await local.settled();
    const sent = (await local.get('/sent')).body as { key: string; to: string }[];
    const receipts = sent.filter((s) => s.key.includes('objection.receipt'));
    expect(receipts.map((r) => r.to).sort()).toEqual(people.map((p) => `@${p}`).sort());
  });
});
