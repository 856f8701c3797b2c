// Discord as it is at the start of a test: an app, nobody, no guild. Tests add guilds, channels and people, and change
// them as people would: take a permission away, delete a channel, leave a thread to be archived.

import {
  type DiscordChannel,
  type DiscordGuild,
  type DiscordMember,
  type DiscordUser,
  botRights as invited,
  usualRights,
  type World,
} from './guild.ts';

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
    interactionsById: new Map(),
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
    guild(name, { locale = 'fr', owner, withBot = true, everyone = usualRights, botRights = invited } = {}) {
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
        formerEvents: new Map(),
        eventCap: 100,
      };
      guild.roles.set(guild.id, { id: guild.id, name: '@everyone', permissions: everyone });
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
