// What everything that comes in from Slack is answered with: the application, and the workspaces.

import type { AllMiddlewareArgs, webApi } from '@slack/bolt';
import { incident } from '../../../src/app/execute.ts';
import { within } from '../../../src/app/within.ts';
import type { Reactions } from '../../../src/ui/emojis.ts';
import { type Guest, type Host, tongueAtHand } from '../../../src/ui/reception/guest.ts';
import { noteMessage, type SlackMessage } from '../blocks/message.ts';
import type { SlackWorkspace } from '../calls.ts';
import type { Arrival } from '../receivers.ts';
import { troubleOf } from '../trouble.ts';
import { plainError } from '../web-api.ts';
import { memberOf, type SentUser } from '../who.ts';

export interface Reception extends Host {
  /** What emojis announce; empty where reactions are switched off. */
  reactions: Reactions;
  /** Where the app is installed, by team. */
  installed: ReadonlyMap<string, SlackWorkspace>;
  /** The workspace through which people of this one are reached; undefined where the app isn’t installed. */
  workspaceOf(team: string): SlackWorkspace | undefined;
}

/** One thing that somebody did in Slack. */
export interface Deed extends Arrival, Guest {
  client: webApi.WebClient;
}

/** @param context as Bolt gives it, with what the receiver has added */
export function deedOf(
  { context, client }: Pick<AllMiddlewareArgs, 'context' | 'client'>,
  user: SentUser,
  channel: string | null,
): Deed {
  const { receivedAt, arrivedMs } = context as unknown as Arrival;
  const team = context.teamId ?? '';
  return { who: memberOf(user, team), team, channel, client, receivedAt, arrivedMs, speaks: null };
}

/**
 * What is to be told of a failure: that Slack left no time; else that it is ours, and the log has the rest under the
 * number that the person sees.
 */
export function failure(at: Reception, deed: Deed, error: unknown): string {
  if (noTimeLeft(error)) return tongueAtHand(at, deed)('slack.late');
  const id = incident();
  const err = plainError(error);
  at.app.log.error({ err, incident: id }, 'what came in from Slack failed');
  return tongueAtHand(at, deed)('page.error', { incident: id });
}

/** Milliseconds after its arrival by which anything is answered: Slack shows an error after three seconds. */
export const answeredWithin = 2_400;

/** Slack is answered when it is done, and in time in any case. */
export async function acknowledged(
  at: Reception,
  deed: Deed,
  work: Promise<unknown>,
  ack: () => Promise<unknown>,
): Promise<void> {
  const left = answeredWithin - (performance.now() - deed.arrivedMs);
  await within(
    work.catch(() => undefined),
    left,
  );
  await heard(at, ack);
  await work;
}

/** False where the line was cut meanwhile: what was done is done, and whoever did it sees an error of Slack’s. */
export async function heard({ app }: Reception, ack: () => Promise<unknown>): Promise<boolean> {
  try {
    await ack();
    return true;
  } catch (error) {
    app.log.warn({ code: troubleOf(error).code }, 'Slack could not be answered');
    return false;
  }
}

/** Slack gives three seconds for opening a view. */
function noTimeLeft(error: unknown): boolean {
  return troubleOf(error).code === 'expired_trigger_id';
}

/** Slack brought the same thing again: what it opens is open already. */
export function isRepeated(error: unknown): boolean {
  return troubleOf(error).code === 'exchanged_trigger_id';
}

/** Beside what they did, where no view can open any more; in private, where that was in a view. */
export async function aside(at: Reception, deed: Deed, said: string): Promise<void> {
  const { client, channel, who } = deed;
  const { blocks, text } = noteMessage([said], tongueAtHand(at, deed));
  const telling =
    channel === null
      ? tell(deed, { blocks, text })
      : client.chat.postEphemeral({ channel, user: who.externalId, blocks, text });
  await telling.catch((error: unknown) => {
    at.app.log.warn({ code: troubleOf(error).code }, 'nobody could be told that something failed');
  });
}

/** In private. */
export async function tell({ client, who }: Deed, { blocks, text }: SlackMessage): Promise<void> {
  const { channel } = await client.conversations.open({ users: who.externalId });
  if (channel?.id) await client.chat.postMessage({ channel: channel.id, blocks, text });
}
