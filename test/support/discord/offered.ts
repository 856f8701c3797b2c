// What the buttons before somebody on Discord do: they look at labels, and a story has to know which of them is meant.

import { type Tap, tapOf } from '../../../adapters/discord/components/taps.ts';
import { everyComponent } from './components.ts';
import type { DiscordChannel, DiscordMessage, World } from './guild.ts';
import type { Person } from './person.ts';
import { type Button, buttonsOn, visible } from './sight.ts';

/** Somebody before messages. */
export interface Before {
  world: World;
  person: Person;
}

/** As a person would find it again: its label, and the words above it where others read alike. */
export interface Found {
  message: DiscordMessage;
  label: string;
  under: string | undefined;
}

/** The first button of these messages that does it. */
export function offeredIn(
  { world, person }: Before,
  messages: readonly DiscordMessage[],
  isIt: (tap: Tap) => boolean,
): Found | undefined {
  for (const message of messages) {
    const buttons = buttonsOn(world, message, person.user);
    const found = buttons.find(({ component }) => {
      const tap = tapOf(String(component.custom_id));
      return component.disabled !== true && tap !== undefined && isIt(tap);
    });
    if (!found) continue;
    const isAlone = buttons.filter(({ label }) => label === found.label).length === 1;
    return { message, label: found.label, under: isAlone ? undefined : lineAbove(found) };
  }
  return undefined;
}

export function tapsFound({ person }: Before, { message, label, under }: Found): Promise<string> {
  return person.taps(label, { on: message, ...(under !== undefined && { under }) });
}

/** What somebody sees that is theirs alone, the newest first. */
export function ownMessages({ world, person }: Before): DiscordMessage[] {
  return visible(world, person.user).filter(({ onlyFor }) => onlyFor !== null);
}

/** Of the channel and its threads, the newest first. */
export function messagesIn({ world, person }: Before, channel: DiscordChannel): DiscordMessage[] {
  const places = [channel, ...[...world.channels.values()].filter((c) => c.parent === channel.id)];
  const ids = new Set(places.map(({ id }) => id));
  return visible(world, person.user).filter((m) => m.onlyFor === null && ids.has(m.channel));
}

/** The taps that a message offers, its lists included. */
export function tapsOn({ components }: DiscordMessage): Tap[] {
  return everyComponent(components).flatMap(({ custom_id }) => {
    const tap = typeof custom_id === 'string' ? tapOf(custom_id) : undefined;
    return tap ? [tap] : [];
  });
}

function lineAbove({ above }: Button): string {
  return above.split('\n').findLast((line) => line.trim() !== '') ?? '';
}
