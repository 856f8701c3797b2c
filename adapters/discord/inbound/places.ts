// What stands where somebody does something: the proposal of a card, and of the thread beneath it.

import { roomIn } from '../who.ts';
import type { Deed, Reception } from './reception.ts';

/** The proposal in whose thread it was done; a thread has the id of the message from which it was started. */
export function proposalAbove(at: Reception, { team, channel, thread }: Deed, room: string) {
  return channel === null || thread === null || roomIn(team, channel) !== room
    ? Promise.resolve(undefined)
    : proposalAt(at, room, channel, [thread]);
}

/** The proposal that stands at one of these messages of a channel: P1. */
export async function proposalAt(
  at: Reception,
  room: string,
  channel: string,
  messages: readonly string[],
): Promise<string | undefined> {
  for (const message of messages) {
    const post = await at.app.store.postAt(room, `${channel}:${message}`);
    const ref = post && /^card:(P\d+)/.exec(post.subject)?.[1];
    if (ref) return ref;
  }
  return undefined;
}
