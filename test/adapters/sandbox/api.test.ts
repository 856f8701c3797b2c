import { describe, expect, it } from 'vitest';
import { actions } from '../../../src/app/actions.ts';
import { verifyExport } from '../../../src/ledger/verify.ts';
import { monday, openLocal } from '../../support/local.ts';

const furniture = { charter: 'essai-2026', data: 'colignon', now: monday };
const refusal = { result: 'refused', text: expect.any(String), next: expect.any(String) };

describe('POST /reset', () => {
  it('forgets everything, furnishes the room anew and stands the clock still', async () => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1');
    const { status, body } = await local.post('/reset', { ...furniture, now: '2027-03-01T10:00:00+01:00' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      assembly: 'concertation',
      charter: 'essai-2026@1',
      rooms: ['sandbox:local:salon'],
      calls: ['C1'],
      proposals: ['P1'],
      now: '2027-03-01T09:00:00.000Z',
    });
    expect(body.people).toContainEqual(expect.objectContaining({ person: 'nadia', institution: 'I1' }));
    expect((await local.get('/state/proposal/P1')).body).toMatchObject({ status: 'open', holds: [] });
    expect((await local.get('/state/objection/O1')).status).toBe(404);
    expect((await local.get('/sent')).body[0].n).toBe(1);
  });

  it('furnishes an empty room with the coordinators alone', async () => {
    const local = await openLocal({ data: 'empty' });
    expect((await local.get('/view')).body).toEqual([]);
    expect((await local.get('/people')).body.map((p: { role: string }) => p.role)).toEqual([
      'coordinator',
      'deputy',
    ]);
  });

  it('opens the room under the charter of a real group', async () => {
    const local = await openLocal();
    const { status, body } = await local.post('/reset', { ...furniture, charter: 'colignon-2024' });
    expect([status, body.charter]).toEqual([200, 'colignon-2024@1']);
    expect((await local.get('/state/charter/colignon-2024@1')).body.text.rules.notice.value.days).toBe(5);
  });

  it.each([
    ['an unknown charter', { charter: 'nulle-part' }, 422, 'charter.unknown', 'charter'],
    ['an unknown data set', { data: 'everything' }, 422, 'data.unknown', 'data'],
    ['a time that is none', { now: 'tomorrow' }, 400, 'request.malformed', 'now'],
    ['a time without offset', { now: '2026-11-23T10:00' }, 400, 'request.malformed', 'now'],
    ['a field that nobody knows', { wipe: true }, 400, 'request.malformed', null],
  ])('refuses %s, and then nothing is forgotten', async (_, part, status, code, field) => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1');
    const answer = await local.post('/reset', { ...furniture, ...part });
    expect(answer).toMatchObject({ status, body: { ...refusal, code } });
    if (field) expect(answer.body.field).toBe(field);
    expect((await local.get('/state/objection/O1')).status).toBe(200);
  });
});

describe('POST /outage', () => {
  it('records a time during which an edge could not be used', async () => {
    const local = await openLocal();
    const outage = { from: '2026-11-24T08:00:00+01:00', to: '2026-11-24T09:30:00+01:00', edge: 'slack:T1' };
    const stored = { from: '2026-11-24T07:00:00.000Z', to: '2026-11-24T08:30:00.000Z', edge: 'slack:T1' };
    expect(await local.post('/outage', outage)).toEqual({ status: 200, body: stored });
    expect(await local.store.outages('2026-11-24T00:00:00.000Z', '2026-11-25T00:00:00.000Z')).toEqual([
      stored,
    ]);
  });

  it.each([
    ['that ends before it begins', { from: '2026-11-24T09:00:00Z', to: '2026-11-24T08:00:00Z', edge: 'web' }],
    ['that takes no time', { from: '2026-11-24T09:00:00Z', to: '2026-11-24T10:00:00+01:00', edge: 'web' }],
    ['of no edge', { from: '2026-11-24T08:00:00Z', to: '2026-11-24T09:00:00Z' }],
    [
      'on a day that doesn’t exist',
      { from: '2026-04-31T08:00:00Z', to: '2026-05-01T09:00:00Z', edge: 'web' },
    ],
  ])('refuses one %s', async (_, outage) => {
    const local = await openLocal();
    expect(await local.post('/outage', outage)).toMatchObject({
      status: 400,
      body: { ...refusal, code: 'request.malformed' },
    });
    expect(await local.store.outages('2000-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z')).toEqual([]);
  });
});

describe('GET /actions', () => {
  it('says what can be done, to what, and with which values', async () => {
    const { body } = await (await openLocal()).get('/actions');
    expect(body.map((a: { action: string }) => a.action)).toEqual([...actions.keys()]);
    const submit = body.find((a: { action: string }) => a.action === 'proposal.submit');
    expect(submit).toMatchObject({
      target: 'call',
      values: {
        type: 'object',
        properties: { title: { type: 'string', maxLength: 150 } },
        required: ['title', 'summary'],
        additionalProperties: false,
      },
    });
  });
});

describe('POST /actions', () => {
  it('answers what was brought forth and with which events', async () => {
    const local = await openLocal();
    const { body: before } = await local.get('/events');
    const seq = before.length;
    expect(await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu' })).toEqual({
      status: 200,
      body: {
        result: 'accepted',
        refs: { objection: 'O1', proposal: 'P1', meeting: 'M1', call: 'C1' },
        events: [
          { seq: seq + 1, name: 'ObjectionRaised' },
          { seq: seq + 2, name: 'MeetingPrepared' },
        ],
        replayed: false,
      },
    });
  });

  it('answers a refusal with its code, its field, why and what next, in the language asked for', async () => {
    const local = await openLocal();
    const values = { title: 'x'.repeat(200), summary: 'S' };
    const answer = (lang: string) => local.act('nadia', 'proposal.submit', 'C1', values, { lang });
    expect(await answer('fr')).toEqual({
      status: 422,
      body: {
        result: 'refused',
        code: 'values.too-long',
        field: 'title',
        text: 'Ce texte compte 200 caractères, pour 150 au plus.',
        next: 'Raccourcissez-le, puis envoyez à nouveau.',
      },
    });
    const texts = new Set<string>();
    for (const lang of ['fr', 'nl', 'en']) texts.add((await answer(lang)).body.text);
    expect(texts.size).toBe(3);
  });

  it('takes the room that is named, or the only one', async () => {
    const local = await openLocal();
    const room = 'sandbox:local:salon';
    expect((await local.act('farid', 'objection.raise', 'P1', {}, { room })).status).toBe(200);
    expect(
      await local.act('lise', 'objection.raise', 'P1', {}, { room: 'sandbox:local:cave' }),
    ).toMatchObject({
      status: 422,
      body: { ...refusal, code: 'room.unknown', field: 'room' },
    });
  });
});

describe('what can be looked at', () => {
  it('GET /view: the cards of the room in its language or the one asked for', async () => {
    const local = await openLocal();
    const cards = async (query: string) => (await local.get(`/view${query}`)).body;
    expect((await cards('')).map((c: { subject: string }) => c.subject)).toEqual(['card:C1', 'card:P1']);
    expect((await cards(''))[1].status.label).toBe('ouverte aux objections');
    expect((await cards('?lang=nl'))[1]).toMatchObject({ lang: 'nl' });
    expect((await cards('?lang=xx'))[1]).toMatchObject({ lang: 'fr' });
    expect(await cards('?room=sandbox:local:cave')).toEqual([]);
  });

  it('GET /inbox: what a person was told in private', async () => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1');
    await local.settled();
    const titles = async (as: string) =>
      (await local.get(`/inbox?as=${as}`)).body.map((c: { title: string }) => c.title);
    const invited = [
      'Votre mandat est confirmé',
      'Appel à propositions\u00a0: «\u00a0Propositions d’actions de l’automne\u00a0» (C1)',
    ];
    expect(await titles('farid')).toEqual([...invited, 'Votre objection O1 est enregistrée']);
    expect(await titles('referente')).toEqual(['Une plénière extraordinaire est à convoquer (M1)']);
    const objected = 'Une objection à «\u00a0Permanence sociale du mercredi\u00a0» (P1)';
    expect(await titles('lise')).toEqual([...invited, objected]);
    expect(await titles('pieter')).toHaveLength(2);
    expect(await titles('personne')).toEqual([]);
  });

  it('GET /state: one thing as it stands, 404 for what doesn’t exist', async () => {
    const local = await openLocal();
    expect((await local.get('/state/call/C1')).body).toMatchObject({ id: 'C1', status: 'collecting' });
    expect((await local.get('/state/assembly/concertation')).body).toMatchObject({ charter: 'essai-2026@1' });
    for (const path of ['/state/call/C2', '/state/person/nadia', '/state/nothing/P1', '/nothing']) {
      expect((await local.get(path)).status, path).toBe(404);
    }
  });

  it('GET /events and /sent: page by page, after the last one known', async () => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1');
    await local.settled();
    for (const [path, number] of [
      ['/events', 'seq'],
      ['/sent', 'n'],
    ] as const) {
      const numbers = async (after: string) =>
        (await local.get(`${path}${after}`)).body.map((row: Record<string, number>) => row[number]);
      const all = await numbers('');
      expect(all).toEqual(all.map((_: number, i: number) => i + 1));
      expect(await numbers('?after=3')).toEqual(all.slice(3));
      expect(await numbers(`?after=${all.length}`)).toEqual([]);
      for (const odd of ['?after=', '?after=-1', '?after=abc', '?after=1e309', '?after=1.5']) {
        expect(await numbers(odd), odd).toEqual(all);
      }
    }
    const sent = (await local.get('/sent')).body as { kind: string }[];
    expect(sent.find((s) => s.kind === 'post')).toMatchObject({
      kind: 'post',
      to: 'sandbox:local:salon',
      lang: 'fr',
      text: expect.any(String),
      card: { subject: expect.any(String) },
    });
  });

  it('GET /export: the whole history, which verifies', async () => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu' });
    await local.act('farid', 'objection.lift', 'O1');
    const { body } = await local.get('/export');
    const events = (await local.get('/events')).body;
    const verdict = await verifyExport(
      (async function* () {
        yield new TextEncoder().encode(body as string);
      })(),
    );
    expect(verdict).toEqual({ is: 'intact', events: events.length, head: events.at(-1).hash });
    expect(body).toContain('Le lieu');
  });
});
