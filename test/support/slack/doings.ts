// What people do on Slack without the app having been asked: they write, react, come and go. Slack tells the app of
// it where its bot is a member.

import type { Line } from './line.ts';
import { type Pointed, pointedAt } from './sight.ts';
import type { SlackChannel, SlackMessage, SlackUser, Workspace } from './workspace.ts';

export interface Doings {
  /** A message, in a channel or in the thread of another message. */
  writes(words: string, where: { in: SlackChannel } | { inThreadOf: Pointed }): Promise<SlackMessage>;
  /** With the name of a picture: 'raised_hand'. */
  reacts(name: string, on: Pointed): Promise<void>;
  takesBack(name: string, on: Pointed): Promise<void>;
  joins(channel: SlackChannel): Promise<void>;
  leaves(channel: SlackChannel): Promise<void>;
  archives(channel: SlackChannel): Promise<void>;
  unarchives(channel: SlackChannel): Promise<void>;
}

export function doingsOf(line: Line, user: SlackUser): Doings {
  const { workspace: ws } = line.slack;
  const hears = (channel: SlackChannel) => channel.members.has(ws.bot.user);

  async function told(channel: SlackChannel, event: Record<string, unknown>): Promise<void> {
    if (!hears(channel)) return;
    if (await line.event(event)) await line.settled();
  }

  function messageAt(at: Pointed): SlackMessage {
    const place = pointedAt(ws, user, at);
    if (place.kind === 'message') return place.message;
    throw new Error('that is no message of a conversation');
  }

  async function reacting(type: string, name: string, on: Pointed): Promise<void> {
    const message = messageAt(on);
    const users = message.reactions.get(name) ?? new Set();
    message.reactions.set(name, users);
    if (type === 'reaction_added') users.add(user.id);
    else users.delete(user.id);
    const item = { type: 'message', channel: message.channel, ts: message.ts };
    await told(channelOf(message.channel), {
      type,
      user: user.id,
      reaction: name,
      item,
      item_user: message.user,
    });
  }

  function channelOf(id: string): SlackChannel {
    const channel = ws.channels.get(id);
    if (!channel) throw new Error(`there is no channel ${id}`);
    return channel;
  }

  async function archiving(channel: SlackChannel, archived: boolean): Promise<void> {
    channel.archived = archived;
    const what = archived ? 'archive' : 'unarchive';
    const type = `${channel.kind === 'private' ? 'group' : 'channel'}_${what}`;
    await told(channel, { type, channel: channel.id, user: user.id });
  }

  return {
    async writes(words, where) {
      const root = 'inThreadOf' in where ? messageAt(where.inThreadOf) : null;
      const channel = 'in' in where ? where.in : channelOf(root?.channel ?? '');
      if (channel.archived) throw new Error(`nothing can be written in #${channel.name}: it is archived`);
      const message: SlackMessage = {
        channel: channel.id,
        ts: ws.stamp(),
        threadTs: root ? (root.threadTs ?? root.ts) : null,
        user: user.id,
        text: asSent(ws, words),
        blocks: [richText(ws.id('b'), words)],
        metadata: null,
        files: [],
        reactions: new Map(),
        edits: 0,
      };
      ws.messages.push(message);
      const { ts, text, blocks, threadTs } = message;
      const thread = threadTs
        ? { thread_ts: threadTs, parent_user_id: ws.message(channel.id, threadTs)?.user }
        : {};
      const abroad = user.isStranger ? { user_team: user.team, source_team: user.team } : {};
      const kind = channel.kind === 'private' ? 'group' : channel.kind === 'im' ? 'im' : 'channel';
      await told(channel, {
        type: 'message',
        user: user.id,
        ts,
        client_msg_id: ws.id('M'),
        text,
        team: user.team,
        ...abroad,
        ...thread,
        blocks,
        channel: channel.id,
        event_ts: ts,
        channel_type: kind,
      });
      return message;
    },
    reacts: (name, on) => reacting('reaction_added', name, on),
    takesBack: (name, on) => reacting('reaction_removed', name, on),
    async joins(channel) {
      channel.members.add(user.id);
      await told(channel, { type: 'member_joined_channel', user: user.id, ...membership(channel) });
    },
    async leaves(channel) {
      channel.members.delete(user.id);
      await told(channel, { type: 'member_left_channel', user: user.id, ...membership(channel) });
    },
    archives: (channel) => archiving(channel, true),
    unarchives: (channel) => archiving(channel, false),
  };

  function membership({ id, kind }: SlackChannel) {
    return { channel: id, channel_type: kind === 'private' ? 'G' : 'C', team: user.team };
  }
}

/** Slack knows whom one mentions, and what is an address. */
function asSent(ws: Workspace, words: string): string {
  const mentions = [...ws.users.values()].toSorted((a, b) => b.name.length - a.name.length);
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const linked = escaped.replaceAll(/https?:\/\/[^\s|]+[^\s|?.,!]/g, (url) => `<${url}>`);
  return mentions.reduce((text, { id, name }) => text.replaceAll(`@${name}`, `<@${id}>`), linked);
}

function richText(blockId: string, words: string) {
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text: words }] };
  return { type: 'rich_text', block_id: blockId, elements: [section] };
}
