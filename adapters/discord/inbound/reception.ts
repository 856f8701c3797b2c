// What everything that comes in from Discord is answered with: who did it, where, and the way back to them.

import {
  type APIInteraction,
  type APIMessage,
  type ChannelType,
  InteractionType,
  MessageFlags,
  type REST,
} from 'discord.js';
import { incident } from '../../../src/app/execute.ts';
import type { News } from '../../../src/app/news.ts';
import { within } from '../../../src/app/within.ts';
import type { Reactions } from '../../../src/ui/emojis.ts';
import { type Guest, type Host, tongueAtHand } from '../../../src/ui/reception/guest.ts';
import { langOfLocale } from '../commands.ts';
import { type DiscordMessage, noteMessage } from '../components/message.ts';
import { tapOf } from '../components/taps.ts';
import type { DiscordDirectory } from '../directory.ts';
import type { PrivateLetters } from '../out.ts';
import { plainError } from '../rest.ts';
import { platformName } from '../who.ts';
import { type Answering, answeringTo, type Line, longest, NotHeard, type Where } from './answering.ts';
import type { Arrival } from './heard.ts';
import { threadTypes } from './places.ts';
import { told } from './privately.ts';

export interface Reception extends Host {
  line: Line;
  rest: REST;
  /** The app’s own user. */
  bot: string;
  /** As the app is called in Discord. */
  name: string;
  /** Where Discord is instead of its own address. */
  apiUrl: string | null;
  /** What emojis announce; empty where reactions are switched off. */
  reactions: Reactions;
  news: News;
  letters: PrivateLetters;
  directory: DiscordDirectory;
  /** The channel in which a thread stands; null for what is no thread. */
  parentOf(channel: string): Promise<string | null>;
}

/** One thing that somebody did in Discord. */
export interface Deed extends Guest {
  interaction: APIInteraction;
  answering: Answering;
  /** The thread in which it was done, within the channel. */
  thread: string | null;
}

/** @param room of the assembly, where what was tapped stands in none: in private it says which server is meant */
export function deedOf(
  at: Reception,
  interaction: APIInteraction,
  { receivedAt, arrivedMs, late }: Arrival,
  room: string | null = null,
): Deed {
  const { guild_id, channel_id, channel, member, user = member?.user, locale } = asSent(interaction);
  const team = guild_id ?? room?.split(':')[1] ?? '';
  const isThread = channel !== undefined && threadTypes.includes(channel.type);
  if (user && locale) at.directory.seen(user.id, locale);
  const name = member?.nick ?? user?.global_name ?? user?.username ?? null;
  return {
    who: { platform: platformName, tenant: team, externalId: user?.id ?? '', name },
    team,
    channel: guild_id === undefined ? null : ((isThread ? channel.parent_id : channel_id) ?? null),
    thread: isThread ? channel.id : null,
    receivedAt,
    speaks: langOfLocale(locale),
    interaction,
    answering: answeringTo(at.line, interaction, { arrivedMs, late }),
  };
}

/** What Discord sends of every interaction, as far as it is read here. */
interface AsSent {
  guild_id?: string;
  channel_id?: string;
  channel?: { id: string; type: ChannelType; parent_id?: string | null };
  member?: { nick?: string | null; user: { id: string; global_name?: string | null; username: string } };
  user?: { id: string; global_name?: string | null; username: string };
  locale?: string;
  message?: APIMessage;
}

function asSent(interaction: APIInteraction): AsSent {
  return interaction as unknown as AsSent;
}

/** The message on which it was tapped; undefined for what was typed. */
export function messageIn(interaction: APIInteraction): APIMessage | undefined {
  return asSent(interaction).message;
}

/** Of what nobody tapped. */
export function guestOf(user: string, team: string, channel: string, receivedAt: string): Guest {
  const who = { platform: platformName, tenant: team, externalId: user, name: null };
  return { who, team, channel, receivedAt, speaks: null };
}

/** Whether it was done on a step of that form, which then goes on in place. */
export function isFormMessage({ interaction }: Deed, deliveryId: string): boolean {
  const ids = (parts: readonly object[] = []): string[] =>
    parts.flatMap((part) => {
      const { custom_id, components } = part as { custom_id?: string; components?: object[] };
      return [...(custom_id === undefined ? [] : [custom_id]), ...ids(components)];
    });
  return ids(messageIn(interaction)?.components).some((id) => {
    const tap = tapOf(id);
    return tap?.kind === 'form' && tap.deliveryId === deliveryId;
  });
}

/** A message that its reader alone sees changes in place; beside any other a new one is shown to them alone. */
export function whereOf({ interaction }: Deed): Where {
  const isTap =
    interaction.type === InteractionType.MessageComponent || interaction.type === InteractionType.ModalSubmit;
  const flags = Number(messageIn(interaction)?.flags ?? 0);
  return isTap && (flags & MessageFlags.Ephemeral) !== 0 ? 'here' : 'aside';
}

/**
 * What is to be told of a failure, in their language as far as it is at hand: it is ours, and the log has the rest
 * under the number that the person sees.
 */
export function incidentOf(at: Reception, deed: Deed, error: unknown): string {
  const id = incident();
  at.app.log.error({ err: plainError(error), incident: id }, 'what came in from Discord failed');
  return tongueAtHand(at, deed)('page.error', { incident: id });
}

/** A few sentences in their language as far as it is at hand. */
export function note(
  at: Reception,
  deed: Deed,
  sentences: (t: ReturnType<typeof tongueAtHand>) => string[],
): DiscordMessage {
  const t = tongueAtHand(at, deed);
  return noteMessage(sentences(t), t);
}

/** What is told of a deed: in the conversation, and to whoever doesn’t hear it there. */
export interface Telling {
  /** What is said where nothing is known after a while. */
  late?: () => DiscordMessage;
  /** As it is read in private, where nothing of the conversation stands above it; unless given, the same. */
  privately?: () => Promise<DiscordMessage>;
}

/**
 * Answers with what the work brings, with its failure, or with what is said where nothing is known. What Discord
 * doesn’t take any more is told in private, to whoever lets us. False where nobody has heard it in the end.
 */
export async function answered(
  at: Reception,
  deed: Deed,
  work: Promise<DiscordMessage>,
  where: Where,
  { late = () => note(at, deed, (t) => [t('discord.late')]), privately }: Telling = {},
): Promise<boolean> {
  const failed = (error: unknown) => note(at, deed, () => [incidentOf(at, deed, error)]);
  const said = work.catch(failed);
  const inPrivate = async () => {
    const message = await said;
    return privately ? privately().catch(failed) : message;
  };
  return heard(
    at,
    deed,
    () => deed.answering.message(said, where, late),
    async () => (await within(inPrivate(), longest)) ?? late(),
  );
}

/** @param privately what is told where nobody hears the answer; null where it isn’t worth that */
export async function heard(
  at: Reception,
  deed: Deed,
  answer: () => Promise<void>,
  privately: (() => Promise<DiscordMessage>) | null,
): Promise<boolean> {
  try {
    await answer();
    return true;
  } catch (error) {
    if (!(error instanceof NotHeard)) throw error;
    at.app.log.warn({ err: plainError(error.cause) }, 'Discord could not be answered');
    return privately !== null && told(at, deed.who, await privately());
  }
}

/** In private Discord doesn’t say which server is meant: the one of this room. */
export function inServerOf(deed: Deed, room: string | null): Deed {
  if (deed.team !== '' || room === null) return deed;
  const team = room.split(':')[1] ?? '';
  return { ...deed, team, who: { ...deed.who, tenant: team } };
}
