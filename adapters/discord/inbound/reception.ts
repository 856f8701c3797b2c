// What everything that comes in from Discord is answered with: who did it, where, and the way back to them.

import {
  type APIInteraction,
  type APIMessage,
  ChannelType,
  InteractionType,
  MessageFlags,
} from 'discord.js';
import { incident } from '../../../src/app/execute.ts';
import { noteCard } from '../../../src/ui/card.ts';
import type { Reactions } from '../../../src/ui/emojis.ts';
import { type Guest, type Host, tongueAtHand } from '../../../src/ui/reception/guest.ts';
import { platformName } from '../who.ts';
import { langOfLocale } from '../commands.ts';
import { type DiscordMessage, messageOf } from '../components/message.ts';
import type { PrivateWay } from '../private.ts';
import { plainError } from '../rest.ts';
import { type Answering, answeringTo, type Line, NotHeard, type Where } from './answering.ts';

export interface Reception extends Host {
  line: Line;
  /** What emojis announce; empty where reactions are switched off. */
  reactions: Reactions;
  privately: PrivateWay;
}

/** One thing that somebody did in Discord. */
export interface Deed extends Guest {
  interaction: APIInteraction;
  answering: Answering;
  /** The thread in which it was done, within the channel. */
  thread: string | null;
}

/** When something came in, by the clock of the service and by one that never jumps. */
export interface Arrival {
  receivedAt: string;
  arrivedMs: number;
}

/** @param room of the assembly, where what was tapped stands in none: in private it says which server is meant */
export function deedOf(
  at: Reception,
  interaction: APIInteraction,
  { receivedAt, arrivedMs }: Arrival,
  room: string | null = null,
): Deed {
  const { guild_id, channel, member, user = member?.user, locale } = asSent(interaction);
  const team = guild_id ?? room?.split(':')[1] ?? '';
  const isThread = channel !== undefined && threads.includes(channel.type);
  const name = member?.nick ?? user?.global_name ?? user?.username ?? null;
  return {
    who: { platform: platformName, tenant: team, externalId: user?.id ?? '', name },
    team,
    channel: guild_id === undefined ? null : ((isThread ? channel.parent_id : channel?.id) ?? null),
    thread: isThread ? channel.id : null,
    receivedAt,
    speaks: langOfLocale(locale),
    interaction,
    answering: answeringTo(at.line, interaction, arrivedMs),
  };
}

const threads: readonly ChannelType[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

/** What Discord sends of every interaction, as far as it is read here. */
interface AsSent {
  guild_id?: string;
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
export function failure(at: Reception, deed: Deed, error: unknown): DiscordMessage {
  const id = incident();
  at.app.log.error({ err: plainError(error), incident: id }, 'what came in from Discord failed');
  return note(at, deed, (t) => [t('page.error', { incident: id })]);
}

/** A few sentences in their language as far as it is at hand. */
export function note(
  at: Reception,
  deed: Deed,
  sentences: (t: ReturnType<typeof tongueAtHand>) => string[],
): DiscordMessage {
  const t = tongueAtHand(at, deed);
  return messageOf(noteCard(sentences(t), t), t);
}

/**
 * Answers with what the work brings, with its failure, or with what is said where nothing is known. What Discord
 * doesn’t take any more is told in private, to whoever lets us.
 */
export async function answered(
  at: Reception,
  deed: Deed,
  work: Promise<DiscordMessage>,
  where: Where,
  late: () => DiscordMessage = () => note(at, deed, (t) => [t('discord.late')]),
): Promise<void> {
  const said = work.catch((error: unknown) => failure(at, deed, error));
  await heard(at, deed, () => deed.answering.message(said, where, late), said);
}

/** @param said told in private where nobody hears the answer; null where it isn’t worth that */
export async function heard(
  at: Reception,
  deed: Deed,
  answer: () => Promise<void>,
  said: Promise<DiscordMessage> | null,
): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (!(error instanceof NotHeard)) throw error;
    at.app.log.warn({ err: plainError(error.cause) }, 'Discord could not be answered');
    const message = await said;
    if (message) await at.privately.tell(deed.who, message);
  }
}
