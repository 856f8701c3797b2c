// Scheduled events of a guild, held elsewhere than on Discord: an app creates, changes, cancels and lists them.

import { tell } from './deeds.ts';
import type { DiscordEvent, DiscordGuild, Json } from './guild.ts';
import { refused } from './refused.ts';
import { type Asked, done, ok, type Reply, type Route } from './rest.ts';
import { flags, rightsIn } from './rights.ts';
import type { Servers } from './routes.ts';
import { eventShape } from './shapes.ts';

export function eventRoutes({ world, checks }: Servers): Route[] {
  const bot = world.bot.user;

  function guildOf({ guild = '' }: Record<string, string>): DiscordGuild {
    const found = world.guilds.get(guild);
    if (!found) throw refused('unknownGuild');
    if (!found.members.has(bot)) throw refused('noAccess');
    return found;
  }

  function eventOf(params: Record<string, string>): DiscordEvent {
    const guild = guildOf(params);
    const id = params.event ?? '';
    const found = guild.events.get(id) ?? guild.formerEvents.get(id);
    if (!found) throw refused('unknownEvent');
    return found;
  }

  function mayWrite(guild: DiscordGuild, event?: DiscordEvent): void {
    const rights = rightsIn(world, bot, guild);
    const own = event === undefined || event.creator === bot;
    if (rights & flags.ManageEvents || (own && rights & flags.CreateEvents)) return;
    throw refused('noPermission');
  }

  /** What has ended isn't listed any more. */
  function standing(guild: DiscordGuild): DiscordEvent[] {
    return [...guild.events.values()].filter((e) => Date.parse(e.end) > world.now());
  }

  function told(t: string, event: DiscordEvent): Reply {
    tell(world, t, eventShape(world, event), event.guild);
    return ok(eventShape(world, event));
  }

  function create({ body }: Asked, params: Record<string, string>): Reply {
    const guild = guildOf(params);
    mayWrite(guild);
    const given = body as Json;
    checks.body('ExternalScheduledEventCreateRequestSchema', given, 'POST event');
    const event: DiscordEvent = {
      id: world.id(),
      guild: guild.id,
      creator: bot,
      name: String(given.name),
      description: (given.description as string) ?? null,
      start: String(given.scheduled_start_time),
      end: String(given.scheduled_end_time ?? ''),
      location: String((given.entity_metadata as Json | undefined)?.location ?? ''),
      status: 1,
    };
    checks.refuse('POST event', faultsOf(event, world.now(), true));
    if (standing(guild).length >= guild.eventCap) throw refused('tooManyEvents');
    guild.events.set(event.id, event);
    return told('GUILD_SCHEDULED_EVENT_CREATE', event);
  }

  function edit({ body }: Asked, params: Record<string, string>): Reply {
    const event = eventOf(params);
    mayWrite(guildOf(params), event);
    const given = body as Json;
    checks.body('ExternalScheduledEventPatchRequestPartialSchema', given, 'PATCH event');
    if (event.status > 2) throw refused('eventOver');
    const location = (given.entity_metadata as Json | undefined)?.location;
    const status = given.status === undefined || given.status === null ? event.status : Number(given.status);
    const next: DiscordEvent = {
      ...event,
      ...(given.name !== undefined && { name: String(given.name) }),
      ...(given.description !== undefined && { description: (given.description as string) ?? null }),
      ...(given.scheduled_start_time !== undefined && { start: String(given.scheduled_start_time) }),
      ...(given.scheduled_end_time !== undefined && { end: String(given.scheduled_end_time ?? '') }),
      ...(location !== undefined && { location: String(location) }),
      status: status as DiscordEvent['status'],
    };
    const order = [1, 2].includes(event.status) && (event.status === 1 ? [1, 2, 4] : [2, 3]).includes(status);
    checks.refuse('PATCH event', [
      ...(order ? [] : ['status: not from where it stands']),
      ...faultsOf(next, world.now(), given.scheduled_start_time !== undefined),
    ]);
    Object.assign(event, next);
    if (event.status > 2) {
      guildOf(params).events.delete(event.id);
      guildOf(params).formerEvents.set(event.id, event);
    }
    return told('GUILD_SCHEDULED_EVENT_UPDATE', event);
  }

  function deleteOne(_: Asked, params: Record<string, string>): Reply {
    const event = eventOf(params);
    mayWrite(guildOf(params), event);
    guildOf(params).events.delete(event.id);
    told('GUILD_SCHEDULED_EVENT_DELETE', event);
    return done;
  }

  const all = '/guilds/:guild/scheduled-events';
  return [
    {
      method: 'GET',
      pattern: all,
      handle: (_, params) => ok(standing(guildOf(params)).map((e) => eventShape(world, e))),
    },
    { method: 'POST', pattern: all, handle: create },
    {
      method: 'GET',
      pattern: `${all}/:event`,
      handle: (_, params) => ok(eventShape(world, eventOf(params))),
    },
    { method: 'PATCH', pattern: `${all}/:event`, handle: edit },
    { method: 'DELETE', pattern: `${all}/:event`, handle: deleteOne },
  ];
}

function faultsOf({ name, start, end, location }: DiscordEvent, now: number, startsAnew: boolean): string[] {
  return [
    ...(name.trim() === '' ? ['name: required'] : []),
    ...(location.trim() === '' ? ['entity_metadata.location: required for an event held elsewhere'] : []),
    ...(location.length > 100 ? ['entity_metadata.location: 100 characters at most'] : []),
    ...(end === '' ? ['scheduled_end_time: required for an event held elsewhere'] : []),
    ...(end !== '' && !(Date.parse(end) > Date.parse(start)) ? ['scheduled_end_time: after the start'] : []),
    ...(startsAnew && !(Date.parse(start) > now) ? ['scheduled_start_time: in the future'] : []),
  ];
}
