// The local room seen as a platform: what Slack's or Discord's servers are to their adapters, this is to
// the sandbox. It keeps each post and edit; or, for tests, another process does, over HTTP.

import DataLoader from 'dataloader';
import type { SandboxDeliveries, SandboxDelivery } from '../prisma/sandbox-deliveries.ts';

export interface RoomMessage {
  to: string;
  key: string;
  lang: string;
  /** The card as plain text, and as JSON. */
  text: string;
  card: unknown;
}

export interface RoomPlatform {
  /** Undefined when the message under which it would stand, null at the root, is there no more. */
  post(kind: 'post' | 'private', message: RoomMessage, under: string | null): Promise<string | undefined>;
  /** False when there is no such message any more. */
  edit(messageId: string, message: RoomMessage): Promise<boolean>;
  find(to: string, key: string): Promise<string | undefined>;
}

/** Keeps the messages in the store, so that they outlive the process. What comes at once is kept at once. */
export function localPlatform(deliveries: SandboxDeliveries, now: () => string): RoomPlatform {
  const once = { cache: false };
  const keep = new DataLoader(async (rows: readonly Omit<SandboxDelivery, 'n'>[]) => {
    await deliveries.appendAll([...rows]);
    return rows.map(() => true);
  }, once);
  /** Where a message stands, null at the root; undefined when it is there no more. */
  const place = new DataLoader(async (ids: readonly string[]) => {
    const there = await deliveries.places([...ids]);
    return ids.map((id) => there.get(id));
  }, once);
  const row = (message: RoomMessage) => ({ ...message, at: now(), card: JSON.stringify(message.card) });
  return {
    async post(kind, message, under) {
      if (under !== null && (await place.load(under)) === undefined) return undefined;
      const messageId = crypto.randomUUID();
      await keep.load({ ...row(message), kind, messageId, under });
      return messageId;
    },
    async edit(messageId, message) {
      const under = await place.load(messageId);
      if (under === undefined) return false;
      await keep.load({ ...row(message), kind: 'edit', messageId, under });
      return true;
    },
    find: (to, key) => deliveries.findByKey(to, key),
  };
}
