// Discord as its servers keep it: guilds with their people, channels and threads, messages, what apps have registered.
// Tests change it as people would: take a permission away, delete a channel, leave a thread to be archived.

import { PermissionFlagsBits as may } from 'discord.js';

export interface DiscordUser {
  id: string;
  name: string;
  /** What is shown where somebody has no name of their own in a guild. */
  globalName: string | null;
  locale: string;
  isBot: boolean;
  /** Whether members of the same guild, and its apps, may write to them in private. */
  acceptsPrivate: boolean;
}

export interface DiscordMember {
  user: string;
  nick: string | null;
  roles: Set<string>;
  joinedAt: number;
}

export interface DiscordRole {
  id: string;
  name: string;
  permissions: bigint;
}

export interface Overwrite {
  /** Of a role, or of a person. */
  id: string;
  type: 'role' | 'member';
  allow: bigint;
  deny: bigint;
}

export interface DiscordGuild {
  id: string;
  name: string;
  owner: string;
  locale: string;
  roles: Map<string, DiscordRole>;
  members: Map<string, DiscordMember>;
  /** False while Discord itself has an outage there. */
  available: boolean;
  /** How many threads may be active at once; a thousand on Discord. */
  activeThreads: number;
  events: Map<string, DiscordEvent>;
  /** How many events may stand at once; a hundred on Discord. */
  eventCap: number;
}

export interface ThreadState {
  owner: string;
  archived: boolean;
  locked: boolean;
  /** After how many minutes without a word. */
  autoArchive: number;
  archivedAt: number;
  members: Set<string>;
}

export interface DiscordChannel {
  id: string;
  kind: 'text' | 'thread' | 'private-thread' | 'dm';
  guild: string | null;
  name: string;
  /** The channel that a thread hangs under. */
  parent: string | null;
  overwrites: Overwrite[];
  /** Who writes to each other here in private. */
  recipients: Set<string>;
  thread: ThreadState | null;
  lastMessage: string | null;
}

export interface DiscordAttachment {
  id: string;
  name: string;
  title: string | null;
  description: string | null;
  contentType: string;
  bytes: Uint8Array;
}

export interface DiscordMessage {
  id: string;
  channel: string;
  author: string;
  /** 0 for words, 18 for 'a thread was created', 19 for an answer, 20 and 23 for an app's answer. */
  type: number;
  content: string;
  components: Json[];
  embeds: Json[];
  attachments: DiscordAttachment[];
  flags: number;
  nonce: string | null;
  at: number;
  editedAt: number | null;
  /** How often it was edited. */
  edits: number;
  reactions: Map<string, Set<string>>;
  mentions: Set<string>;
  /** The only person who sees it. */
  onlyFor: string | null;
  /** The interaction that it answers. */
  interaction: string | null;
  /** The thread that was started from it. */
  thread: string | null;
  /** What it answers, or begins with. */
  refersTo: { channel: string; message: string } | null;
}

export interface DiscordEvent {
  id: string;
  guild: string;
  creator: string;
  name: string;
  description: string | null;
  start: string;
  end: string;
  location: string;
  /** 1 to come, 2 going on, 3 over, 4 cancelled. */
  status: 1 | 2 | 3 | 4;
}

/** A command as an app registered it: the body it sent, with what Discord adds. */
export interface RegisteredCommand extends Json {
  id: string;
  name: string;
  type: 1 | 2 | 3;
  guild_id?: string;
}

export type Json = Record<string, unknown>;

/** What the servers tell apps that listen. */
export interface Happening {
  t: string;
  d: Json;
  /** Whose members hear it; null for what comes in private. */
  guild: string | null;
  /** For `message` the content may be held back. */
  message?: DiscordMessage;
}

export interface World {
  readonly bot: { user: string; application: string; token: string };
  /** False once the token was reset. */
  tokenGood: boolean;
  /** Privileged intents that the app was given in the developer portal. */
  readonly privileged: Set<'GuildMembers' | 'GuildPresences' | 'MessageContent'>;
  readonly users: Map<string, DiscordUser>;
  readonly guilds: Map<string, DiscordGuild>;
  readonly channels: Map<string, DiscordChannel>;
  /** The oldest first. */
  readonly messages: DiscordMessage[];
  /** Files that people put into forms and commands, by id. */
  readonly uploads: Map<string, DiscordAttachment>;
  /** Where files are fetched from, without a slash at the end. */
  cdn: string;
  /** Registered commands: global ones under '', those of one guild under its id. */
  readonly commands: Map<string, RegisteredCommand[]>;
  /** Hears everything that happens, such as the gateway. */
  readonly listeners: ((happening: Happening) => void)[];
  /** The clock of Discord's servers (ms). */
  now(): number;
  /** A fresh id, higher than every earlier one, with the time in it. */
  id(): string;
  user(name: string, traits?: Partial<DiscordUser>): DiscordUser;
  /** With the app in it and the usual rights for everybody, unless said otherwise. */
  guild(name: string, traits?: { locale?: string; owner?: string; withBot?: boolean }): DiscordGuild;
  /** Somebody of the guild, with roles of theirs: `{permissions}` makes one. */
  joins(
    guild: DiscordGuild,
    user: DiscordUser,
    traits?: { nick?: string; permissions?: bigint },
  ): DiscordMember;
  role(guild: DiscordGuild, name: string, permissions: bigint): DiscordRole;
  channel(guild: DiscordGuild, name: string, traits?: Partial<DiscordChannel>): DiscordChannel;
  /** Where two write to each other in private. */
  privately(one: string, other: string): DiscordChannel;
  /** A file on somebody's machine, to be put into a form. */
  file(name: string, content: string | Uint8Array, contentType?: string): DiscordAttachment;
  message(channel: string, id: string): DiscordMessage | undefined;
  messagesIn(channel: string): DiscordMessage[];
}

/** The rights that `@everyone` has in a guild of a test. */
export const usualRights =
  may.ViewChannel |
  may.SendMessages |
  may.SendMessagesInThreads |
  may.CreatePublicThreads |
  may.AttachFiles |
  may.ReadMessageHistory |
  may.AddReactions |
  may.UseApplicationCommands;

/** What the app is invited with, unless a test says otherwise. */
export const botRights = usualRights | may.EmbedLinks | may.ManageEvents | may.CreateEvents;

export function discordWorld({ now = Date.now }: { now?: () => number } = {}): World {
  const epoch = 1_420_070_400_000;
  let lastId = 0n;
  const id = () => {
    const byClock = BigInt(Math.max(0, Math.floor(now()) - epoch)) << 22n;
    lastId = byClock > lastId ? byClock : lastId + 1n;
    return String(lastId);
  };
  const application = id();
  const world: World = {
    bot: { user: application, application, token: `${btoa(application)}.test.bot-token` },
    tokenGood: true,
    privileged: new Set(),
    users: new Map(),
    guilds: new Map(),
    channels: new Map(),
    messages: [],
    uploads: new Map(),
    cdn: 'https://cdn.discordapp.test',
    commands: new Map(),
    listeners: [],
    now,
    id,
    user(name, traits = {}) {
      const user: DiscordUser = { id: id(), name: handleOf(name), globalName: name, ...somebody, ...traits };
      world.users.set(user.id, user);
      return user;
    },
    guild(name, { locale = 'fr', owner, withBot = true } = {}) {
      const guild: DiscordGuild = {
        id: id(),
        name,
        owner: owner ?? world.user(`Propriétaire de ${name}`).id,
        locale,
        roles: new Map(),
        members: new Map(),
        available: true,
        activeThreads: 1_000,
        events: new Map(),
        eventCap: 100,
      };
      guild.roles.set(guild.id, { id: guild.id, name: '@everyone', permissions: usualRights });
      world.guilds.set(guild.id, guild);
      guild.members.set(guild.owner, memberOf(guild.owner, now()));
      if (withBot) {
        const bot = memberOf(world.bot.user, now());
        bot.roles.add(world.role(guild, 'Sans Objection', botRights).id);
        guild.members.set(bot.user, bot);
      }
      return guild;
    },
    joins(guild, user, { nick, permissions } = {}) {
      const member = { ...memberOf(user.id, now()), nick: nick ?? null };
      if (permissions !== undefined) member.roles.add(world.role(guild, `de ${user.name}`, permissions).id);
      guild.members.set(user.id, member);
      return member;
    },
    role(guild, name, permissions) {
      const role = { id: id(), name, permissions };
      guild.roles.set(role.id, role);
      return role;
    },
    channel(guild, name, traits = {}) {
      const channel: DiscordChannel = {
        id: id(),
        kind: 'text',
        guild: guild.id,
        name,
        parent: null,
        overwrites: [],
        recipients: new Set(),
        thread: null,
        lastMessage: null,
        ...traits,
      };
      world.channels.set(channel.id, channel);
      return channel;
    },
    privately(one, other) {
      const found = [...world.channels.values()].find(
        (c) => c.kind === 'dm' && c.recipients.has(one) && c.recipients.has(other),
      );
      if (found) return found;
      const channel: DiscordChannel = {
        id: id(),
        kind: 'dm',
        guild: null,
        name: '',
        parent: null,
        overwrites: [],
        recipients: new Set([one, other]),
        thread: null,
        lastMessage: null,
      };
      world.channels.set(channel.id, channel);
      return channel;
    },
    file(name, content, contentType = 'text/csv') {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const file = { id: id(), name, title: null, description: null, contentType, bytes };
      world.uploads.set(file.id, file);
      return file;
    },
    message: (channel, wanted) => world.messages.find((m) => m.id === wanted && m.channel === channel),
    messagesIn: (channel) => world.messages.filter((m) => m.channel === channel),
  };
  const bot = { id: application, name: 'sans-objection', globalName: null, ...somebody, isBot: true };
  world.users.set(bot.id, bot);
  return world;
}

const somebody = { locale: 'fr', isBot: false, acceptsPrivate: true };

function memberOf(user: string, joinedAt: number): DiscordMember {
  return { user, nick: null, roles: new Set(), joinedAt };
}

/** A name such as Discord lets people have: small letters, digits, dots. */
function handleOf(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, '.').replaceAll(/^\.+|\.+$/g, '') || 'someone';
}
