// The outbox and Slack together, in bad weather: nobody is told twice, and nothing is left untold.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Address, Announcer } from '../../../src/app/announcer.ts';
import { type Local, monday, openLocal } from '../../support/local.ts';
import type { Fault } from '../../support/slack/faults.ts';
import { personOf, type SlackGround, slackGround } from '../../support/slack/ground.ts';

let ground: SlackGround;
let local: Local;

beforeEach(async () => {
  ground = await slackGround(Date.now);
  const announcer = onSlack(ground);
  local = await openLocal({ announcer: () => announcer, reset: false });
  ground.server.workspace.messages.splice(0);
  await local.post('/reset', { charter: 'essai-2026', data: 'colignon', now: monday });
  await local.settled();
});
afterEach(async () => {
  await local.close();
  await ground.server.close();
});

/** The people of the local room, in one channel of Slack. */
function onSlack({ announcer, server, room }: SlackGround): Announcer {
  const users = new Map<string, string>();
  const there = (to: Address): Address => {
    if (to.kind === 'room') return room;
    const { externalId } = to.identity;
    const user = users.get(externalId) ?? server.workspace.user(externalId).id;
    users.set(externalId, user);
    return personOf(server.workspace.team, user);
  };
  return {
    platform: 'sandbox',
    post: (to, message) => announcer.post(there(to), message),
    edit: (to, id, message) => announcer.edit(there(to), id, message),
    find: (to, key, attempted) => announcer.find(there(to), key, attempted),
  };
}

/** The time of every retry has come, until nothing waits any more. */
async function settled(): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await local.settled();
    const waiting = { status: 'pending', notBefore: null };
    const { count } = await local.store.db.outbox.updateMany({
      where: waiting,
      data: { retryAt: new Date(0) },
    });
    if (count === 0) return;
    local.app.outbox.kick();
  }
}

/** How often each letter stands in Slack. */
function told(): Map<string, number> {
  const keys = ground.server.workspace.messages.map(
    (m) => `${m.channel} ${String(m.metadata?.event_payload.key)}`,
  );
  return new Map([...Map.groupBy(keys, (key) => key)].map(([key, same]) => [key, same.length]));
}

async function anObjectionAndItsEnd(): Promise<void> {
  await local.act('farid', 'objection.raise', 'P1');
  await settled();
  await local.act('farid', 'objection.withdraw', 'O1');
  await settled();
}

const storm: (Fault | null)[] = [
  { kind: 'answer-lost' },
  { kind: 'rate', retryAfter: 0 },
  { kind: 'status', status: 503 },
  { kind: 'way-lost' },
  null,
  { kind: 'error', error: 'internal_error' },
  { kind: 'answer-lost' },
  { kind: 'rate', retryAfter: 1 },
];

describe('the outbox on Slack', () => {
  it('tells everything once, in a calm and in a storm, and in the end the same', async () => {
    await anObjectionAndItsEnd();
    const calm = told().size;
    expect(calm).toBeGreaterThan(4);
    for (const method of ['chat.postMessage', 'chat.update', 'conversations.open', 'conversations.history']) {
      ground.server.faults.set(method, storm);
    }
    await local.act('farid', 'objection.raise', 'P1');
    await settled();
    await settled();
    expect([...told().values()].filter((times) => times !== 1)).toEqual([]);
    expect(told().size).toBeGreaterThan(calm);
    const waiting = await local.store.db.outbox.findMany({
      where: { status: { notIn: ['sent', 'by-hand'] } },
    });
    expect(waiting.filter((l) => l.notBefore === null).map((l) => [l.key, l.status, l.error])).toEqual([]);
  });

  it('posts a card again that somebody deleted, once', async () => {
    const { workspace } = ground.server;
    const standing = () =>
      workspace.messages.filter((m) => String(m.metadata?.event_payload.key).endsWith('card:P1'));
    const [card] = standing();
    if (!card) throw new Error('P1 has no card');
    workspace.remove(card.channel, card.ts);
    await anObjectionAndItsEnd();
    expect(standing()).toHaveLength(1);
    expect(standing()[0]?.ts).not.toBe(card.ts);
  });
});
