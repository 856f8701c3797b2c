// What one person can see on Discord: messages of channels and threads they may read, private messages, answers to
// them alone; and how a test points at one of these.

import { everyComponent, isSelect, kinds, listOf } from './components.ts';
import type { DiscordChannel, DiscordMessage, DiscordUser, Json, World } from './guild.ts';
import { alike, readMessage, readOption, rendered, there } from './reading.ts';
import { flags, isAllowed } from './rights.ts';

/** A message that is known, or one that is described. */
export type Pointed = DiscordMessage | Showing;

export interface Showing {
  showing: string;
  in?: DiscordChannel;
}

/** The newest message, or answer to this person alone, with these words. */
export function messageShowing(words: string, where: { in?: DiscordChannel } = {}): Showing {
  return { showing: words, ...where };
}

/** Everything they can see, the newest first. */
export function visible(world: World, user: DiscordUser, where?: DiscordChannel): DiscordMessage[] {
  const readable = new Map<string, boolean>();
  const mayRead = (id: string): boolean => {
    const known = readable.get(id);
    if (known !== undefined) return known;
    const channel = world.channels.get(id);
    const may = channel !== undefined && isAllowed(world, user.id, channel, flags.ViewChannel);
    readable.set(id, may);
    return may;
  };
  return world.messages
    .filter((m) => (m.onlyFor === null || m.onlyFor === user.id) && m.type !== 21 && mayRead(m.channel))
    .filter((m) => where === undefined || m.channel === where.id)
    .toReversed();
}

/** Throws, with what there is instead. */
export function pointedAt(world: World, user: DiscordUser, at: Pointed): DiscordMessage {
  if (!('showing' in at)) {
    if (visible(world, user).includes(at)) return at;
    throw new Error(`${user.name} can’t see that message`);
  }
  const messages = visible(world, user, at.in);
  const texts = messages.map((m) => readMessage(world, m, user));
  const found = messages[texts.findIndex((text) => alike(text).includes(alike(at.showing)))];
  if (found) return found;
  throw new Error(`${user.name} sees no message with „${at.showing}“; ${there(texts)}`);
}

export interface Button {
  label: string;
  component: Json;
  /** What is read above it, to tell it from others with the same label. */
  above: string;
}

/** In the order in which they stand. */
export function buttonsOn(world: World, message: DiscordMessage, user: DiscordUser): Button[] {
  let above = '';
  return everyComponent(message.components).flatMap((component) => {
    if (component.type === kinds.display) above += `\n${rendered(world, String(component.content), user)}`;
    return component.type === kinds.button
      ? [{ label: String(component.label ?? ''), component, above }]
      : [];
  });
}

/** The newest thing that has such a button. */
export function before(world: World, user: DiscordUser, label: string): DiscordMessage {
  const messages = visible(world, user);
  const found = messages.find((m) => buttonsOn(world, m, user).some((b) => alike(b.label) === alike(label)));
  if (found) return found;
  const labels = messages.flatMap((m) => buttonsOn(world, m, user)).map((b) => b.label);
  throw new Error(`${user.name} sees no button „${label}“ anywhere; ${there([...new Set(labels)])}`);
}

/** @param under words that stand above it, where there are several of the same label */
export function buttonCalled(
  world: World,
  user: DiscordUser,
  message: DiscordMessage,
  label: string,
  under?: string,
): Json {
  const buttons = buttonsOn(world, message, user);
  const found = buttons.filter(
    (b) => alike(b.label) === alike(label) && (under === undefined || alike(b.above).includes(alike(under))),
  );
  const [first] = found;
  const text = readMessage(world, message, user);
  const where = under === undefined ? '' : ` under „${under}“`;
  if (!first) throw new Error(`no button „${label}“${where}; ${there(buttons.map((b) => b.label))}\n${text}`);
  if (under === undefined && found.length > 1)
    throw new Error(`${found.length} buttons „${label}“: say under which words it stands\n${text}`);
  if (first.component.disabled) throw new Error(`the button „${label}“ is switched off\n${text}`);
  if (first.component.url)
    throw new Error(`„${label}“ opens ${first.component.url}: the app hears nothing of it`);
  return first.component;
}

/** The selects of a message; of several, the one with these words in it until something is chosen. */
export function selectCalled(message: DiscordMessage, placeholder?: string): Json {
  const selects = everyComponent(message.components).filter(isSelect);
  const named = (s: Json) => placeholder === undefined || alike(String(s.placeholder)) === alike(placeholder);
  const found = selects.filter(named);
  const [first] = found;
  const labels = selects.map((s) => String(s.placeholder ?? s.custom_id));
  if (!first) throw new Error(`no list „${placeholder ?? ''}“ in this message; ${there(labels)}`);
  if (found.length > 1) throw new Error(`${found.length} lists: say which; ${there(labels)}`);
  if (first.disabled) throw new Error(`the list „${placeholder ?? ''}“ is switched off`);
  return first;
}

/** The newest message with such a list. */
export function listBefore(world: World, user: DiscordUser, placeholder?: string): DiscordMessage {
  const has = (m: DiscordMessage) =>
    everyComponent(m.components).some(
      (c) =>
        isSelect(c) && (placeholder === undefined || alike(String(c.placeholder)) === alike(placeholder)),
    );
  const found = visible(world, user).find(has);
  if (found) return found;
  throw new Error(`${user.name} sees no list „${placeholder ?? ''}“ anywhere`);
}

/** By its label, or by its label and second line. */
export function optionCalled(options: unknown, wanted: string, of: string): Json {
  const all = listOf(options);
  const reads = (text: string) => alike(text) === alike(wanted);
  const found = all.find((o) => reads(readOption(o)) || reads(String(o.label)));
  if (found) return found;
  throw new Error(`no choice „${wanted}“ for „${of}“; ${there(all.map(readOption))}`);
}
