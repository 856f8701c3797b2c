// One Slack workspace as Slack's servers keep it: people, channels, messages, views. Tests change it as
// people would: archive a channel, remove somebody, take a message away.

import { manifestOf, manifestText } from './manifest.ts';
import type { ChannelKind } from './scopes.ts';

import type { ViewState } from './view-state.ts';

export interface SlackUser {
  id: string;
  name: string;
  locale: string;
  deleted: boolean;
  isBot: boolean;
  isGuest: boolean;
  /** Of another workspace, in a shared channel. */
  isStranger: boolean;
  /** The workspace they are of. */
  team: string;
}

export interface SlackChannel {
  id: string;
  name: string;
  kind: ChannelKind;
  archived: boolean;
  members: Set<string>;
}

export interface SlackMessage {
  channel: string;
  ts: string;
  threadTs: string | null;
  user: string;
  text: string;
  blocks: unknown[];
  metadata: { event_type: string; event_payload: Record<string, unknown> } | null;
  files: { id: string; name: string; title: string }[];
  reactions: Map<string, Set<string>>;
  /** How often it was edited. */
  edits: number;
}

export interface SlackView {
  id: string;
  hash: string;
  /** Who sees it. */
  user: string;
  view: Record<string, unknown>;
  /** What stands in its fields now. */
  state: ViewState;
  /** What stands in red under its fields, by block. */
  errors: Record<string, string>;
  /** The lowest of the stack it stands in, and the one under it. */
  root: string | null;
  previous: string | null;
}

export interface SlackEphemeral {
  channel: string;
  ts: string;
  user: string;
  text: string;
  blocks: unknown[];
}

/** Where an app may answer later: five times within half an hour. */
export interface ResponseAddress {
  user: string;
  channel: string;
  /** What was tapped, which the answer may replace. */
  original: string | null;
  left: number;
  until: number;
}

export interface SlackBrought {
  id: string;
  name: string;
  bytes: Uint8Array | null;
  /** Where Slack says that it is; null: where it is. */
  elsewhere: string | null;
}

/** Of the app's settings: what it adds to the menus of Slack. */
export interface Shortcut {
  name: string;
  callback_id: string;
  type: 'message' | 'global';
}

export interface Trigger {
  user: string;
  until: number;
  /** The modal it comes from. */
  view: string | null;
  used: boolean;
}

export interface Workspace {
  readonly team: string;
  readonly bot: { user: string; id: string; token: string };
  readonly appToken: string;
  /** Null while the token is good; else the error that every call gets. */
  tokenError: 'invalid_auth' | 'token_revoked' | 'account_inactive' | null;
  /** What the bot's token may do; at first what the app's manifest asks for. */
  readonly scopes: Set<string>;
  readonly users: Map<string, SlackUser>;
  readonly channels: Map<string, SlackChannel>;
  readonly messages: SlackMessage[];
  readonly ephemerals: SlackEphemeral[];
  readonly files: Map<string, { id: string; name: string; content: string }>;
  /** What people put into forms, by id; the bytes are null once somebody deleted it. */
  readonly brought: Map<string, SlackBrought>;
  /** Where files are fetched from, with a slash at the end. */
  fileHost: string;
  readonly views: Map<string, SlackView>;
  /** The Home tab that each person sees. */
  readonly homes: Map<string, Record<string, unknown>>;
  /** By trigger: who tapped, and until when a view may be opened with it (ms). */
  readonly triggers: Map<string, Trigger>;
  /** The modals that each person has open, the one on top last. */
  readonly stacks: Map<string, string[]>;
  readonly responses: Map<string, ResponseAddress>;
  readonly shortcuts: Shortcut[];
  /** What the clock of Slack's servers says (ms). */
  now(): number;
  /** A fresh timestamp, higher than every earlier one. */
  stamp(): string;
  user(name: string, traits?: Partial<SlackUser>): SlackUser;
  /** A channel with the bot in it, unless said otherwise. */
  channel(name: string, traits?: Partial<SlackChannel>): SlackChannel;
  message(channel: string, ts: string): SlackMessage | undefined;
  /** As somebody who deletes it in the channel. */
  remove(channel: string, ts: string): void;
  /** A file on somebody's machine, to be put into a form. */
  file(name: string, content: string | Uint8Array): SlackBrought;
  /** Where this person and the bot write to each other in private. */
  privately(user: string): SlackChannel;
  /** A tap of this person, in a modal or elsewhere: what they may open a view with, for three seconds. */
  trigger(user: string, view?: string | null): string;
  id(prefix: string): string;
}

export function workspace({ now = Date.now }: { now?: () => number } = {}): Workspace {
  let ids = 0;
  let lastStamp = 0;
  const id = (prefix: string) => `${prefix}${(++ids).toString(36).toUpperCase().padStart(9, '0')}`;
  const botUser = id('U');
  const ws: Workspace = {
    team: id('T'),
    bot: { user: botUser, id: id('B'), token: 'xoxb-1-test-bot' },
    appToken: 'xapp-1-test-app',
    tokenError: null,
    scopes: new Set(manifestOf(manifestText).oauth_config.scopes.bot),
    users: new Map(),
    channels: new Map(),
    messages: [],
    ephemerals: [],
    files: new Map(),
    brought: new Map(),
    fileHost: '',
    views: new Map(),
    homes: new Map(),
    triggers: new Map(),
    stacks: new Map(),
    responses: new Map(),
    shortcuts: [],
    now,
    id,
    stamp() {
      lastStamp = Math.max(lastStamp + 1, Math.floor(now() * 1_000));
      const micros = String(lastStamp).padStart(7, '0');
      return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
    },
    user(name, traits = {}) {
      const team = traits.isStranger ? id('T') : ws.team;
      const user = { id: id('U'), name, locale: 'fr-FR', team, ...nobody, ...traits };
      ws.users.set(user.id, user);
      return user;
    },
    channel(name, traits = {}) {
      const channel: SlackChannel = {
        id: id('C'),
        name,
        kind: 'public',
        archived: false,
        members: new Set([botUser]),
        ...traits,
      };
      ws.channels.set(channel.id, channel);
      return channel;
    },
    message: (channel, ts) => ws.messages.find((m) => m.channel === channel && m.ts === ts),
    remove(channel, ts) {
      const at = ws.messages.findIndex((m) => m.channel === channel && m.ts === ts);
      if (at >= 0) ws.messages.splice(at, 1);
    },
    file(name, content) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const file: SlackBrought = { id: id('F'), name, bytes, elsewhere: null };
      ws.brought.set(file.id, file);
      return file;
    },
    privately(user) {
      const known = [...ws.channels.values()].find((c) => c.kind === 'im' && c.members.has(user));
      return known ?? ws.channel('', { id: id('D'), kind: 'im', members: new Set([botUser, user]) });
    },
    trigger(user, view = null) {
      const trigger = `${id('')}.${id('')}`;
      ws.triggers.set(trigger, { user, until: now() + 3_000, view, used: false });
      return trigger;
    },
  };
  const bot = { id: botUser, name: 'Sans Objection', locale: 'fr-FR', team: ws.team, ...nobody, isBot: true };
  ws.users.set(botUser, bot);
  return ws;
}

const nobody = { deleted: false, isBot: false, isGuest: false, isStranger: false };
