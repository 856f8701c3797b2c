// The way out's contract on Discord, as the project's own Discord servers answer.

import type { Fault } from '../support/discord/faults.ts';
import { discordGround, textOf } from '../support/discord/ground.ts';
import { announcerContract, type Mishap } from './announcer.ts';

const faults: Record<Mishap, Fault> = {
  'answer-lost': { kind: 'answer-lost' },
  'way-lost': { kind: 'way-lost' },
  busy: { kind: 'rate', retryAfter: 7 },
  down: { kind: 'status', status: 503 },
};
const toPost = 'POST /channels/:channel/messages';
const toEdit = 'PATCH /channels/:channel/messages/:message';

announcerContract('Discord', async () => {
  const { server, announcer, room, person, channel, standing } = await discordGround();
  const { world } = server;
  return {
    announcer,
    room,
    person,
    standing: () =>
      standing().map((m) => {
        const at = world.channels.get(m.channel);
        return {
          place: at?.kind === 'dm' ? 'person' : 'room',
          messageId: `${m.channel}:${m.id}`,
          under: at?.kind === 'thread' ? `${channel.id}:${at.id}` : null,
          text: textOf(m).replace(/^## /, ''),
        };
      }),
    attempts: () => server.calls.filter((c) => [toPost, toEdit].includes(c.route)).length,
    empty: () => void world.messages.splice(0),
    next: (mishap) => server.faults.set(toPost, [faults[mishap]]),
    close: () => server.close(),
  };
});
