// The way from the outbox to the local room.

import { type Address, type Announcer, type Outgoing, SendFailure } from '../../src/app/announcer.ts';
import { plainText } from '../../src/ui/card.ts';
import type { RoomMessage, RoomPlatform } from './platform.ts';

export const platformName = 'sandbox';
/** The local room has one tenant. */
export const tenant = 'local';

/** The name under which a person's private messages are kept. */
export function inboxOf(person: string): string {
  return `@${person}`;
}

export function sandboxAnnouncer(platform: RoomPlatform): Announcer {
  const message = (to: Address, { card, key, lang }: Outgoing): RoomMessage => {
    return { to: place(to), key, lang, text: plainText(card), card };
  };
  return {
    platform: platformName,
    async post(to, outgoing) {
      const { under } = outgoing;
      const kind = to.kind === 'room' ? 'post' : 'private';
      const messageId = await platform.post(kind, message(to, outgoing), under);
      if (messageId === undefined) throw new SendFailure('gone', `message ${under} is gone`);
      return messageId;
    },
    async edit(to, messageId, outgoing) {
      if (!(await platform.edit(messageId, message(to, outgoing)))) {
        throw new SendFailure('gone', `message ${messageId} is gone`);
      }
    },
    find: (to, key) => platform.find(place(to), key),
  };
}

function place(to: Address): string {
  return to.kind === 'room' ? to.room.id : inboxOf(to.identity.externalId);
}
