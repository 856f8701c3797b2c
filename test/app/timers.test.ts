import { describe, expect, it } from 'vitest';
import { noFaults } from '../../src/app/faults.ts';
import type { Timer } from '../../src/app/ports.ts';
import { createTimers } from '../../src/app/timers.ts';
import { plusMilliseconds } from '../../src/domain/calendar.ts';
import { changes } from '../contracts/store-changes.ts';
import { watchedStore } from '../support/failing-store.ts';
import { type Local, openLocal } from '../support/local.ts';
import { rememberingLog, silentLog } from '../support/logs.ts';

/** Monday 7 December 2026, 23:59 in Brussels, and the ten seconds in which what came in time is stored. */
const closesAt = '2026-12-07T22:59:00.000Z';
const closes = plusMilliseconds(closesAt, 10_000);
const assembly = 'concertation';

const callOf = async (local: Local) => (await local.get('/state/call/C1')).body;
const timesThat = async (local: Local, name: string) =>
  (await local.get('/events')).body.filter((e: { name: string }) => e.name === name).length as number;

/** The deadlines as a second process on the same store would look after them. */
function secondSweeper({ app, store }: Local) {
  return createTimers({ store, clock: app.clock, log: silentLog, faults: noFaults, executor: app.executor });
}

/** Puts a deadline into the store that no event has set. */
async function plant({ store }: Local, timer: Omit<Timer, 'assembly'>): Promise<void> {
  await store.transact((tx) => tx.write(changes({ timersSet: [{ assembly, ...timer }] })));
}

/** The clock alone moves; nobody looks at the deadlines. */
function brusselsHour(at: string): number {
  return Temporal.Instant.from(at).toZonedDateTimeISO('Europe/Brussels').hour;
}

async function later(local: Local, to: string): Promise<Local> {
  await local.store.setSetting('sandbox.clock', JSON.stringify({ mode: 'standing', at: to }));
  await local.close();
  const back = await openLocal({ url: local.url, reset: false });
  await back.store.beat('service', to);
  return back;
}

describe('a reminder', () => {
  it('whose hour fell into a stop of the service leaves when it starts again, but not at night', async () => {
    const local = await openLocal({ charter: 'colignon-2024' });
    const { dueAt } = (await local.store.timers('concertation')).find((t) => t.kind === 'call.remind') ?? {
      dueAt: '',
    };
    const night = `${dueAt.slice(0, 10)}T23:30:00.000Z`;
    expect(dueAt < night).toBe(true);
    const back = await later(local, night);
    await back.app.timers.sweep();
    await back.settled();
    const reminded = async () =>
      (await back.get('/inbox?as=farid')).body.map((c: { title: string }) => c.title);
    expect((await reminded()).join()).not.toContain('Votre réponse est attendue');
    await back.post('/clock', { by: 'P4D' });
    expect((await reminded()).join()).toContain('Votre réponse est attendue');
    const sent = (await back.get('/sent?after=0')).body as { at: string; to: string; text: string }[];
    const [first] = sent.filter((s) => s.to === '@farid' && s.text.includes('Votre réponse est attendue'));
    expect(brusselsHour(first?.at ?? '')).toBeGreaterThanOrEqual(8);
    expect(brusselsHour(first?.at ?? '')).toBeLessThan(20);
  });
});

describe('the deadline of a call', () => {
  it('closes it ten seconds after the hour, so that what came in time is still stored, and once', async () => {
    const local = await openLocal();
    expect((await callOf(local)).closesAt).toBe(closesAt);
    expect((await local.post('/clock', { to: plusMilliseconds(closes, -1) })).body.timers).toBe(0);
    expect((await callOf(local)).status).toBe('collecting');

    expect((await local.post('/clock', { to: closes })).body).toMatchObject({ timers: 1, pending: 0 });
    expect((await callOf(local)).status).toBe('closed');
    expect((await local.post('/clock', { by: 'P30D' })).body.timers).toBe(0);
    expect(await local.store.timers(assembly)).toEqual([]);
    expect(await timesThat(local, 'CallClosed')).toBe(1);
  });

  it('closes it once when two processes look at the same time', async () => {
    const local = await later(await openLocal(), closes);
    const second = secondSweeper(local);
    await Promise.all([local.app.timers.sweep(), second.sweep(), local.app.timers.sweep(), second.sweep()]);
    expect(await timesThat(local, 'CallClosed')).toBe(1);
    expect(await timesThat(local, 'ProposalValidated')).toBe(1);
  });

  it('that has been moved doesn’t close it at the former hour, even for whoever had just read that one', async () => {
    const local = await openLocal();
    const outage = { from: '2026-12-01T08:00:00.000Z', to: '2026-12-01T11:00:00.000Z', edge: 'sandbox' };
    await local.post('/outage', outage);
    const [former] = await local.store.timers(assembly);
    await local.post('/clock', { to: closes });
    expect((await callOf(local)).closesAt).toBe(plusMilliseconds(closesAt, 3 * 3_600_000));

    const stale = await local.app.executor.execute({
      assembly,
      at: local.app.clock.now(),
      delivery: 'a sweep that read the deadline before it was moved',
      commands: [{ type: 'CloseCall', call: 'C1' }],
      source: { kind: 'timer', key: former?.key ?? '', dueAt: former?.dueAt ?? '' },
    });
    expect(stale).toMatchObject({ accepted: true, events: [], replayed: true });
    expect((await local.post('/clock', { by: 'PT2H59M59S' })).body.timers).toBe(0);
    expect((await callOf(local)).status).toBe('collecting');

    await local.post('/clock', { by: 'PT1S' });
    expect((await callOf(local)).status).toBe('closed');
    expect(await timesThat(local, 'CallExtended')).toBe(1);
  });

  it('that can’t be kept because the store fails is kept later', async () => {
    const store = watchedStore();
    const log = rememberingLog();
    const local = await openLocal({ around: store.around, log });
    store.instead = () => Promise.reject(new Error('the disk is full'));
    expect((await local.post('/clock', { to: closes })).body.timers).toBe(0);
    expect((await callOf(local)).status).toBe('collecting');
    expect(log.lines.filter((l) => l.startsWith('error a timer failed'))).toHaveLength(1);

    store.instead = undefined;
    expect((await local.post('/clock', { by: 'PT2S' })).body.timers).toBe(1);
    expect((await callOf(local)).status).toBe('closed');
  });

  it('waits longer after each failure', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    store.instead = () => Promise.reject(new Error('the disk is full'));
    await local.post('/clock', { to: closes });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      const row = await local.store.db.timer.findFirstOrThrow();
      waits.push(row.retryAt.getTime() - Date.parse(local.app.clock.now()));
      await local.post('/clock', { to: row.retryAt.toISOString() });
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
  });
});

describe('a deadline that can never be kept', () => {
  it('keeps no other one back', async () => {
    const log = rememberingLog();
    const local = await openLocal({ log });
    for (let i = 0; i < 5; i += 1) {
      await plant(local, { key: `?${i}`, kind: 'nobody.knows', target: 'C1', dueAt: closesAt });
    }
    await plant(local, { key: '?call', kind: 'call.close', target: 'C404', dueAt: closesAt });

    await local.post('/clock', { to: closes });

    expect((await callOf(local)).status).toBe('closed');
    expect(log.lines.some((l) => l.startsWith('error a timer failed'))).toBe(true);
    expect((await local.store.timers(assembly)).map((t) => t.key)).toEqual([
      '?0',
      '?1',
      '?2',
      '?3',
      '?4',
      '?call',
    ]);
  });

  it('keeps no other one back in the same look, however many they are', async () => {
    const local = await later(await openLocal(), closes);
    const timersSet = Array.from({ length: 150 }, (_, i) => ({
      assembly,
      key: `?${i}`,
      kind: 'nobody.knows',
      target: 'C1',
      dueAt: closesAt,
    }));
    await local.store.transact((tx) => tx.write(changes({ timersSet })));
    await local.app.timers.sweep();
    expect((await callOf(local)).status).toBe('closed');
  });
});

describe('a deadline that has nothing left to do', () => {
  it('counts as kept and changes nothing', async () => {
    const local = await openLocal();
    await local.post('/clock', { to: closes });
    const events = (await local.get('/events')).body.length;
    await plant(local, { key: 'close:C1', kind: 'call.close', target: 'C1', dueAt: closes });
    expect(await local.app.timers.sweep()).toBe(1);
    expect(await local.store.timers(assembly)).toEqual([]);
    expect((await local.get('/events')).body).toHaveLength(events);
  });
});
