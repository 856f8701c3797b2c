// Who the app is, how it reaches the gateway, and the commands that it registers.

import type { Json, RegisteredCommand } from './guild.ts';
import { refused } from './refused.ts';
import { type Asked, done, ok, type Reply, type Route } from './rest.ts';
import type { Servers } from './routes.ts';
import { guildShape, memberShape, rolesOf, userOf } from './shapes.ts';

export function applicationRoutes({ world, checks, gateway }: Servers): Route[] {
  const app = () => ({
    id: world.bot.application,
    name: 'Sans Objection',
    icon: null,
    description: '',
    summary: '',
    type: null,
    bot: userOf(world, world.bot.user),
    bot_public: false,
    bot_require_code_grant: false,
    flags:
      (world.privileged.has('MessageContent') ? 1 << 19 : 0) |
      (world.privileged.has('GuildMembers') ? 1 << 15 : 0) |
      (world.privileged.has('GuildPresences') ? 1 << 13 : 0),
    verify_key: '0'.repeat(64),
    approximate_guild_count: world.guilds.size,
    redirect_uris: [],
    interactions_endpoint_url: null,
    tags: [],
  });

  function placeOf({ app: application = '', guild = '' }: Record<string, string>): string {
    if (application !== world.bot.application) throw refused('noAccess');
    if (guild !== '' && !world.guilds.get(guild)?.members.has(world.bot.user)) throw refused('noAccess');
    return guild;
  }

  const listIn = (place: string) => world.commands.get(place) ?? [];

  /** @param base what stays of the command as it was, where it is changed in part */
  function registered(place: string, given: Json, id = world.id(), base: Json = {}): RegisteredCommand {
    const type = (given.type ?? base.type ?? 1) as RegisteredCommand['type'];
    return {
      ...defaults,
      ...(place && { guild_id: place }),
      ...(type === 1 && { options: [] }),
      ...base,
      ...given,
      version: world.id(),
      application_id: world.bot.application,
      id,
      name: String(given.name ?? base.name),
      type,
    };
  }

  const same = (a: Json, b: Json) => a.name === b.name && (a.type ?? 1) === (b.type ?? 1);

  function putAll({ body }: Asked, params: Record<string, string>): Reply {
    const place = placeOf(params);
    checks.commands(body as Json[]);
    const known = (given: Json) => listIn(place).find((c) => same(c, given));
    const list = (body as Json[]).map((given) => registered(place, given, known(given)?.id));
    world.commands.set(place, list);
    return ok(list);
  }

  function postOne({ body }: Asked, params: Record<string, string>): Reply {
    const place = placeOf(params);
    const known = listIn(place).find((c) => same(c, body as Json));
    const others = listIn(place).filter((c) => c !== known);
    checks.commands([...others.map(withoutOurs), body as Json]);
    const command = registered(place, body as Json, known?.id);
    world.commands.set(place, [...others, command]);
    return ok(command, known ? 200 : 201);
  }

  function oneOf(params: Record<string, string>): [string, RegisteredCommand] {
    const place = placeOf(params);
    const command = listIn(place).find((c) => c.id === params.command);
    if (!command) throw refused('unknownCommand');
    return [place, command];
  }

  function patchOne({ body }: Asked, params: Record<string, string>): Reply {
    const [place, known] = oneOf(params);
    const others = listIn(place).filter((c) => c !== known);
    checks.commands([...others.map(withoutOurs), { ...withoutOurs(known), ...(body as Json) }]);
    const command = registered(place, body as Json, known.id, known);
    world.commands.set(place, [...others, command]);
    return ok(command);
  }

  function deleteOne(_: Asked, params: Record<string, string>): Reply {
    const [place, known] = oneOf(params);
    world.commands.set(
      place,
      listIn(place).filter((c) => c !== known),
    );
    return done;
  }

  const commandRoutes = ['/applications/:app/commands', '/applications/:app/guilds/:guild/commands'].flatMap(
    (at): Route[] => [
      { method: 'GET', pattern: at, handle: (_, params) => ok(listIn(placeOf(params))) },
      { method: 'PUT', pattern: at, handle: putAll },
      { method: 'POST', pattern: at, handle: postOne },
      { method: 'GET', pattern: `${at}/:command`, handle: (_, params) => ok(oneOf(params)[1]) },
      { method: 'PATCH', pattern: `${at}/:command`, handle: patchOne },
      { method: 'DELETE', pattern: `${at}/:command`, handle: deleteOne },
    ],
  );

  function guildOf({ guild = '' }: Record<string, string>) {
    const found = world.guilds.get(guild);
    if (!found) throw refused('unknownGuild');
    if (!found.members.has(world.bot.user)) throw refused('noAccess');
    return found;
  }

  return [
    { method: 'GET', pattern: '/gateway', open: true, handle: () => ok({ url: gateway.url() }) },
    {
      method: 'GET',
      pattern: '/gateway/bot',
      handle: () =>
        ok({
          url: gateway.url(),
          shards: 1,
          session_start_limit: {
            total: gateway.total,
            remaining: gateway.remaining(),
            reset_after: gateway.resetAfter(),
            max_concurrency: 1,
          },
        }),
    },
    { method: 'GET', pattern: '/users/@me', handle: () => ok(userOf(world, world.bot.user)) },
    {
      method: 'GET',
      pattern: '/users/@me/guilds',
      handle: () =>
        ok(
          [...world.guilds.values()]
            .filter((g) => g.members.has(world.bot.user))
            .map(({ id, name }) => ({
              id,
              name,
              icon: null,
              banner: null,
              owner: false,
              permissions: '0',
              features: [],
            })),
        ),
    },
    {
      method: 'GET',
      pattern: '/users/:user',
      handle(_, { user = '' }) {
        if (!world.users.has(user)) throw refused('unknownUser');
        return ok(userOf(world, user));
      },
    },
    { method: 'GET', pattern: '/applications/@me', handle: () => ok(app()) },
    { method: 'GET', pattern: '/oauth2/applications/@me', handle: () => ok(app()) },
    ...commandRoutes,
    {
      method: 'GET',
      pattern: '/guilds/:guild',
      handle: (_, params) => ok(guildShape(world, guildOf(params))),
    },
    { method: 'GET', pattern: '/guilds/:guild/roles', handle: (_, params) => ok(rolesOf(guildOf(params))) },
    {
      method: 'GET',
      pattern: '/guilds/:guild/members/:user',
      handle(_, params) {
        const member = guildOf(params).members.get(
          params.user === '@me' ? world.bot.user : (params.user ?? ''),
        );
        if (member) return ok(memberShape(world, member));
        throw refused(world.users.has(params.user ?? '') ? 'unknownMember' : 'unknownUser');
      },
    },
    {
      method: 'DELETE',
      pattern: '/users/@me/guilds/:guild',
      handle(_, params) {
        guildOf(params).members.delete(world.bot.user);
        return done;
      },
    },
  ];
}

const defaults = {
  name_localizations: null,
  description: '',
  description_localizations: null,
  default_member_permissions: null,
  dm_permission: true,
  nsfw: false,
  contexts: null,
  integration_types: [0],
};

/** As the app would send it. */
function withoutOurs({ id, version, application_id, guild_id, dm_permission, ...sent }: Json): Json {
  return sent;
}
