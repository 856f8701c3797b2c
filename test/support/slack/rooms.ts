// What stands in a channel, found by what it shows.

import type { SlackService } from './service.ts';
import type { SlackMessage } from './workspace.ts';

/** The message of a card: P1. Throws where there is none, or more than one. */
export function cardOf({ slack, channel }: SlackService, ref: string): SlackMessage {
  const found = slack.workspace.messages.filter(
    (m) => m.channel === channel.id && `${m.metadata?.event_payload.key}`.endsWith(`:card:${ref}`),
  );
  const [card] = found;
  if (!card || found.length > 1) throw new Error(`${found.length} cards of ${ref}`);
  return card;
}
