// What Discord's servers keep: guilds with their people, channels and threads, messages, what apps have registered.

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
  /** To come, or going on. */
  events: Map<string, DiscordEvent>;
  /** Cancelled, or over: nobody changes them any more. */
  formerEvents: Map<string, DiscordEvent>;
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
  /** What people did, by the id of the interaction, with Discord's number for its kind. */
  readonly interactionsById: Map<string, { type: number; user: string }>;
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
  guild(
    name: string,
    traits?: { locale?: string; owner?: string; withBot?: boolean; everyone?: bigint; botRights?: bigint },
  ): DiscordGuild;
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
