// Channels, threads and private conversations, as an app reads and changes them.

import { removeChannel, setThread, startThread, tell } from './deeds.ts';
import type { DiscordChannel, Json } from './guild.ts';
import { badForm, refused } from './refused.ts';
import { type Asked, done, ok, type Reply, type Route } from './rest.ts';
import { demand, flags, isAllowed } from './rights.ts';
import type { Servers } from './routes.ts';
import { channelShape, timeOf } from './shapes.ts';

export function channelRoutes({ world, checks }: Servers): Route[] {
  const bot = world.bot.user;

  function channelOf({ channel = '' }: Record<string, string>): DiscordChannel {
    const found = world.channels.get(channel);
    if (!found) throw refused('unknownChannel');
    demand(world, bot, found, flags.ViewChannel);
    return found;
  }

  function patch({ body }: Asked, params: Record<string, string>): Reply {
    const channel = channelOf(params);
    checks.body('UpdateThreadRequestPartialSchema', body, 'PATCH channel');
    const { thread } = channel;
    const wanted = body as {
      archived?: boolean;
      locked?: boolean;
      auto_archive_duration?: number;
      name?: string;
    };
    const manages = isAllowed(world, bot, channel, flags.ManageThreads);
    if (!thread) {
      demand(world, bot, channel, flags.ManageChannels);
      if (wanted.name) channel.name = wanted.name;
      tell(world, 'CHANNEL_UPDATE', channelShape(world, channel), channel.guild);
      return ok(channelShape(world, channel));
    }
    const opens = wanted.archived === false && thread.archived;
    if (thread.archived && !opens) throw refused('archived');
    if (wanted.locked !== undefined && !manages) throw refused('noPermission');
    if (opens && thread.locked && !manages) throw refused('noPermission');
    if (!opens && !manages && thread.owner !== bot) throw refused('noPermission');
    if (opens) demand(world, bot, channel, flags.SendMessagesInThreads);
    setThread(world, channel, {
      ...(wanted.archived !== undefined && { archived: wanted.archived }),
      ...(wanted.locked !== undefined && { locked: wanted.locked }),
      ...(wanted.auto_archive_duration !== undefined && { autoArchive: wanted.auto_archive_duration }),
      ...(wanted.name !== undefined && { name: wanted.name }),
    });
    return ok(channelShape(world, channel));
  }

  function fromMessage({ body }: Asked, params: Record<string, string>): Reply {
    const channel = channelOf(params);
    checks.body('CreateTextThreadWithMessageRequestSchema', body, 'POST thread');
    if (channel.kind !== 'text') throw refused('wrongKindOfChannel');
    demand(world, bot, channel, flags.CreatePublicThreads);
    const from = world.message(channel.id, params.message ?? '');
    if (!from || from.onlyFor !== null) throw refused('unknownMessage');
    return ok(channelShape(world, started(channel, body as Json, from)), 201);
  }

  function byItself({ body }: Asked, params: Record<string, string>): Reply {
    const channel = channelOf(params);
    checks.body('CreateTextThreadWithoutMessageRequestSchema', body, 'POST thread');
    if (channel.kind !== 'text') throw refused('wrongKindOfChannel');
    if ((body as Json).type !== 11) throw badForm(['only public threads stand here (type 11)']);
    demand(world, bot, channel, flags.CreatePublicThreads);
    return ok(channelShape(world, started(channel, body as Json)), 201);
  }

  function started(parent: DiscordChannel, body: Json, from?: Parameters<typeof startThread>[3]['from']) {
    checks.refuse('POST thread', String(body.name).trim() === '' ? ['name: blank'] : []);
    return startThread(world, parent, bot, {
      name: String(body.name),
      ...(typeof body.auto_archive_duration === 'number' && { autoArchive: body.auto_archive_duration }),
      ...(from && { from }),
    });
  }

  const threadsIn = (of: (c: DiscordChannel) => boolean, archived: boolean) =>
    [...world.channels.values()]
      .filter((c) => c.thread?.archived === archived && c.kind === 'thread' && of(c))
      .filter((c) => isAllowed(world, bot, c, flags.ViewChannel));

  const listed = (threads: DiscordChannel[]) => ({
    threads: threads.map((t) => channelShape(world, t)),
    members: threads
      .filter((t) => t.thread?.members.has(bot))
      .map((t) => ({
        id: t.id,
        user_id: bot,
        join_timestamp: new Date(timeOf(t.id)).toISOString(),
        flags: 0,
      })),
  });

  function archived({ query }: Asked, params: Record<string, string>): Reply {
    const channel = channelOf(params);
    demand(world, bot, channel, flags.ReadMessageHistory);
    const before = query.get('before');
    const limit = Number(query.get('limit') ?? 50);
    const all = threadsIn((c) => c.parent === channel.id, true)
      .filter((c) => !before || (c.thread?.archivedAt ?? 0) < Date.parse(before))
      .toSorted((a, b) => (b.thread?.archivedAt ?? 0) - (a.thread?.archivedAt ?? 0));
    return ok({ ...listed(all.slice(0, limit)), has_more: all.length > limit });
  }

  function active(_: Asked, { guild = '' }: Record<string, string>): Reply {
    if (!world.guilds.get(guild)?.members.has(bot)) throw refused('noAccess');
    return ok({ ...listed(threadsIn((c) => c.guild === guild, false)), has_more: false });
  }

  function guildChannels(_: Asked, { guild = '' }: Record<string, string>): Reply {
    if (!world.guilds.get(guild)?.members.has(bot)) throw refused('noAccess');
    const all = [...world.channels.values()].filter((c) => c.guild === guild && !c.thread);
    return ok(all.map((c) => channelShape(world, c)));
  }

  function openPrivate({ body }: Asked): Reply {
    const user = String((body as Json).recipient_id ?? '');
    if (!world.users.has(user)) throw refused('unknownUser');
    if (user === bot || world.users.get(user)?.isBot) throw refused('cannotWriteTo');
    return ok(channelShape(world, world.privately(bot, user)));
  }

  function membership({ method }: Asked, params: Record<string, string>): Reply {
    const channel = channelOf(params);
    const user = params.user === '@me' ? bot : (params.user ?? '');
    if (!channel.thread) throw refused('wrongKindOfChannel');
    if (channel.thread.archived) throw refused('archived');
    if (method === 'PUT') channel.thread.members.add(user);
    else channel.thread.members.delete(user);
    return done;
  }

  return [
    {
      method: 'GET',
      pattern: '/channels/:channel',
      handle: (_, params) => ok(channelShape(world, channelOf(params))),
    },
    { method: 'PATCH', pattern: '/channels/:channel', handle: patch },
    {
      method: 'DELETE',
      pattern: '/channels/:channel',
      handle(_, params) {
        const channel = channelOf(params);
        demand(world, bot, channel, channel.thread ? flags.ManageThreads : flags.ManageChannels);
        removeChannel(world, channel);
        return ok(channelShape(world, channel));
      },
    },
    { method: 'POST', pattern: '/channels/:channel/messages/:message/threads', handle: fromMessage },
    { method: 'POST', pattern: '/channels/:channel/threads', handle: byItself },
    { method: 'GET', pattern: '/channels/:channel/threads/archived/public', handle: archived },
    { method: 'PUT', pattern: '/channels/:channel/thread-members/:user', handle: membership },
    { method: 'DELETE', pattern: '/channels/:channel/thread-members/:user', handle: membership },
    { method: 'GET', pattern: '/guilds/:guild/threads/active', handle: active },
    { method: 'GET', pattern: '/guilds/:guild/channels', handle: guildChannels },
    { method: 'POST', pattern: '/users/@me/channels', handle: openPrivate },
  ];
}
