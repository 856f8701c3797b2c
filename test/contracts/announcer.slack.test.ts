// The way out's contract on Slack, as the project's own Slack server answers.

import type { Fault } from '../support/slack/faults.ts';
import { slackGround } from '../support/slack/ground.ts';
import { announcerContract, type Mishap } from './announcer.ts';

const faults: Record<Mishap, Fault> = {
  'answer-lost': { kind: 'answer-lost' },
  'way-lost': { kind: 'way-lost' },
  busy: { kind: 'rate', retryAfter: 7 },
  down: { kind: 'status', status: 503 },
};

announcerContract('Slack', async () => {
  const { server, announcer, room, person, channel } = await slackGround();
  const { messages } = server.workspace;
  return {
    announcer,
    room,
    person,
    standing: () =>
      messages.map((m) => ({
        place: m.channel === channel.id ? 'room' : 'person',
        messageId: `${m.channel}:${m.ts}`,
        under: m.threadTs === null ? null : `${m.channel}:${m.threadTs}`,
        text: m.text,
      })),
    attempts: () => server.calls.filter((c) => ['chat.postMessage', 'chat.update'].includes(c.method)).length,
    empty: () => void messages.splice(0),
    next: (mishap) => server.faults.set('chat.postMessage', [faults[mishap]]),
    close: () => server.close(),
  };
});
