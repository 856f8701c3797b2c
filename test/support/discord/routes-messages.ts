// Messages, as an app posts, reads, changes and deletes them, and who put which sign under them.

import { type AllowedMentions, change, post, react, remove } from './deeds.ts';
import type { DiscordAttachment, DiscordChannel, DiscordMessage, Json, World } from './guild.ts';
import { badForm, refused } from './refused.ts';
import { type Asked, done, ok, type Reply, type Route } from './rest.ts';
import { demand, flags, isAllowed, rightsIn } from './rights.ts';
import type { Servers } from './routes.ts';
import { messageShape, userOf } from './shapes.ts';

/** How long a nonce is remembered (ms): some minutes. */
const nonceLife = 5 * 60_000;

export function messageRoutes({ world, checks }: Servers): Route[] {
  const bot = world.bot.user;

  function channelOf({ channel = '' }: Record<string, string>): DiscordChannel {
    const found = world.channels.get(channel);
    if (!found) throw refused('unknownChannel');
    demand(world, bot, found, flags.ViewChannel);
    return found;
  }

  function messageOf(params: Record<string, string>): DiscordMessage {
    const found = world.message(channelOf(params).id, params.message ?? '');
    if (!found || found.onlyFor !== null) throw refused('unknownMessage');
    return found;
  }

  function create({ body, files }: Asked, params: Record<string, string>): Reply {
    const channel = channelOf(params);
    const given = body as Json;
    checks.message('POST message', 'MessageCreateRequestSchema', given, files);
    mayPost(world, channel, files.size > 0);
    const nonce = given.nonce === undefined || given.nonce === null ? null : String(given.nonce);
    const known = given.enforce_nonce === true && nonce !== null ? sameNonce(channel, nonce) : undefined;
    if (known) return ok(withNonce(known));
    const reference = given.message_reference as Json | undefined;
    const message = post(world, {
      ...draftOf(world, given, files),
      channel,
      author: bot,
      nonce,
      type: reference ? 19 : 0,
      refersTo: reference ? { channel: channel.id, message: String(reference.message_id) } : null,
    });
    return ok(withNonce(message));
  }

  function sameNonce(channel: DiscordChannel, nonce: string): DiscordMessage | undefined {
    return world
      .messagesIn(channel.id)
      .find((m) => m.author === bot && m.nonce === nonce && world.now() - m.at <= nonceLife);
  }

  function withNonce(message: DiscordMessage): Json {
    return { ...messageShape(world, message), ...(message.nonce !== null && { nonce: message.nonce }) };
  }

  function list({ query }: Asked, params: Record<string, string>): Reply {
    const channel = channelOf(params);
    const limit = Number(query.get('limit') ?? 50);
    if (!(limit >= 1 && limit <= 100)) throw badForm(['limit: between 1 and 100']);
    const guild = world.guilds.get(channel.guild ?? '');
    if (guild && !(rightsIn(world, bot, guild, channel) & flags.ReadMessageHistory)) return ok([]);
    const all = world.messagesIn(channel.id).filter((m) => m.onlyFor === null);
    const newest = all.toReversed();
    const [before, after, around] = ['before', 'after', 'around'].map((n) => query.get(n));
    const than = (id: string) => (m: DiscordMessage) => BigInt(m.id) - BigInt(id);
    const found = before
      ? newest.filter((m) => than(before)(m) < 0n).slice(0, limit)
      : after
        ? all
            .filter((m) => than(after)(m) > 0n)
            .slice(0, limit)
            .toReversed()
        : around
          ? near(newest, around, limit)
          : newest.slice(0, limit);
    return ok(found.map((m) => messageShape(world, m, mayReadWords(world, m))));
  }

  function edit({ body, files }: Asked, params: Record<string, string>): Reply {
    const message = messageOf(params);
    const given = body as Json;
    const channel = channelOf(params);
    if (message.author !== bot) throw refused('notTheAuthor');
    checks.message('PATCH message', 'MessageEditRequestPartialSchema', given, files, message);
    if (channel.thread?.archived) throw refused('archived');
    change(world, message, changeOf(world, given, files, message));
    return ok(messageShape(world, message));
  }

  function deleteOne(_: Asked, params: Record<string, string>): Reply {
    const message = messageOf(params);
    if (message.author !== bot) demand(world, bot, channelOf(params), flags.ManageMessages);
    remove(world, message);
    return done;
  }

  function reactionUsers({ query }: Asked, params: Record<string, string>): Reply {
    const message = messageOf(params);
    demand(world, bot, channelOf(params), flags.ReadMessageHistory);
    const after = BigInt(query.get('after') ?? 0);
    const users = [...(message.reactions.get(params.emoji ?? '') ?? [])]
      .filter((u) => BigInt(u) > after)
      .toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
    return ok(users.slice(0, Number(query.get('limit') ?? 25)).map((u) => userOf(world, u)));
  }

  const reactions = '/channels/:channel/messages/:message/reactions/:emoji';
  const ownReaction = (adds: boolean) => (_: Asked, params: Record<string, string>) => {
    const message = messageOf(params);
    demand(world, bot, channelOf(params), flags.AddReactions | flags.ReadMessageHistory);
    react(world, message, bot, params.emoji ?? '', adds);
    return done;
  };

  return [
    { method: 'GET', pattern: '/channels/:channel/messages', handle: list },
    { method: 'POST', pattern: '/channels/:channel/messages', handle: create },
    {
      method: 'GET',
      pattern: '/channels/:channel/messages/:message',
      handle(_, params) {
        demand(world, bot, channelOf(params), flags.ReadMessageHistory);
        const message = messageOf(params);
        return ok(messageShape(world, message, mayReadWords(world, message)));
      },
    },
    { method: 'PATCH', pattern: '/channels/:channel/messages/:message', handle: edit },
    { method: 'DELETE', pattern: '/channels/:channel/messages/:message', handle: deleteOne },
    { method: 'GET', pattern: reactions, handle: reactionUsers },
    { method: 'PUT', pattern: `${reactions}/@me`, handle: ownReaction(true) },
    { method: 'DELETE', pattern: `${reactions}/@me`, handle: ownReaction(false) },
  ];
}

/** What an app reads without a privilege: its own words, what is private, what mentions it. */
export function isItsOwnAffair(world: World, { channel, author, mentions }: DiscordMessage): boolean {
  const { user } = world.bot;
  return world.channels.get(channel)?.kind === 'dm' || author === user || mentions.has(user);
}

function mayReadWords(world: World, message: DiscordMessage): boolean {
  return world.privileged.has('MessageContent') || isItsOwnAffair(world, message);
}

/** What a body says of a new message. */
export function draftOf(world: World, given: Json, files: Asked['files']) {
  return {
    content: String(given.content ?? ''),
    components: (given.components ?? []) as Json[],
    embeds: (given.embeds ?? []) as Json[],
    flags: Number(given.flags ?? 0) & ~64,
    attachments: attachmentsOf(world, given, files, []),
    allowed: (given.allowed_mentions ?? undefined) as AllowedMentions | undefined,
  };
}

/** What a body says of a message that stands: what it doesn't name stays. */
export function changeOf(
  world: World,
  given: Json,
  files: Asked['files'],
  message: DiscordMessage,
): Partial<DiscordMessage> & { allowed: AllowedMentions | undefined } {
  const attached = given.attachments !== undefined || files.size > 0;
  return {
    ...(given.content !== undefined && { content: String(given.content ?? '') }),
    ...(given.components !== undefined && { components: (given.components ?? []) as Json[] }),
    ...(given.embeds !== undefined && { embeds: (given.embeds ?? []) as Json[] }),
    ...(typeof given.flags === 'number' && { flags: given.flags & ~64 & ~128 }),
    allowed: (given.allowed_mentions ?? undefined) as AllowedMentions | undefined,
    ...(attached && { attachments: attachmentsOf(world, given, files, message.attachments) }),
  };
}

function attachmentsOf(
  world: World,
  given: Json,
  files: Asked['files'],
  known: readonly DiscordAttachment[],
): DiscordAttachment[] {
  const described = (given.attachments as Json[] | undefined) ?? [];
  const kept =
    given.attachments === undefined
      ? known
      : known.filter((a) => described.some((d) => String(d.id) === a.id));
  const fresh = [...files].map(([n, file]) => {
    const said = described.find((d) => String(d.id) === String(n)) ?? {};
    return {
      id: world.id(),
      name: String(said.filename ?? file.name),
      title: (said.title as string) ?? null,
      description: (said.description as string) ?? null,
      contentType: file.contentType,
      bytes: file.bytes,
    };
  });
  return [...kept, ...fresh];
}

/** Refuses where the app may not write: 50001, 50013, in private 50007. */
function mayPost(world: World, channel: DiscordChannel, withFiles: boolean): void {
  const bot = world.bot.user;
  if (channel.kind === 'dm') {
    const other = [...channel.recipients].find((r) => r !== bot) ?? '';
    const meet = [...world.guilds.values()].some((g) => g.members.has(other) && g.members.has(bot));
    if (!meet || !world.users.get(other)?.acceptsPrivate) throw refused('cannotWriteTo');
    return;
  }
  demand(world, bot, channel, channel.thread ? flags.SendMessagesInThreads : flags.SendMessages);
  if (withFiles && !isAllowed(world, bot, channel, flags.AttachFiles)) throw refused('noPermission');
}

function near(newest: DiscordMessage[], id: string, limit: number): DiscordMessage[] {
  const at = newest.findIndex((m) => BigInt(m.id) <= BigInt(id));
  const start = Math.max(0, (at < 0 ? newest.length : at) - Math.floor(limit / 2));
  return newest.slice(start, start + limit);
}
