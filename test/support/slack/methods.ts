// The methods of Slack's Web API that the adapter uses, on the workspace's state: what they accept, what
// they answer, and with which of Slack's errors they refuse.

import { type Answer, type Args, listOf, type Method, paged, refused, said, text, wire } from './answers.ts';
import { fileMethods } from './methods-files.ts';
import { viewMethods } from './methods-views.ts';
import { needsOf } from './scopes.ts';
import type { SlackChannel, SlackMessage, Workspace } from './workspace.ts';

/** Answers a call as Slack would: first the token, then the scope, then the method itself. */
export function answerOf(ws: Workspace, name: string, token: string, args: Args): Answer {
  const method = methods[name];
  const needs = needsOf[name];
  if (!method || !needs) return refused('unknown_method');
  if (token === '') return refused('not_authed');
  if (token !== (needs.token === 'bot' ? ws.bot.token : ws.appToken)) {
    return refused(
      token === ws.bot.token || token === ws.appToken ? 'not_allowed_token_type' : 'invalid_auth',
    );
  }
  if (ws.tokenError) return refused(ws.tokenError);
  const kind = ws.channels.get(text(args.channel))?.kind ?? 'public';
  const scope = needs.scope ?? needs.byKind?.[kind];
  if (needs.token === 'bot' && scope && !ws.scopes.has(scope)) {
    return { ok: false, error: 'missing_scope', needed: scope };
  }
  return method(ws, args);
}

const methods: Record<string, Method> = {
  'auth.test': (ws) => ({
    ok: true,
    url: 'https://concertation.slack.com/',
    team: 'Concertation',
    user: 'sans-objection',
    team_id: ws.team,
    user_id: ws.bot.user,
    bot_id: ws.bot.id,
  }),
  'bots.info': (ws) => ({ ok: true, bot: { id: ws.bot.id, user_id: ws.bot.user, name: 'Sans Objection' } }),

  'chat.postMessage': (ws, args) => {
    const place = writable(ws, args);
    if ('error' in place) return refused(place.error);
    const wrong = unacceptable(args);
    if (wrong) return refused(wrong);
    const threadTs = text(args.thread_ts) || null;
    if (threadTs && !ws.message(place.channel.id, threadTs)) return refused('thread_not_found');
    const message = said(ws, place.channel.id, args, threadTs);
    ws.messages.push(message);
    return { ok: true, channel: place.channel.id, ts: message.ts, message: wire(message) };
  },
  'chat.update': (ws, args) => {
    const place = writable(ws, args);
    if ('error' in place) return refused(place.error);
    const message = ws.message(place.channel.id, text(args.ts));
    if (!message) return refused('message_not_found');
    if (message.user !== ws.bot.user) return refused('cant_update_message');
    const wrong = unacceptable(args);
    if (wrong) return refused(wrong);
    message.text = text(args.text);
    message.blocks = listOf(args.blocks);
    if (args.metadata !== undefined) message.metadata = args.metadata as SlackMessage['metadata'];
    message.edits += 1;
    return { ok: true, channel: message.channel, ts: message.ts, text: message.text };
  },
  'chat.delete': (ws, args) => {
    const channel = text(args.channel);
    const message = ws.message(channel, text(args.ts));
    if (!message) return refused('message_not_found');
    if (message.user !== ws.bot.user) return refused('cant_delete_message');
    ws.remove(channel, message.ts);
    return { ok: true, channel, ts: message.ts };
  },
  'chat.postEphemeral': (ws, args) => {
    const place = writable(ws, args);
    if ('error' in place) return refused(place.error);
    const user = text(args.user);
    if (!place.channel.members.has(user)) return refused('user_not_in_channel');
    const wrong = unacceptable(args);
    if (wrong) return refused(wrong);
    const ts = ws.stamp();
    const content = { text: text(args.text), blocks: listOf(args.blocks) };
    ws.ephemerals.push({ channel: place.channel.id, ts, user, ...content });
    return { ok: true, message_ts: ts };
  },

  'conversations.open': (ws, args) => {
    const user = ws.users.get(text(args.users));
    if (!user) return refused('user_not_found');
    if (user.deleted) return refused('user_disabled');
    if (user.isBot) return refused('cannot_dm_bot');
    const known = [...ws.channels.values()].some((c) => c.kind === 'im' && c.members.has(user.id));
    return { ok: true, already_open: known, channel: { id: ws.privately(user.id).id } };
  },
  'conversations.info': (ws, args) => {
    const channel = ws.channels.get(text(args.channel));
    return channel ? { ok: true, channel: shown(ws, channel) } : refused('channel_not_found');
  },
  'conversations.list': (ws) => ({
    ok: true,
    channels: [...ws.channels.values()].filter((c) => c.kind !== 'im').map((c) => shown(ws, c)),
  }),
  'conversations.join': (ws, args) => {
    const channel = ws.channels.get(text(args.channel));
    if (!channel) return refused('channel_not_found');
    if (channel.kind !== 'public') return refused('method_not_supported_for_channel_type');
    if (channel.archived) return refused('is_archived');
    channel.members.add(ws.bot.user);
    return { ok: true, channel: shown(ws, channel) };
  },
  'conversations.members': (ws, args) => {
    const channel = ws.channels.get(text(args.channel));
    return channel ? { ok: true, members: [...channel.members] } : refused('channel_not_found');
  },
  'conversations.history': (ws, args) => {
    const place = readable(ws, args);
    if ('error' in place) return refused(place.error);
    const roots = ws.messages.filter((m) => m.channel === place.channel.id && m.threadTs === null);
    return paged(roots.toReversed(), args);
  },
  'conversations.replies': (ws, args) => {
    const place = readable(ws, args);
    if ('error' in place) return refused(place.error);
    const root = ws.message(place.channel.id, text(args.ts));
    if (!root) return refused('thread_not_found');
    const replies = ws.messages.filter((m) => m.channel === root.channel && m.threadTs === root.ts);
    return paged([root, ...replies], args);
  },

  'reactions.add': (ws, args) =>
    reacting(ws, args, (users) => (users.has(ws.bot.user) ? 'already_reacted' : void users.add(ws.bot.user))),
  'reactions.remove': (ws, args) =>
    reacting(ws, args, (users) => (users.delete(ws.bot.user) ? undefined : 'no_reaction')),
  'reactions.get': (ws, args) => {
    const message = ws.message(text(args.channel), text(args.timestamp));
    return message ? { ok: true, type: 'message', message: wire(message) } : refused('message_not_found');
  },

  'users.info': (ws, args) => {
    const user = ws.users.get(text(args.user));
    if (!user) return refused('user_not_found');
    const profile = { display_name: user.name, real_name: user.name };
    const base = { id: user.id, name: user.name, deleted: user.deleted, is_bot: user.isBot, profile };
    if (user.isStranger) return { ok: true, user: { ...base, team_id: user.team, is_stranger: true } };
    const locale = String(args.include_locale) === 'true' ? { locale: user.locale } : {};
    return { ok: true, user: { ...base, ...locale, team_id: ws.team, is_restricted: user.isGuest } };
  },

  ...viewMethods,
  ...fileMethods,
};

function writable(ws: Workspace, args: Args): { channel: SlackChannel } | { error: string } {
  const channel = ws.channels.get(text(args.channel));
  if (!channel) return { error: 'channel_not_found' };
  if (channel.archived) return { error: 'is_archived' };
  if (!channel.members.has(ws.bot.user)) return { error: 'not_in_channel' };
  return { channel };
}

function readable(ws: Workspace, args: Args): { channel: SlackChannel } | { error: string } {
  const channel = ws.channels.get(text(args.channel));
  if (!channel) return { error: 'channel_not_found' };
  return channel.members.has(ws.bot.user) ? { channel } : { error: 'not_in_channel' };
}

/** What Slack refuses of a message, whatever else is asked of it elsewhere. */
function unacceptable(args: Args): string | undefined {
  const blocks = listOf(args.blocks);
  if (text(args.text) === '' && blocks.length === 0) return 'no_text';
  if (blocks.length > 50) return 'invalid_blocks';
  if (text(args.text).length > 40_000) return 'msg_too_long';
  const metadata = args.metadata as SlackMessage['metadata'] | undefined;
  return metadata && typeof metadata.event_type !== 'string' ? 'invalid_metadata_format' : undefined;
}

function shown(ws: Workspace, c: SlackChannel): Record<string, unknown> {
  return {
    id: c.id,
    name: c.name,
    is_archived: c.archived,
    is_private: c.kind === 'private',
    is_im: c.kind === 'im',
    is_member: c.members.has(ws.bot.user),
  };
}

function reacting(ws: Workspace, args: Args, act: (users: Set<string>) => string | undefined): Answer {
  const message = ws.message(text(args.channel), text(args.timestamp));
  if (!message) return refused('message_not_found');
  const name = text(args.name);
  const users = message.reactions.get(name) ?? new Set();
  message.reactions.set(name, users);
  const error = act(users);
  return error ? refused(error) : { ok: true };
}
