// While the line to Discord is down nobody can object there: that time counts as an outage, of every server's rooms.

import { expect, it } from 'vitest';
import { createScheduler, type SchedulerParts } from '../../../src/app/scheduler.ts';
import { concerning } from '../../../src/domain/downtime.ts';
import { lineGround, noon } from './line-ground.ts';

const eventually = { timeout: 8_000, interval: 10 };

it('a line that is down for longer than two minutes is an outage, until it stands again', async () => {
  const { server, store, log, clock, line, up } = await lineGround();
  const gateway = line({ now: () => new Date(clock.ms).toISOString() });
  const parts = { store, log, clock: { now: () => new Date(clock.ms).toISOString() } };
  const edges = new Map([['discord', gateway.isUp]]);
  const scheduler = createScheduler({ ...parts, edges } as unknown as SchedulerParts);
  await up(gateway);
  const lost = clock.ms;
  await scheduler.beat();
  server.gateway.isDown = true;
  server.gateway.cut();
  await expect.poll(() => gateway.isUp(), eventually).toBe(false);
  clock.ms = lost + 600_000;
  await scheduler.beat();
  const until = new Date(lost + 86_400_000).toISOString();
  const inDiscord = async () => (await store.outages(noon, until)).filter(({ edge }) => edge === 'discord');
  const [outage, ...more] = await inDiscord();
  expect(more).toEqual([]);
  expect(outage?.from).toBe(new Date(lost).toISOString());
  const touches = (room: string) => outage && concerning(outage, { rooms: [room], since: {} });
  expect(touches('discord:1180112233445566778:1180112233445566779')).toEqual(outage);
  expect(touches('slack:T1:C1')).toBeUndefined();
  server.gateway.isDown = false;
  await up(gateway);
  const back = clock.ms;
  await scheduler.beat();
  clock.ms += 60_000;
  await scheduler.beat();
  const ends = (await inDiscord()).map(({ from, to }) => [from, to]);
  expect(ends).toContainEqual([lost, back].map((ms) => new Date(ms).toISOString()));
  expect(ends.every(([, to = '']) => to <= new Date(back).toISOString())).toBe(true);
});
