// Messages and modals as a person reads them on Discord, from top to bottom: no ids, no types, no markup.

import { everyComponent, isSelect, kinds, listOf } from './components.ts';
import type { DiscordMessage, DiscordUser, Json, World } from './guild.ts';

/** Where the people of the tests are. */
const zone = 'Europe/Brussels';

/** Its words or its components, then its files. */
export function readMessage(world: World, message: DiscordMessage, reader: DiscordUser): string {
  const { content, components, attachments, flags } = message;
  if (flags & 128) return '…';
  const read = (text: string) => rendered(world, text, reader);
  const inside = everyComponent(components).flatMap((c) =>
    c.type === kinds.file ? [String((c.file as Json).url)] : [],
  );
  const beside = attachments.filter(({ name }) => !inside.includes(`attachment://${name}`));
  return [
    ...(content === '' ? [] : read(content).split('\n')),
    ...components.flatMap((c) => readComponent(c, read)),
    ...beside.map(({ name }) => `[file ${name}]`),
  ].join('\n');
}

/** One line for each thing in it; a select as what is chosen, or what stands in it until then. */
function readComponent(component: Json, read: (text: string) => string): string[] {
  const inside = () => listOf(component.components).flatMap((c) => readComponent(c, read));
  switch (component.type) {
    case kinds.display:
      return read(String(component.content)).split('\n');
    case kinds.separator:
      return component.divider === false ? [] : ['----'];
    case kinds.container:
      return inside();
    case kinds.row:
      return [inside().join(' ')];
    case kinds.section:
      return [...inside(), ...readComponent(component.accessory as Json, read)];
    case kinds.button:
      return [readButton(component)];
    case kinds.file:
      return [`[file ${String((component.file as Json).url).replace('attachment://', '')}]`];
    case kinds.gallery:
      return listOf(component.items).map((i) => `[image ${i.description ?? ''}]`);
    case kinds.thumbnail:
      return [`[image ${component.description ?? ''}]`];
    default:
      if (isSelect(component)) return [readSelect(component)];
      throw new Error(`nobody can read a component of the type ${component.type} here`);
  }
}

function readButton({ label, disabled, url }: Json): string {
  if (url) return `[${label}](${url})`;
  return disabled ? `(${label})` : `[${label}]`;
}

function readSelect({ options, placeholder }: Json): string {
  const chosen = listOf(options).filter((o) => o.default);
  return chosen.length > 0 ? `= ${chosen.map(readOption).join(', ')}` : `‹${placeholder ?? ''}›`;
}

/** A choice as it is read: its second line too, where it has one. */
export function readOption({ label, description }: Json): string {
  return description ? `${label} ${description}` : `${label}`;
}

/** To compare what is read: every blank is alike, and what nobody sees isn't there. */
export function alike(text: string): string {
  return text.replaceAll(invisible, '').replaceAll(/\s+/gu, ' ').trim();
}

/** One line to name it by, in what a test says when it fails. */
export function opening(text: string): string {
  const line = text.split('\n').find((l) => l.trim() !== '') ?? '';
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

/** 'these are there: „A“, „B“' */
export function there(labels: readonly string[]): string {
  if (labels.length === 0) return 'there is none';
  return `these are there: ${labels.map((label) => `„${opening(label)}“`).join(', ')}`;
}

const invisible = /[\u200B\u200C\u2060\uFEFF]/gu;

/** Discord's markup as it is shown. What a backslash protects stands as it is. */
export function rendered(world: World, text: string, reader: DiscordUser): string {
  const kept: string[] = [];
  const keep = (shown: string) => `\uE000${kept.push(shown) - 1}\uE001`;
  const marked = text
    .replaceAll(/\\([^\p{L}\p{N}\s])/gu, (_, sign: string) => keep(sign))
    .replaceAll(/<@!?(\d+)>/g, (_, id: string) => keep(`@${nameOf(world, id)}`))
    .replaceAll(/<#(\d+)>/g, (_, id: string) => keep(`#${world.channels.get(id)?.name ?? 'inconnu'}`))
    .replaceAll(/<\/([^:>]+):\d+>/g, (_, name: string) => keep(`/${name}`))
    .replaceAll(/<t:(-?\d+)(?::(\w))?>/g, (_, at: string, style = 'f') =>
      keep(timeIn(Number(at) * 1_000, style, world.now(), reader.locale)),
    )
    .replaceAll(/`([^`\n]+)`/g, (_, code: string) => keep(code))
    .replaceAll(/https?:\/\/[^\s)>]+/g, (url) => keep(url))
    .replaceAll(/^(?:#{1,3}|-#) +/gm, '')
    .replaceAll(/^(\s*)[-*] +/gm, '$1• ')
    .replaceAll(/\[([^\]\n]+)\]\(([^)\n]+)\)/g, '$1')
    .replaceAll(/(\*\*|__|~~|\|\|)(.+?)\1/gs, '$2')
    .replaceAll(/(?<![\p{L}\p{N}])([*_])(?!\s)(.+?)(?<!\s)\1(?![\p{L}\p{N}])/gsu, '$2');
  let shown = marked;
  while (/\uE000\d+\uE001/.test(shown))
    shown = shown.replaceAll(/\uE000(\d+)\uE001/g, (_, at: string) => kept[Number(at)] ?? '');
  return shown.replaceAll(invisible, '');
}

function nameOf(world: World, id: string): string {
  const user = world.users.get(id);
  return user?.globalName ?? user?.name ?? 'utilisateur-inconnu';
}

function timeIn(at: number, style: string, now: number, locale: string): string {
  if (style !== 'R') {
    const date = { t: 'none', T: 'none', d: 'short', D: 'long', f: 'long', F: 'full' }[style] ?? 'long';
    const time = /[dD]/.test(style) ? 'none' : 'short';
    return new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      ...(date !== 'none' && { dateStyle: date as 'long' }),
      ...(time !== 'none' && { timeStyle: 'short' }),
    }).format(at);
  }
  const minutes = Math.round((at - now) / 60_000);
  const units = [
    ['year', 525_600],
    ['month', 43_800],
    ['day', 1_440],
    ['hour', 60],
    ['minute', 1],
  ] as const;
  const [unit, size] = units.find(([, size]) => Math.abs(minutes) >= size) ?? ['minute', 1];
  return new Intl.RelativeTimeFormat(locale).format(Math.trunc(minutes / size), unit);
}
