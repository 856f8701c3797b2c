// What happens to messages and threads on Discord, whoever does it: the state changes, and apps that listen are told.

import { everyComponent } from './components.ts';
import {
  botRights,
  type DiscordAttachment,
  type DiscordChannel,
  type DiscordGuild,
  type DiscordMessage,
  type DiscordUser,
  type Happening,
  type Json,
  type World,
} from './guild.ts';
import { refused } from './refused.ts';
import { flags, isAllowed } from './rights.ts';
import { channelShape, guildShape, memberShape, messageShape, timeOf } from './shapes.ts';

export interface MessageDraft {
  channel: DiscordChannel;
  author: string;
  content?: string;
  components?: Json[];
  embeds?: Json[];
  attachments?: DiscordAttachment[];
  flags?: number;
  nonce?: string | null;
  type?: number;
  onlyFor?: string | null;
  interaction?: string | null;
  refersTo?: DiscordMessage['refersTo'];
  /** Whom it may call by name; everybody unless said otherwise. */
  allowed?: AllowedMentions | undefined;
}

export interface AllowedMentions {
  parse?: string[];
  users?: string[];
}

export function tell(world: World, t: string, d: Json, guild: string | null, message?: DiscordMessage): void {
  const happening: Happening = { t, d, guild, ...(message && { message }) };
  for (const hears of world.listeners) hears(happening);
}

/** Stands at once; an archived thread is opened again by it. Refuses what is closed: 50083, 160005, 160006. */
export function post(world: World, draft: MessageDraft): DiscordMessage {
  const { channel, author, onlyFor = null, content = '', components = [] } = draft;
  if (channel.thread) enter(world, channel, author);
  const message: DiscordMessage = {
    id: world.id(),
    channel: channel.id,
    author,
    type: draft.type ?? 0,
    content,
    components: numbered(components),
    embeds: draft.embeds ?? [],
    attachments: draft.attachments ?? [],
    flags: draft.flags ?? 0,
    nonce: draft.nonce ?? null,
    at: world.now(),
    editedAt: null,
    edits: 0,
    reactions: new Map(),
    mentions: mentionsIn(content, components, draft.allowed),
    onlyFor,
    interaction: draft.interaction ?? null,
    thread: null,
    refersTo: draft.refersTo ?? null,
  };
  world.messages.push(message);
  if (onlyFor !== null) return message;
  channel.lastMessage = message.id;
  told(world, 'MESSAGE_CREATE', message);
  return message;
}

export function change(
  world: World,
  message: DiscordMessage,
  { allowed, ...to }: Partial<DiscordMessage> & { allowed?: AllowedMentions | undefined },
): void {
  Object.assign(message, to, to.components && { components: numbered(to.components) });
  message.mentions = mentionsIn(message.content, message.components, allowed);
  message.editedAt = world.now();
  message.edits += 1;
  if (message.onlyFor === null) told(world, 'MESSAGE_UPDATE', message);
}

/** A thread that was started from it stays. */
export function remove(world: World, message: DiscordMessage): void {
  const at = world.messages.indexOf(message);
  if (at < 0) return;
  world.messages.splice(at, 1);
  if (message.onlyFor !== null) return;
  const guild = world.channels.get(message.channel)?.guild ?? null;
  const where = { id: message.id, channel_id: message.channel, ...(guild && { guild_id: guild }) };
  tell(world, 'MESSAGE_DELETE', where, guild);
}

/** From a message, whose id it bears then, or by itself. Refuses a second one (160004) and one too many (160006). */
export function startThread(
  world: World,
  parent: DiscordChannel,
  by: string,
  { name, autoArchive = 4_320, from }: { name: string; autoArchive?: number; from?: DiscordMessage },
): DiscordChannel {
  if (from && (from.thread || world.channels.has(from.id))) throw refused('alreadyAThread');
  roomForAThread(world, parent);
  const thread = world.channel({ id: parent.guild ?? '' } as never, name, {
    id: from?.id ?? world.id(),
    kind: 'thread',
    parent: parent.id,
    thread: {
      owner: by,
      archived: false,
      locked: false,
      autoArchive,
      archivedAt: world.now(),
      members: new Set([by]),
    },
  });
  tell(world, 'THREAD_CREATE', { ...channelShape(world, thread), newly_created: true }, parent.guild);
  if (!from) return thread;
  from.thread = thread.id;
  told(world, 'MESSAGE_UPDATE', from);
  const refersTo = { channel: parent.id, message: from.id };
  post(world, { channel: thread, author: by, type: 21, refersTo });
  return thread;
}

export function setThread(
  world: World,
  thread: DiscordChannel,
  to: { archived?: boolean; locked?: boolean; autoArchive?: number; name?: string },
): void {
  const state = thread.thread;
  if (!state) return;
  if (to.name !== undefined) thread.name = to.name;
  if (to.autoArchive !== undefined) state.autoArchive = to.autoArchive;
  if (to.locked !== undefined) state.locked = to.locked;
  if (to.archived !== undefined && to.archived !== state.archived) {
    const parent = world.channels.get(thread.parent ?? '');
    if (!to.archived && parent) roomForAThread(world, parent);
    state.archived = to.archived;
    state.archivedAt = world.now();
  }
  tell(world, 'THREAD_UPDATE', channelShape(world, thread), thread.guild);
}

/** Threads in which nobody has written for as long as they allow. */
export function archiveIdle(world: World): void {
  const open = [...world.channels.values()].filter((c) => c.thread?.archived === false);
  if (open.length === 0) return;
  const now = world.now();
  for (const channel of open) {
    const { archivedAt = 0, autoArchive = 0 } = channel.thread ?? {};
    const last = Math.max(timeOf(channel.lastMessage ?? channel.id), archivedAt);
    if (now - last > autoArchive * 60_000) setThread(world, channel, { archived: true });
  }
}

/** Somebody takes a right in a channel away from the app, or gives it back. */
export function forbid(world: World, channel: DiscordChannel, right: bigint, isForbidden = true): void {
  const { user } = world.bot;
  const others = channel.overwrites.filter((o) => o.id !== user);
  const known = channel.overwrites.find((o) => o.id === user)?.deny ?? 0n;
  const deny = isForbidden ? known | right : known & ~right;
  channel.overwrites = [...others, { id: user, type: 'member', allow: 0n, deny }];
  tell(world, 'CHANNEL_UPDATE', channelShape(world, channel), channel.guild);
}

/** With its threads and everything in them. */
export function removeChannel(world: World, channel: DiscordChannel): void {
  for (const thread of threadsOf(world, channel.id)) removeChannel(world, thread);
  world.channels.delete(channel.id);
  for (const message of world.messagesIn(channel.id))
    world.messages.splice(world.messages.indexOf(message), 1);
  const { id, guild, parent, kind } = channel;
  if (!channel.thread) return void tell(world, 'CHANNEL_DELETE', channelShape(world, channel), guild);
  const type = kind === 'thread' ? 11 : 12;
  tell(world, 'THREAD_DELETE', { id, guild_id: guild, parent_id: parent, type }, guild);
}

/** Somebody put a sign under a message, or took it away again. */
export function react(
  world: World,
  message: DiscordMessage,
  user: string,
  name: string,
  adds: boolean,
): void {
  const users = message.reactions.get(name) ?? new Set();
  message.reactions.set(name, users);
  if (adds) users.add(user);
  else users.delete(user);
  if (users.size === 0) message.reactions.delete(name);
  const guild = world.channels.get(message.channel)?.guild ?? null;
  const member = guild && world.guilds.get(guild)?.members.get(user);
  const d: Json = {
    user_id: user,
    channel_id: message.channel,
    message_id: message.id,
    ...(guild && { guild_id: guild }),
    ...(adds && member && { member: memberShape(world, member) }),
    ...(adds && { message_author_id: message.author }),
    emoji: { id: null, name },
    type: 0,
    burst: false,
  };
  tell(world, adds ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE', d, guild);
}

/** Somebody sends the app away, or invites it again. */
export function inviteApp(world: World, guild: DiscordGuild, isIn: boolean): void {
  const { user } = world.bot;
  if (!isIn) {
    guild.members.delete(user);
    return void tell(world, 'GUILD_DELETE', { id: guild.id }, guild.id);
  }
  world.joins(guild, world.users.get(user) as DiscordUser, { permissions: botRights });
  tell(world, 'GUILD_CREATE', guildShape(world, guild), guild.id);
}

/** Discord has an outage there, or it is over. */
export function setAvailable(world: World, guild: DiscordGuild, isAvailable: boolean): void {
  guild.available = isAvailable;
  if (isAvailable) tell(world, 'GUILD_CREATE', guildShape(world, guild), guild.id);
  else tell(world, 'GUILD_DELETE', { id: guild.id, unavailable: true }, guild.id);
}

export function threadsOf(world: World, parent: string): DiscordChannel[] {
  return [...world.channels.values()].filter((c) => c.thread && c.parent === parent);
}

/** Who writes in a thread joins it; its archive is opened by that, unless it is locked. */
function enter(world: World, channel: DiscordChannel, author: string): void {
  const { thread } = channel;
  if (!thread) return;
  const mayOpen = isAllowed(world, author, channel, flags.ManageThreads);
  if (thread.locked && !mayOpen) throw refused(thread.archived ? 'archived' : 'locked');
  if (thread.archived) setThread(world, channel, { archived: false });
  thread.members.add(author);
}

function roomForAThread(world: World, parent: DiscordChannel): void {
  const cap = world.guilds.get(parent.guild ?? '')?.activeThreads ?? 0;
  const active = [...world.channels.values()].filter(
    (c) => c.guild === parent.guild && c.thread && !c.thread.archived,
  );
  if (active.length >= cap) throw refused('tooManyThreads');
}

function told(world: World, t: string, message: DiscordMessage): void {
  const guild = world.channels.get(message.channel)?.guild ?? null;
  const author = guild ? world.guilds.get(guild)?.members.get(message.author) : undefined;
  const d = {
    ...messageShape(world, message),
    ...(guild && { guild_id: guild }),
    ...(author && { member: memberShape(world, author, false) }),
  };
  tell(world, t, d, guild, message);
}

function mentionsIn(content: string, components: readonly Json[], allowed?: AllowedMentions): Set<string> {
  const texts = everyComponent(components).map((c) => String(c.content ?? ''));
  const found = [content, ...texts].flatMap((t) =>
    [...t.matchAll(/(?<!\\)<@!?(\d+)>/g)].map(([, id = '']) => id),
  );
  const everyone = allowed === undefined || allowed.parse?.includes('users') === true;
  return new Set(found.filter((id) => everyone || allowed.users?.includes(id)));
}

/** Discord gives each component a number, where the app gave none. */
function numbered(components: Json[]): Json[] {
  let last = 0;
  const number = (component: Json): Json => {
    const own = typeof component.id === 'number' && component.id > 0 ? component.id : ++last;
    const inside = Array.isArray(component.components)
      ? { components: component.components.map((c) => number(c as Json)) }
      : {};
    const beside = component.accessory ? { accessory: number(component.accessory as Json) } : {};
    return { ...component, id: own, ...inside, ...beside };
  };
  return components.map(number);
}
