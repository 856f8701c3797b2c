// What Discord tells an app when somebody types a command, taps, chooses, or sends a modal.

import type {
  DiscordAttachment,
  DiscordChannel,
  DiscordMessage,
  DiscordUser,
  Json,
  RegisteredCommand,
} from './guild.ts';
import type { Interaction, InteractionKind } from './interactions.ts';
import { everything, rightsIn } from './rights.ts';
import type { DiscordServer } from './server.ts';
import { attachmentShape, channelShape, memberShape, messageShape, userOf } from './shapes.ts';

/** Who does it, and where. */
export interface Doer {
  user: DiscordUser;
  channel: DiscordChannel;
}

/** People, channels, files that values name by their id. */
export interface Named {
  users?: readonly string[];
  channels?: readonly string[];
  messages?: readonly DiscordMessage[];
  attachments?: readonly DiscordAttachment[];
}

/** @param options as Discord writes them: `{name, type, value}`, with subcommands around them */
export function types(
  server: DiscordServer,
  by: Doer,
  { id, name, type = 1, guild_id }: Partial<RegisteredCommand>,
  options: Json[] = [],
  named: Named = {},
): Interaction {
  const data = { id, name, type, options, ...(guild_id && { guild_id }), ...resolved(server, by, named) };
  return begin(server, by, 'command', 2, data);
}

/** They are typing: one of the options has `focused: true`. */
export function asksFor(
  server: DiscordServer,
  by: Doer,
  { id, name, type = 1, guild_id }: Partial<RegisteredCommand>,
  options: Json[],
): Interaction {
  return begin(server, by, 'autocomplete', 4, { id, name, type, options, ...(guild_id && { guild_id }) });
}

/** From the menu of a message. */
export function usesOn(
  server: DiscordServer,
  by: Doer,
  { id, name, guild_id }: Partial<RegisteredCommand>,
  message: DiscordMessage,
): Interaction {
  const named = resolved(server, by, { messages: [message] });
  const data = { id, name, type: 3, target_id: message.id, ...(guild_id && { guild_id }), ...named };
  return begin(server, by, 'menu', 2, data, message);
}

/** A button, or a select with what was chosen. */
export function taps(
  server: DiscordServer,
  by: Doer,
  message: DiscordMessage,
  component: Json,
  values?: readonly string[],
  named: Named = {},
): Interaction {
  const { custom_id, type, id } = component;
  const data = {
    custom_id,
    component_type: type,
    id,
    ...(values && { values }),
    ...resolved(server, by, named),
  };
  return begin(server, by, 'component', 3, data, message);
}

/** @param components what stood in its fields, as Discord writes it */
export function sends(
  server: DiscordServer,
  by: Doer,
  modal: Json,
  components: Json[],
  { message, named = {} }: { message?: DiscordMessage | undefined; named?: Named } = {},
): Interaction {
  const data = { custom_id: modal.custom_id, components, ...resolved(server, by, named) };
  return begin(server, by, 'modal', 5, data, message);
}

function begin(
  server: DiscordServer,
  by: Doer,
  kind: InteractionKind,
  type: number,
  data: Json,
  message?: DiscordMessage,
): Interaction {
  const { world, interactions } = server;
  const { user, channel } = by;
  const guild = world.guilds.get(channel.guild ?? '');
  const member = guild?.members.get(user.id);
  if (guild && !member) throw new Error(`${user.name} isn’t in ${guild.name}`);
  const who =
    guild && member
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: {
            ...memberShape(world, member),
            permissions: String(rightsIn(world, user.id, guild, channel)),
            unusual_dm_activity_until: null,
          },
        }
      : { user: userOf(world, user.id) };
  const rights = guild ? rightsIn(world, world.bot.user, guild, channel) : everything;
  const shown = message && kind !== 'menu' ? { message: seen(server, message) } : {};
  return interactions.begin(
    { kind, user: user.id, guild: guild?.id ?? null, channel: channel.id, ...(message && { message }) },
    {
      type,
      data,
      ...who,
      ...shown,
      channel_id: channel.id,
      channel: channelShape(world, channel),
      locale: user.locale,
      app_permissions: String(rights),
      attachment_size_limit: 10_485_760,
      authorizing_integration_owners: guild ? { 0: guild.id } : { 0: '0' },
      context: guild ? 0 : 1,
      entitlements: [],
      entitlement_sku_ids: [],
    },
  );
}

function seen({ world }: DiscordServer, message: DiscordMessage): Json {
  return { ...messageShape(world, message), webhook_id: undefined };
}

function resolved(server: DiscordServer, { channel }: Doer, named: Named): Json {
  const { world } = server;
  const members = world.guilds.get(channel.guild ?? '')?.members;
  const { users = [], channels = [], messages = [], attachments = [] } = named;
  const byId = (entries: [string, Json][]) => Object.fromEntries(entries);
  const inGuild = users.flatMap((id) => members?.get(id) ?? []);
  const found = channels.flatMap((id) => world.channels.get(id) ?? []);
  const all = {
    ...(users.length > 0 && { users: byId(users.map((id) => [id, userOf(world, id)])) }),
    ...(inGuild.length > 0 && {
      members: byId(inGuild.map((m) => [m.user, { ...memberShape(world, m, false), permissions: '0' }])),
    }),
    ...(found.length > 0 && {
      channels: byId(found.map((c) => [c.id, { ...channelShape(world, c), permissions: '0' }])),
    }),
    ...(messages.length > 0 && { messages: byId(messages.map((m) => [m.id, messageShape(world, m)])) }),
    ...(attachments.length > 0 && {
      attachments: byId(
        attachments.map((a) => [a.id, { ...attachmentShape(world, channel.id, a), ephemeral: true }]),
      ),
    }),
  };
  return Object.keys(all).length > 0 ? { resolved: all } : {};
}
