import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assembly, evolveAssembly, newAssembly } from '../../src/domain/assembly.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import type { Meeting } from '../../src/domain/meeting.ts';
import { type Aggregate, type AggregateType, evolve } from '../../src/domain/world.ts';
import type { Acked, ExportLine, Received } from '../chaos/artefacts.ts';
import { judge } from '../chaos/judge.ts';
import { type Local, monday, openLocal } from '../support/local.ts';

/** Any story: who does what to which thing, in an order that nobody would choose, on a clock that jumps. */
const people = ['referente', 'nadia', 'tom', 'farid', 'lise', 'pieter', 'habitante', 'inconnue'];
const person = fc.constantFrom(...people);
const nth = fc.integer({ min: 1, max: 4 });
const words = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((s) => s.trim() !== '');
const said = fc.option(words, { nil: null });
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('raise' as const), person, on: nth, reason: said }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('lift' as const), person, on: nth, words: said }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), person, on: nth }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('submit' as const), person, on: fc.constantFrom(1, 2) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('call' as const), person, days: fc.integer({ min: -1, max: 9 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 200 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('outage' as const), hours: fc.integer({ min: 1, max: 60 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

let local: Local;
beforeAll(async () => {
  local = await openLocal();
});
afterAll(() => local.close());

describe('quelle que soit l’histoire', () => {
  it('its events, read again from the first, give the state that stands; and the judge has nothing to say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (story) => {
        const acked = await live(story);
        expect(await storedState()).toEqual(await foldedState());
        const artefacts = { acked, received: await received(), exported: await exported() };
        expect(judge(artefacts)).toEqual({ lost: [], doubled: [], wrong: [] });
        await plenariesFollowTheirDeadline();
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }, 120_000);
});

async function live(story: Step[]): Promise<Acked[]> {
  const reset = await local.post('/reset', { charter: 'essai-2026', data: 'colignon', now: monday });
  const furnished = (await local.get('/events?after=0')).body as { seq: number; name: string }[];
  const acked: Acked[] = [
    { ...nobody, deliveryId: 'reset', action: 'reset', refs: {}, events: furnished, values: reset.body },
  ];
  for (const [i, s] of story.entries()) acked.push(...(await take(s, `step-${i}`)));
  await local.settled();
  return acked;
}

const nobody = { target: null, person: null, institution: null, replayed: false };

async function take(s: Step, deliveryId: string): Promise<Acked[]> {
  switch (s.do) {
    case 'raise':
      return act(s.person, 'objection.raise', `P${s.on}`, { reason: s.reason, remedy: null }, deliveryId);
    case 'lift':
      return act(s.person, 'objection.lift', `O${s.on}`, { words: s.words }, deliveryId);
    case 'withdraw':
      return act(s.person, 'objection.withdraw', `O${s.on}`, {}, deliveryId);
    case 'submit':
      return act(
        s.person,
        'proposal.submit',
        `C${s.on}`,
        { title: 'Un titre', summary: 'Un résumé' },
        deliveryId,
      );
    case 'call': {
      const { now } = await clock({ by: 'PT1S' });
      const closesAt = Temporal.Instant.from(now)
        .add({ hours: s.days * 24 })
        .toString();
      return act(s.person, 'call.open', null, { title: 'Un appel', closesAt }, deliveryId);
    }
    case 'wait':
      await clock({ by: `PT${s.hours}H` });
      return [];
    case 'outage': {
      const { now } = await clock({ by: 'PT1S' });
      const from = Temporal.Instant.from(now).subtract({ hours: s.hours }).toString();
      await local.post('/outage', { from, to: now, edge: 'sandbox' });
      return [];
    }
  }
}

async function clock(body: object): Promise<{ now: string }> {
  return (await local.post('/clock', body)).body as { now: string };
}

async function act(
  who: string,
  action: string,
  target: string | null,
  values: Record<string, unknown>,
  deliveryId: string,
): Promise<Acked[]> {
  const { status, body } = await local.act(who, action, target, values, { deliveryId });
  expect([200, 422]).toContain(status);
  if (status === 422) return [];
  const institution = { nadia: 'I1', tom: 'I1', farid: 'I2', lise: 'I3', pieter: 'I4' }[who] ?? null;
  return [{ deliveryId, action, target, person: who, institution, values, ...body }];
}

async function plenariesFollowTheirDeadline(): Promise<void> {
  for (const { doc } of await local.store.aggregates('concertation', 'meeting', { status: 'prepared' })) {
    const { call, earliestAt } = doc as Meeting;
    const { closesAt } = (await local.get(`/state/call/${call}`)).body;
    expect(earliestAt >= closesAt, `${earliestAt} is before ${closesAt}`).toBe(true);
  }
}

/** Every aggregate and the assembly itself, as the store has them. */
async function storedState(): Promise<Record<string, unknown>> {
  const state: Record<string, unknown> = {};
  const types: AggregateType[] = [
    'charter',
    'room',
    'institution',
    'mandate',
    'call',
    'proposal',
    'objection',
    'remark',
    'meeting',
  ];
  for (const type of types) {
    for (const row of await local.store.aggregates('concertation', type)) state[`${type}:${row.id}`] = row;
  }
  return { ...state, assembly: (await local.store.head('concertation'))?.doc };
}

/** The same from the events alone. */
async function foldedState(): Promise<Record<string, unknown>> {
  const rows = new Map<string, Aggregate>();
  let assembly: Assembly = newAssembly('concertation');
  for (const { at, name, v, data } of await local.store.events('concertation', 0, 10_000)) {
    const e = { at, name, v, data: JSON.parse(data) } as DomainEvent;
    for (const row of evolve(e, ({ type, id }) => rows.get(`${type}:${id}`)?.doc as never)) {
      rows.set(`${row.type}:${row.id}`, row);
    }
    assembly = evolveAssembly(assembly, e);
  }
  return { ...Object.fromEntries(rows), assembly };
}

async function received(): Promise<Received[]> {
  return (await local.get('/sent?after=0')).body as Received[];
}

async function exported(): Promise<ExportLine[]> {
  const { body } = await local.get('/export');
  return (body as string)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ExportLine);
}
