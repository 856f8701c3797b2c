// The way out's contract on the local room, whose messages another process keeps.

import { sandboxAnnouncer } from '../../adapters/sandbox/announcer.ts';
import { remotePlatform } from '../../adapters/sandbox/remote-platform.ts';
import { startPlatform, type Trouble } from '../chaos/platform-server.ts';
import { announcerContract, type Mishap } from './announcer.ts';

const troubles: Record<Mishap, Trouble> = {
  'answer-lost': { kind: 'lost' },
  'way-lost': { kind: 'dropped' },
  busy: { kind: 'busy', retryAfter: 7 },
  down: { kind: 'status', status: 503 },
};

announcerContract('the local room', async () => {
  const platform = await startPlatform();
  const real = sandboxAnnouncer(remotePlatform(platform.url));
  let attempts = 0;
  const counted = <T>(work: Promise<T>) => {
    attempts += 1;
    return work;
  };
  const identity = {
    platform: 'sandbox',
    tenant: 'local',
    externalId: 'claire',
    person: 'p1',
    linkedAt: null,
  };
  const channel = { platform: 'sandbox', tenant: 'local', channel: 'salon', lang: 'fr' } as const;
  return {
    announcer: {
      ...real,
      post: (to, message) => counted(real.post(to, message)),
      edit: (to, id, message) => counted(real.edit(to, id, message)),
    },
    room: { kind: 'room', room: { id: 'sandbox:local:salon', status: 'open', ...channel } },
    person: { kind: 'person', identity },
    standing: () =>
      [...new Map(platform.received.map((r) => [r.messageId, r])).values()].map((r) => ({
        place: r.to.startsWith('@') ? 'person' : 'room',
        messageId: r.messageId,
        under: r.under,
        text: r.text,
      })),
    attempts: () => attempts,
    empty: () => platform.forget(),
    next(mishap) {
      platform.weather = () => {
        platform.weather = null;
        return troubles[mishap];
      };
    },
    close: () => platform.stop(),
  };
});
