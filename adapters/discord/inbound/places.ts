// What stands where somebody does something: the proposal of a card, and of the thread beneath it.

import { type APIChannel, ChannelType, type REST, Routes } from 'discord.js';
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

export const threadTypes: readonly ChannelType[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

/** So many channels are remembered. */
const remembered = 5_000;

/** The channel in which a thread stands, null for what is no thread: it never changes, so each is asked once. */
export function parents(rest: REST): (channel: string) => Promise<string | null> {
  const known = new Map<string, string | null>();
  return async (channel) => {
    const found = known.get(channel);
    if (found !== undefined) return found;
    const { type, ...rest_ } = (await rest.get(Routes.channel(channel))) as APIChannel & {
      parent_id?: string;
    };
    const isThread = threadTypes.includes(type);
    const parent = isThread ? (rest_.parent_id ?? null) : null;
    if (known.size >= remembered) known.clear();
    known.set(channel, parent);
    return parent;
  };
}
