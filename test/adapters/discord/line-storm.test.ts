// However the line to Discord goes bad, and whoever holds it: what people do arrives, each thing once.

import { setTimeout as pass } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { seeded } from '../../chaos/random.ts';
import { lineGround } from './line-ground.ts';

const rounds = 12;

it('everything arrives once, whatever happens to the line', { timeout: 60_000 }, async () => {
  const { server, heard, line, up, tap } = await lineGround();
  server.gateway.heartbeatEvery = 150;
  let gateway = line();
  await up(gateway);
  const { gateway: there } = server;
  const troubles = [
    () => there.cut(),
    () => there.hangUp(4_000),
    () => there.hangUp(4_001),
    () => there.ask(),
    () => there.invalidate(true),
    () => there.zombie(),
    async () => {
      there.isDown = true;
      there.cut();
      await pass(300);
      there.isDown = false;
    },
    async () => {
      await gateway.close();
      gateway = line();
    },
  ];
  const { unit, chance } = seeded('a storm');
  const done: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    done.push(tap());
    const trouble = troubles[Math.floor(unit() * troubles.length)];
    await trouble?.();
    if (chance(0.5)) done.push(tap());
    if (chance(0.2)) await pass(unit() * 700);
    if (chance(0.6)) await up(gateway);
  }
  await expect
    .poll(() => heard.interactions.length, { timeout: 30_000, interval: 20 })
    .toBeGreaterThanOrEqual(done.length);
  await up(gateway);
  expect(heard.interactions.map(({ id }) => id).toSorted()).toEqual(done.toSorted());
});
