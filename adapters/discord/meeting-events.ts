// The meetings of an assembly as events of the Discord server in which it has a room: one for each meeting, changed
// with it, cancelled with it. Everybody in the server sees an event; so where not everybody sees the room, it says no
// more than that there is a meeting.

import {
  type APIChannel,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
  PermissionFlagsBits,
  Routes,
} from 'discord.js';
import type { Store } from '../../src/app/ports.ts';
import type { Lang } from '../../src/domain/people.ts';
import type { MeetingNotice } from '../../src/ui/convocation-file.ts';
import { translator } from '../../src/ui/translator.ts';
import type { Call } from './calls.ts';
import { literal } from './components/literal.ts';

/** Where the notice stands. */
export interface EventPlace {
  guild: string;
  /** The room's channel. */
  channel: string;
  /** `CHANNEL:MESSAGE` of the notice. */
  messageId: string;
  lang: Lang;
  /** The app's own user. */
  bot: string;
}

/** Of the events of a server, what is looked at. */
interface FoundEvent {
  id: string;
  creator_id?: string | null;
  name: string;
  description?: string | null;
  scheduled_start_time: string;
  scheduled_end_time: string | null;
  status: GuildScheduledEventStatus;
  entity_metadata?: { location?: string } | null;
}

interface Wanted {
  name: string;
  description: string;
  startsAt: string;
  endsAt: string;
  location: string;
}

/** Discord's limits. */
const longestName = 100;
const longestPlace = 100;
const longestDescription = 1_000;

/**
 * Makes the server's event of this meeting what the notice says. Those that there are are listed before one is
 * created. Where the meeting has begun, nothing is created any more. Throws as `call` does.
 *
 * @param now UTC
 */
export async function keepEvent(
  call: Call,
  store: Pick<Store, 'setting' | 'setSetting'>,
  place: EventPlace,
  notice: MeetingNotice,
  now: string,
): Promise<void> {
  const { guild } = place;
  const setting = `discord:event:${guild}:${referenceOf(notice)}`;
  const events = await call<FoundEvent[]>({ method: 'look', channel: guild }, (rest) =>
    rest.get(Routes.guildScheduledEvents(guild)),
  );
  const known = await store.setting(setting);
  const ours = events.filter((event) => event.creator_id === place.bot && isAheadOrOn(event));
  const found =
    ours.find((event) => event.id === known) ??
    ours.find((event) => event.description?.endsWith(referenceOf(notice)));
  const send = <T>(work: Parameters<Call>[1]) => call<T>({ method: 'event', channel: guild }, work);
  const change = (event: FoundEvent, body: object) =>
    send((rest) => rest.patch(Routes.guildScheduledEvent(guild, event.id), { body }));

  if (!notice.on) {
    if (found) await change(found, { status: ended(found) });
    return;
  }
  const wanted = eventOf(notice, place, await isOpen(call, place));
  if (found) {
    const body = changes(found, wanted, now);
    if (Object.keys(body).length > 0) await change(found, body);
  } else if (notice.startsAt > now) {
    const { id } = await send<FoundEvent>((rest) =>
      rest.post(Routes.guildScheduledEvents(guild), { body: creation(wanted) }),
    );
    await store.setSetting(setting, id);
  }
}

/** What the event says. @param open whether everybody in the server may know what the room knows */
export function eventOf(notice: MeetingNotice, place: EventPlace, open: boolean): Wanted {
  const t = translator(place.lang);
  const [channel, message] = place.messageId.split(':');
  const link = `https://discord.com/channels/${place.guild}/${channel}/${message}`;
  const { title, startsAt, endsAt } = notice;
  const where = notice.place?.replaceAll(/\s+/g, ' ').trim() ?? '';
  const isLong = where.length > longestPlace;
  const location = !open
    ? t('discord.event.place.closed')
    : where === ''
      ? t('discord.event.place.unknown')
      : isLong
        ? t('discord.event.place.long')
        : where;
  const said = open
    ? [
        ...(isLong ? [t('labelled', { label: t('meeting.place'), text: where })] : []),
        ...notice.description.split('\n'),
      ]
    : [];
  const end = [
    t('discord.event.message', { link }),
    t('discord.event.reference', { reference: referenceOf(notice) }),
  ];
  const description = fitting(said.map(literal), t('discord.event.more'), end);
  return { name: title.slice(0, longestName), description, startsAt, endsAt, location };
}

/** Whole lines, as many as there is room for; that there were more is said. */
function fitting(lines: readonly string[], more: string, end: readonly string[]): string {
  const whole = [...lines, ...end].join('\n');
  if (whole.length <= longestDescription) return whole;
  let kept = [...lines];
  const text = () => [...kept, more, ...end].join('\n');
  while (kept.length > 0 && text().length > longestDescription) kept = kept.slice(0, -1);
  return text();
}

/** What names the meeting among all: the last that its event says. */
function referenceOf({ meeting, assembly }: Pick<MeetingNotice, 'meeting' | 'assembly'>): string {
  return `${meeting}.${assembly}`;
}

function creation({ name, description, startsAt, endsAt, location }: Wanted) {
  return {
    name,
    description,
    scheduled_start_time: startsAt,
    scheduled_end_time: endsAt,
    entity_type: GuildScheduledEventEntityType.External,
    entity_metadata: { location },
    privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
  };
}

/** What has to be said anew. The beginning of what has begun stays. */
function changes(event: FoundEvent, { name, description, startsAt, endsAt, location }: Wanted, now: string) {
  const differs = (a: string | null, b: string) => a === null || Date.parse(a) !== Date.parse(b);
  const isAhead = event.status === GuildScheduledEventStatus.Scheduled && startsAt > now;
  return {
    ...(event.name !== name && { name }),
    ...(event.description !== description && { description }),
    ...(event.entity_metadata?.location !== location && { entity_metadata: { location } }),
    ...(isAhead && differs(event.scheduled_start_time, startsAt) && { scheduled_start_time: startsAt }),
    ...(differs(event.scheduled_end_time, endsAt) && { scheduled_end_time: endsAt }),
  };
}

/** What is over or cancelled stays so: a meeting convened anew has an event of its own. */
function isAheadOrOn({ status }: FoundEvent): boolean {
  return status === GuildScheduledEventStatus.Scheduled || status === GuildScheduledEventStatus.Active;
}

function ended({ status }: FoundEvent): GuildScheduledEventStatus {
  return status === GuildScheduledEventStatus.Active
    ? GuildScheduledEventStatus.Completed
    : GuildScheduledEventStatus.Canceled;
}

/** Whether nothing keeps everybody in the server from seeing the room. */
async function isOpen(call: Call, { guild, channel }: EventPlace): Promise<boolean> {
  const found = await call<APIChannel>({ method: 'look', channel }, (rest) =>
    rest.get(Routes.channel(channel)),
  );
  const overwrites = 'permission_overwrites' in found ? (found.permission_overwrites ?? []) : [];
  const everybody = overwrites.find(({ id }) => id === guild);
  return (BigInt(everybody?.deny ?? 0) & PermissionFlagsBits.ViewChannel) === 0n;
}
