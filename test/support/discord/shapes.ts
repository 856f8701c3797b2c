// People, channels, messages and guilds as Discord's interface describes them, by REST and by the gateway alike.

import type {
  DiscordAttachment,
  DiscordChannel,
  DiscordEvent,
  DiscordGuild,
  DiscordMember,
  DiscordMessage,
  DiscordUser,
  Json,
  World,
} from './guild.ts';
import { rightsIn } from './rights.ts';

export function userShape({ id, name, globalName, isBot }: DiscordUser): Json {
  return {
    id,
    username: name,
    discriminator: isBot ? '0001' : '0',
    global_name: globalName,
    avatar: null,
    avatar_decoration_data: null,
    banner: null,
    accent_color: null,
    clan: null,
    primary_guild: null,
    collectibles: null,
    ...(isBot && { bot: true }),
    public_flags: 0,
    flags: 0,
  };
}

/** @param full false where the user stands beside it, as in messages */
export function memberShape(world: World, { user, nick, roles, joinedAt }: DiscordMember, full = true): Json {
  return {
    ...(full && { user: userOf(world, user) }),
    nick,
    avatar: null,
    banner: null,
    roles: [...roles],
    joined_at: iso(joinedAt),
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

export function channelShape(world: World, channel: DiscordChannel): Json {
  const { id, guild, name, thread } = channel;
  const type = { text: 0, dm: 1, thread: 11, 'private-thread': 12 }[channel.kind];
  if (channel.kind === 'dm') {
    const others = [...channel.recipients].filter((r) => r !== world.bot.user);
    const recipients = others.map((r) => userOf(world, r));
    return { id, type, flags: 0, last_message_id: channel.lastMessage, recipients };
  }
  const shared = { id, type, guild_id: guild, name, flags: 0, last_message_id: channel.lastMessage };
  if (!thread)
    return {
      ...shared,
      parent_id: channel.parent,
      position: 0,
      topic: null,
      nsfw: false,
      rate_limit_per_user: 0,
      last_pin_timestamp: null,
      permission_overwrites: channel.overwrites.map((o) => ({
        id: o.id,
        type: o.type === 'role' ? 0 : 1,
        allow: String(o.allow),
        deny: String(o.deny),
      })),
    };
  const count = world.messagesIn(id).filter((m) => m.onlyFor === null).length;
  const isMember = thread.members.has(world.bot.user);
  return {
    ...shared,
    parent_id: channel.parent,
    owner_id: thread.owner,
    message_count: count,
    total_message_sent: count,
    member_count: thread.members.size,
    rate_limit_per_user: 0,
    last_pin_timestamp: null,
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: iso(thread.archivedAt),
      auto_archive_duration: thread.autoArchive,
      locked: thread.locked,
      create_timestamp: iso(timeOf(id)),
    },
    ...(isMember && { member: { id, user_id: world.bot.user, join_timestamp: iso(timeOf(id)), flags: 0 } }),
  };
}

function withoutReactions({ reactions: _, ...rest }: Json): Json {
  return rest;
}

/** Who did what this answers. */
function doneBy(world: World, id: string): Json | undefined {
  const found = world.interactionsById.get(id);
  if (!found) return undefined;
  const { type, user } = found;
  return { id, type, user: userOf(world, user), authorizing_integration_owners: {} };
}

/** @param showsContent false where the app has no right to the words: all of what people wrote is left out */
export function messageShape(world: World, message: DiscordMessage, showsContent = true): Json {
  const { id, channel, author, onlyFor, interaction } = message;
  const guild = world.channels.get(channel)?.guild ?? null;
  const isApp = world.users.get(author)?.isBot ?? false;
  const thread = message.thread ? world.channels.get(message.thread) : undefined;
  const { refersTo } = message;
  const referred = refersTo && world.message(refersTo.channel, refersTo.message);
  return {
    id,
    channel_id: channel,
    type: message.type,
    author: userOf(world, author),
    content: showsContent ? message.content : '',
    components: showsContent ? message.components : [],
    embeds: showsContent ? message.embeds : [],
    attachments: showsContent ? message.attachments.map((a) => attachmentShape(world, channel, a)) : [],
    mentions: [...message.mentions].map((m) => userOf(world, m)),
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    flags: message.flags | (onlyFor === null ? 0 : 64) | (thread ? 32 : 0),
    timestamp: iso(message.at),
    edited_timestamp: message.editedAt === null ? null : iso(message.editedAt),
    ...(isApp && { application_id: author }),
    ...(isApp && interaction && { webhook_id: author, interaction_metadata: doneBy(world, interaction) }),
    ...(message.reactions.size > 0 && {
      reactions: [...message.reactions].map(([name, users]) => ({
        emoji: { id: null, name },
        count: users.size,
        count_details: { burst: 0, normal: users.size },
        burst_colors: [],
        me_burst: false,
        burst_me: false,
        me: users.has(world.bot.user),
      })),
    }),
    ...(thread && { thread: channelShape(world, thread) }),
    ...(refersTo && {
      message_reference: {
        type: 0,
        channel_id: refersTo.channel,
        message_id: refersTo.message,
        ...(guild && { guild_id: guild }),
      },
      referenced_message: referred ? withoutReactions(messageShape(world, referred, showsContent)) : null,
    }),
  };
}

export function attachmentShape(world: World, channel: string, a: DiscordAttachment): Json {
  const url = `${world.cdn}/attachments/${channel}/${a.id}/${a.name}`;
  return {
    id: a.id,
    filename: a.name,
    ...(a.title !== null && { title: a.title }),
    ...(a.description !== null && { description: a.description }),
    size: a.bytes.length,
    url,
    proxy_url: url,
    content_type: a.contentType,
  };
}

/** As GUILD_CREATE brings it. */
export function guildShape(world: World, guild: DiscordGuild): Json {
  const channels = [...world.channels.values()].filter((c) => c.guild === guild.id);
  const seen = channels.filter((c) => rightsIn(world, world.bot.user, guild, c) !== 0n);
  const bot = guild.members.get(world.bot.user);
  const seenMembers = world.privileged.has('GuildMembers') ? [...guild.members.values()] : bot ? [bot] : [];
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    owner_id: guild.owner,
    preferred_locale: guild.locale,
    roles: rolesOf(guild),
    emojis: [],
    stickers: [],
    features: [],
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    afk_channel_id: null,
    afk_timeout: 300,
    vanity_url_code: null,
    application_id: null,
    joined_at: iso(bot?.joinedAt ?? world.now()),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: seenMembers.map((m) => memberShape(world, m)),
    channels: seen.filter((c) => !c.thread).map((c) => channelShape(world, c)),
    threads: seen.filter((c) => c.thread && !c.thread.archived).map((c) => channelShape(world, c)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [...guild.events.values()].map((e) => eventShape(world, e)),
    soundboard_sounds: [],
  };
}

export function rolesOf(guild: DiscordGuild): Json[] {
  return [...guild.roles.values()].map(({ id, name, permissions }, position) => ({
    id,
    name,
    permissions: String(permissions),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    managed: false,
    mentionable: false,
    flags: 0,
  }));
}

export function eventShape(world: World, event: DiscordEvent): Json {
  return {
    id: event.id,
    guild_id: event.guild,
    channel_id: null,
    creator_id: event.creator,
    creator: userOf(world, event.creator),
    name: event.name,
    description: event.description,
    image: null,
    scheduled_start_time: event.start,
    scheduled_end_time: event.end,
    privacy_level: 2,
    status: event.status,
    entity_type: 3,
    entity_id: null,
    entity_metadata: { location: event.location },
    recurrence_rule: null,
    guild_scheduled_event_exceptions: [],
  };
}

export function userOf(world: World, id: string): Json {
  const user = world.users.get(id);
  return user
    ? userShape(user)
    : { id, username: 'deleted_user', discriminator: '0', global_name: null, avatar: null };
}

/** When an id was given (ms). */
export function timeOf(id: string): number {
  return Number((BigInt(id) >> 22n) + 1_420_070_400_000n);
}

/** Discord writes times with microseconds and an offset. */
export function iso(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00');
}
