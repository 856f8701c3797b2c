import { describe, expect, it } from 'vitest';
import { createScheduler, type Scheduler } from '../../src/app/scheduler.ts';
import { plusMilliseconds } from '../../src/domain/calendar.ts';
import { type Local, monday, openLocal } from '../support/local.ts';
import { rememberingLog } from '../support/logs.ts';

const closesAt = '2026-12-07T22:59:00.000Z';
const hour = 3_600_000;

const callOf = async (local: Local) => (await local.get('/state/call/C1')).body;
const outages = (local: Local) => local.store.outages('2000-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z');

/** The computer's clock as nobody looks at it, and the room with it. */
async function standAt(local: Local, at: string): Promise<void> {
  await local.store.setSetting('sandbox.clock', JSON.stringify({ mode: 'standing', at }));
}

/** The service comes back at `at`, having said nothing since its last sign of life. */
async function restartAt(local: Local, at: string, log = rememberingLog()): Promise<Local> {
  await standAt(local, at);
  await local.close();
  const back = await openLocal({ url: local.url, reset: false, log });
  await back.app.start();
  await back.app.outbox.idle();
  return back;
}

/** A look at the deadlines, at once. */
async function look(scheduler: Scheduler): Promise<void> {
  await scheduler.start();
  await scheduler.stop();
}

describe('a service that was out of reach', () => {
  it('across a deadline gives the time back at the next start instead of closing the call', async () => {
    const local = await openLocal();
    const lastSign = '2026-12-07T20:00:00.000Z';
    await local.post('/clock', { to: lastSign });
    const log = rememberingLog();

    const back = await restartAt(local, '2026-12-08T01:00:00.000Z', log);

    expect(await outages(back)).toEqual([
      { edge: 'service', from: lastSign, to: '2026-12-08T01:00:00.000Z' },
    ]);
    expect(log.lines.some((l) => l.startsWith('warn the service was out of reach'))).toBe(true);
    const call = await callOf(back);
    expect(call.status).toBe('collecting');
    expect(call.closesAt > '2026-12-08T01:00:00.000Z').toBe(true);
    expect(call.firstClosesAt).toBe(closesAt);
    const told = (await back.get('/sent')).body.filter((s: { key: string }) => s.key.includes('extended'));
    expect(told).toMatchObject([{ to: 'sandbox:local:salon', kind: 'post' }]);

    // In the time given back one may still object, and afterwards the call closes.
    const objection = await back.act('farid', 'objection.raise', 'P1');
    expect(objection.body.events[0].name).toBe('ObjectionRaised');
    await back.post('/clock', { to: plusMilliseconds(call.closesAt, 10_000) });
    expect((await callOf(back)).status).toBe('closed');
  });

  it('gives the time back once, however often it is restarted', async () => {
    const local = await openLocal();
    await local.post('/clock', { to: '2026-12-07T20:00:00.000Z' });
    const first = await restartAt(local, '2026-12-08T01:00:00.000Z');
    const { closesAt: extended } = await callOf(first);
    const second = await restartAt(first, '2026-12-08T01:01:00.000Z');
    expect(await callOf(second)).toMatchObject({ closesAt: extended });
    expect(await outages(second)).toHaveLength(1);
  });

  it('for a moment only, closes the call at the next start', async () => {
    const local = await openLocal();
    await local.post('/clock', { to: closesAt });
    const back = await restartAt(local, plusMilliseconds(closesAt, 110_000));
    expect(await outages(back)).toEqual([]);
    expect((await callOf(back)).status).toBe('closed');
  });

  it('for less than the charter tolerates, closes the call at the next start', async () => {
    const local = await openLocal();
    await local.post('/clock', { to: plusMilliseconds(closesAt, -30 * 60_000) });
    const back = await restartAt(local, plusMilliseconds(closesAt, 20 * 60_000));
    expect(await outages(back)).toHaveLength(1);
    expect(await callOf(back)).toMatchObject({ status: 'closed', closesAt });
  });
});

describe('a platform that is out of reach', () => {
  const edge = 'sandbox:local';

  /** A look every minute of a clock that is moved; `isUp` is what the platform’s adapter says. */
  async function watching() {
    const local = await openLocal();
    const log = rememberingLog();
    const time = { at: Date.parse(closesAt) - 6 * hour };
    const platform = { isUp: true };
    const { store } = local;
    const { timers, outbox } = local.app;
    const clock = { now: () => new Date(time.at).toISOString() };
    const edges = new Map([[edge, () => platform.isUp]]);
    const scheduler = createScheduler({ store, clock, log, timers, outbox, edges });
    await standAt(local, clock.now());
    await store.beat('service', clock.now());
    await scheduler.beat();
    const pass = async (milliseconds: number) => {
      for (let left = milliseconds; left > 0; left -= 60_000) {
        time.at += Math.min(left, 60_000);
        await scheduler.beat();
      }
      await local.post('/clock', { to: clock.now() });
    };
    return { local, log, platform, pass, now: clock.now };
  }

  it('is no outage where it is back within two minutes', async () => {
    const { local, platform, pass } = await watching();
    platform.isUp = false;
    await pass(60_000);
    platform.isUp = true;
    await pass(60_000);
    expect(await outages(local)).toEqual([]);
  });

  it('for longer is one outage, from the last sign of life to the first one after, and is said', async () => {
    const { local, log, platform, pass, now } = await watching();
    const from = now();
    platform.isUp = false;
    await pass(hour / 2);
    platform.isUp = true;
    await pass(30_000);
    expect(await outages(local)).toEqual([{ edge, from, to: now() }]);
    expect(log.lines.some((l) => l.startsWith('warn a platform was out of reach'))).toBe(true);
    await pass(hour);
    expect(await outages(local)).toHaveLength(1);
  });

  it('longer than the charter tolerates gives the period its time back, once, and says so in the room', async () => {
    const { local, platform, pass } = await watching();
    platform.isUp = false;
    await pass(3 * hour);
    platform.isUp = true;
    await pass(3 * hour + 20_000);
    const call = await callOf(local);
    expect(call).toMatchObject({ status: 'collecting', firstClosesAt: closesAt });
    expect(call.closesAt > closesAt).toBe(true);
    const told = (await local.get('/sent')).body.filter((s: { key: string }) => s.key.includes('extended'));
    expect(told).toHaveLength(1);
    await local.post('/clock', { to: plusMilliseconds(call.closesAt, 10_000) });
    expect((await callOf(local)).status).toBe('closed');
  });

  it('still, when the period would close, keeps it open', async () => {
    const { local, platform, pass, now } = await watching();
    platform.isUp = false;
    await pass(6 * hour + 20_000);
    const during = await callOf(local);
    expect(during.status).toBe('collecting');
    expect(during.closesAt > now()).toBe(true);
    // What lasts grows: the time given back with it, up to what the charter allows.
    await pass(2 * hour);
    platform.isUp = true;
    await pass(60_000);
    expect(await outages(local)).toHaveLength(1);
    expect((await callOf(local)).status).toBe('collecting');
  });

  it('but no platform of this assembly’s, keeps its period no longer', async () => {
    const { local, pass } = await watching();
    const [from, to] = [plusMilliseconds(closesAt, -5 * hour), plusMilliseconds(closesAt, -hour)];
    await local.store.recordOutage({ edge: 'slack:T9', from, to });
    await pass(6 * hour + 20_000);
    expect(await callOf(local)).toMatchObject({ status: 'closed', closesAt });
  });

  it('is an outage already while it lasts', async () => {
    const { local, platform, pass } = await watching();
    platform.isUp = false;
    await pass(hour);
    expect(await outages(local)).toMatchObject([{ edge }]);
  });
});

describe('the local room’s clock', () => {
  it.each(['standing', 'running'])('moved ahead (%s) makes no outage', async (mode) => {
    const local = await openLocal();
    if (mode === 'running') await local.post('/reset', { charter: 'essai-2026', data: 'colignon' });
    await local.app.start();
    await local.post('/clock', { by: 'P3D' });
    await local.app.scheduler.beat();
    await local.post('/clock', { by: 'P30D' });
    await local.app.scheduler.beat();
    await local.close();

    const back = await openLocal({ url: local.url, reset: false });
    await back.app.start();
    expect(await outages(back)).toEqual([]);
  });

  it('set anew with the room makes no outage', async () => {
    const local = await openLocal();
    await local.app.start();
    for (const now of ['2030-01-01T00:00:00Z', monday, '2027-01-01T00:00:00Z']) {
      await local.post('/reset', { charter: 'essai-2026', data: 'colignon', now });
      await local.app.scheduler.beat();
    }
    expect(await outages(local)).toEqual([]);
  });
});

describe('a computer’s clock that jumps', () => {
  /** A scheduler whose wall clock is the one that deadlines go by, as in service. */
  async function onAComputer() {
    const local = await openLocal();
    const log = rememberingLog();
    const time = { wall: Date.parse(closesAt) - hour, monotonic: 0 };
    const clock = { now: () => new Date(time.wall).toISOString() };
    let swept = 0;
    const timers = {
      sweep: async () => {
        swept += 1;
        return 0;
      },
    };
    const scheduler = createScheduler({
      store: local.store,
      clock,
      log,
      timers,
      outbox: local.app.outbox,
      times: () => ({ ...time }),
    });
    await local.store.beat('service', clock.now());
    const pass = (milliseconds: number, jump = 0) => {
      time.monotonic += milliseconds;
      time.wall += milliseconds + jump;
    };
    return { local, log, scheduler, pass, swept: () => swept };
  }

  it.each([
    ['an hour ahead', 2 * hour],
    ['an hour back', -hour],
    ['a minute ahead', 60_000],
  ])('%s, suspends deadlines and says so; they go on when it is right again', async (_, jump) => {
    const { log, scheduler, pass, swept } = await onAComputer();
    await look(scheduler);
    expect([scheduler.suspended, swept()]).toEqual([false, 1]);

    pass(5_000, jump);
    await look(scheduler);
    pass(5_000);
    await look(scheduler);
    expect([scheduler.suspended, swept()]).toEqual([true, 1]);
    expect(log.lines.filter((l) => l.startsWith('error the computer’s clock has jumped'))).toHaveLength(1);

    pass(5_000, -jump);
    await look(scheduler);
    expect([scheduler.suspended, swept()]).toEqual([false, 2]);
    expect(log.lines.filter((l) => l.startsWith('warn the computer’s clock is right again'))).toHaveLength(1);
  });

  it('by less than a minute changes nothing', async () => {
    const { scheduler, pass, swept } = await onAComputer();
    await look(scheduler);
    pass(5_000, 59_000);
    await look(scheduler);
    expect([scheduler.suspended, swept()]).toEqual([false, 2]);
  });

  it('and back again leaves no outage behind: the service was in reach all the time', async () => {
    const { local, scheduler, pass } = await onAComputer();
    await look(scheduler);
    pass(31_000, 2 * hour);
    await look(scheduler);
    pass(31_000);
    await look(scheduler);
    pass(31_000, -2 * hour);
    await look(scheduler);
    pass(31_000);
    await look(scheduler);
    expect(await outages(local)).toEqual([]);
  });
});

describe('a look at the deadlines that fails', () => {
  it('is said, and the next one goes on', async () => {
    const local = await openLocal();
    const log = rememberingLog();
    let looks = 0;
    const timers = {
      sweep: async () => {
        looks += 1;
        if (looks === 1) throw new Error('the store is gone');
        return 0;
      },
    };
    const { store } = local;
    const { clock, outbox } = local.app;
    const scheduler = createScheduler({ store, clock, log, timers, outbox });
    await look(scheduler);
    await look(scheduler);
    expect(looks).toBe(2);
    expect(log.lines.filter((l) => l.startsWith('error a look at the deadlines failed'))).toHaveLength(1);
  });
});
