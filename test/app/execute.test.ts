import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Submission } from '../../src/app/inbound.ts';
import { askingInto, failingOn, gate, watchedStore } from '../support/failing-store.ts';
import { type Local, monday, openLocal } from '../support/local.ts';
import { rememberingLog } from '../support/logs.ts';

const salon = 'sandbox:local:salon';

/** An objection of somebody without institution, as a platform delivers it. */
function objection(person: string, target = 'P1'): Submission {
  return {
    deliveryId: `objection of ${person}`,
    receivedAt: monday,
    as: { platform: 'sandbox', tenant: 'local', externalId: person, name: person },
    institution: null,
    room: salon,
    action: 'objection.raise',
    target,
    values: { reason: `La raison de ${person}` },
    lang: 'fr',
  };
}

const people = (n: number) => Array.from({ length: n }, (_, i) => `habitante-${i + 1}`);

async function history(local: Local) {
  const { body } = await local.get('/events');
  return body as { seq: number; name: string; data: { author?: { person: string } } }[];
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('fifty people who object at once', () => {
  it('are all answered, from far fewer than fifty writings, and numbered without a gap', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    const before = (await history(local)).length;
    store.forget();

    const answers = await Promise.all(people(50).map((p) => local.act(p, 'objection.raise', 'P1')));

    expect(answers.map((a) => a.status)).toEqual(Array(50).fill(200));
    expect(new Set(answers.map((a) => a.body.refs.objection)).size).toBe(50);
    expect(store.transactions).toBeLessThan(10);
    const events = await history(local);
    expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => i + 1));
    // The first one prepares the plenary; the others join it.
    expect(events).toHaveLength(before + 51);
    const told = answers.flatMap((a) => a.body.events.map((e: { seq: number }) => e.seq));
    expect(new Set(told)).toEqual(new Set(events.slice(before).map((e) => e.seq)));
  });

  it('cost the store no more questions than two do, whomever they speak for and whatever they object to', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    const asked: string[][] = [];
    store.inside = (tx) => {
      const questions: string[] = [];
      asked.push(questions);
      return askingInto(questions, tx);
    };
    for (const [n, who] of ['nadia', 'farid', 'lise', 'pieter'].entries())
      await local.act(who, 'proposal.submit', 'C1', {
        title: `Action ${n + 1}`,
        summary: 'Un local',
        amount: 500,
      });
    const mine = new Map([
      ['nadia', 'I1'],
      ['farid', 'I2'],
      ['lise', 'I3'],
      ['pieter', 'I4'],
    ]);
    const objecting = (persons: string[], proposals: string[]) =>
      proposals.flatMap((proposal) =>
        persons.map((p) => ({
          ...objection(p, proposal),
          deliveryId: `${p} on ${proposal}`,
          institution: mine.get(p) ?? null,
        })),
      );

    // The plenary stands, so that each of those who follow adds to its agenda.
    await local.app.submit(objection('habitante', 'P1'));
    asked.length = 0;
    const few = await Promise.all(objecting(['nadia', 'farid'], ['P2']).map((s) => local.app.submit(s)));
    const questionsOfFew = asked.map((batch) => batch.length);
    asked.length = 0;
    const many = await Promise.all(
      objecting(['lise', 'pieter', 'nadia', 'farid'], ['P3', 'P4', 'P5']).map((s) => local.app.submit(s)),
    );

    expect([...few, ...many]).toMatchObject(Array(14).fill({ accepted: true }));
    expect(questionsOfFew).toHaveLength(1);
    expect(asked.map((batch) => batch.length)).toEqual(questionsOfFew);
  });

  it('lose nothing to one among them on whom the service fails', async () => {
    const store = watchedStore();
    const log = rememberingLog();
    const local = await openLocal({ around: store.around, log });
    store.inside = (tx) => failingOn(tx, 'P666');
    const before = (await history(local)).length;

    const submissions = [...people(9).map((p) => objection(p)), objection('malchance', 'P666')];
    const ends = await Promise.allSettled(submissions.map((s) => local.app.submit(s)));

    expect(ends.map((e) => e.status)).toEqual([...Array(9).fill('fulfilled'), 'rejected']);
    expect(ends.slice(0, 9)).toMatchObject(
      Array(9).fill({ value: { accepted: true, replayed: false, refs: { proposal: 'P1' } } }),
    );
    expect((await history(local)).length).toBe(before + 10);
    expect(log.lines.filter((l) => l.includes('tried one by one'))).toHaveLength(1);
    expect(await local.store.identity('sandbox', 'local', 'malchance')).toBeUndefined();
  });

  it('lose nothing to one among them who is refused', async () => {
    const local = await openLocal();
    const submissions = [objection('a'), objection('b', 'P404'), objection('c')];
    const ends = await Promise.all(submissions.map((s) => local.app.submit(s)));
    expect(ends).toMatchObject([
      { refs: { objection: 'O1' } },
      { refused: 'proposal.unknown', params: { proposal: 'P404' } },
      { refs: { objection: 'O2' } },
    ]);
  });
});

describe('more at once than the service can take', () => {
  it('is refused to whoever comes last, who is told so; those who wait are still answered', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    const door = gate();
    store.instead = async (run) => {
      await door.pass();
      return run();
    };
    const first = local.app.submit(objection('première', 'P404'));
    await door.waited;

    const waiting = people(2_000).map((p) => local.app.submit(objection(p, 'P404')));
    await vi.waitUntil(() => local.app.executor.waiting === 2_000);
    expect(await local.app.submit(objection('de-trop'))).toEqual({ refused: 'service.busy' });

    store.instead = undefined;
    door.open();
    const ends = await Promise.all([first, ...waiting]);
    expect(new Set(ends.map((e) => 'refused' in e && e.refused))).toEqual(new Set(['proposal.unknown']));
    expect(await local.app.submit(objection('de-trop'))).toMatchObject({ accepted: true });
  });
});

describe('a service that stops', () => {
  it('finishes what it has accepted and refuses what comes later', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    const door = gate();
    store.instead = async (run) => {
      await door.pass();
      return run();
    };
    const accepted = people(3).map((p) => local.app.submit(objection(p)));
    await door.waited;

    const drained = local.app.executor.drain();
    const late = await local.app.submit(objection('retardataire'));
    door.open();
    await drained;

    expect(late).toEqual({ refused: 'service.stopping' });
    expect(await Promise.all(accepted)).toMatchObject(Array(3).fill({ accepted: true }));
    expect(local.app.executor.waiting).toBe(0);
    const objections = await local.store.aggregates('concertation', 'objection');
    expect(objections.map((o) => o.id)).toEqual(['O1', 'O2', 'O3']);
    expect(await local.store.identity('sandbox', 'local', 'retardataire')).toBeUndefined();
  });

  it('keeps the answers given before it stopped for whoever asks after it has come back', async () => {
    const local = await openLocal();
    const { url } = local;
    await local.app.submit(objection('nadia'));
    await local.close();

    const back = await openLocal({ url, reset: false });
    expect(await back.get('/state/objection/O1')).toMatchObject({ status: 200, body: { status: 'raised' } });
  });
});
