// What passed between a platform and the service while a story was played: what was accepted, and what left.

import type { Address, Announcer, Outgoing } from '../../../src/app/announcer.ts';
import type { Application } from '../../../src/app/application.ts';
import { isRefusal } from '../../../src/domain/refusal.ts';
import { plainText } from '../../../src/ui/card.ts';
import type { Received } from '../../chaos/artefacts.ts';
import type { Cast } from './cast.ts';

interface Accepted {
  deliveryId: string;
  refs: Record<string, string>;
  events: { seq: number; name: string }[];
  replayed: boolean;
}

export interface Recorder {
  readonly accepted: Accepted[];
  /** What the platform took, in its order, to whom by what the story calls them. */
  received(cast: Cast): Received[];
  announcer(real: Announcer): Announcer;
  application(real: Application): Application;
  /** The clock of what is received. */
  at(now: () => string): void;
}

export function recorder(): Recorder {
  const accepted: Accepted[] = [];
  const received: Received[] = [];
  let clock = () => '';

  function keep(
    kind: Received['kind'],
    to: Address,
    messageId: string,
    { card, key, lang, under }: Outgoing,
  ) {
    const place = to.kind === 'room' ? to.room.id : `@${to.identity.externalId}`;
    const text = plainText(card);
    received.push({
      n: received.length + 1,
      at: clock(),
      kind,
      to: place,
      messageId,
      under,
      key,
      lang,
      text,
      card,
    });
  }

  return {
    accepted,
    received: ({ nameOf }) =>
      received.map((m) => (m.to.startsWith('@') ? { ...m, to: `@${nameOf(m.to.slice(1))}` } : m)),
    announcer: (real) => ({
      platform: real.platform,
      async post(to, outgoing) {
        const messageId = await real.post(to, outgoing);
        keep(to.kind === 'room' ? 'post' : 'private', to, messageId, outgoing);
        return messageId;
      },
      async edit(to, messageId, outgoing) {
        await real.edit(to, messageId, outgoing);
        keep('edit', to, messageId, outgoing);
      },
      find: (to, key, attempted) => real.find(to, key, attempted),
    }),
    application: (real) => ({
      ...real,
      async submit(submission) {
        const end = await real.submit(submission);
        if (!isRefusal(end)) {
          const { refs, events, replayed } = end;
          accepted.push({
            deliveryId: submission.deliveryId,
            refs,
            events: events.map(({ seq, name }) => ({ seq, name })),
            replayed,
          });
        }
        return end;
      },
    }),
    at(now) {
      clock = now;
    },
  };
}
