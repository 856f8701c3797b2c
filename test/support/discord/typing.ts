// A person typing a command: what Discord offers them, in their language, and what it makes of what they typed.

import { listOf } from './components.ts';
import type {
  DiscordAttachment,
  DiscordChannel,
  DiscordUser,
  Json,
  RegisteredCommand,
  World,
} from './guild.ts';
import type { Named } from './payloads.ts';
import { alike, there } from './reading.ts';
import { flags, isAllowed, rightsIn } from './rights.ts';

/** What is put behind an option: words, a person, a channel, a file. */
export type OptionGiven = string | number | boolean | DiscordUser | DiscordChannel | DiscordAttachment;

export interface Typed {
  command: RegisteredCommand;
  /** The options of the command or subcommand that was named. */
  offered: Json[];
  /** What was put behind each, by the option's own name. */
  given: Map<string, OptionGiven>;
  /** Wraps options into the subcommands that were named. */
  wrapped(options: Json[]): Json[];
}

/** Throws where there is no such command or option for this person here. */
export function typedBy(
  world: World,
  user: DiscordUser,
  channel: DiscordChannel,
  typed: string,
  more: Readonly<Record<string, OptionGiven>>,
): Typed {
  const [word = '', ...rest] = typed.replace(/^\//, '').split(/\s+/).filter(Boolean);
  const commands = commandsFor(world, user, channel).filter((c) => c.type === 1);
  const command = commands.find((c) => isCalled(c, word, user));
  if (!command)
    throw new Error(
      `no command /${word} for ${user.name} here; ${there(commands.map((c) => nameIn(c, user)))}`,
    );
  const path: Json[] = [];
  let offered = listOf(command.options);
  while (offered.some(isGroup)) {
    const next = offered.find((o) => isGroup(o) && isCalled(o, rest[0] ?? '', user));
    if (!next)
      throw new Error(`/${word} goes on with one of: ${offered.map((o) => nameIn(o, user)).join(', ')}`);
    rest.shift();
    path.push(next);
    offered = listOf(next.options);
  }
  const given = new Map<string, OptionGiven>();
  for (const [name, value] of [...inLine(rest.join(' '), offered, user), ...Object.entries(more)]) {
    const option = offered.find((o) => isCalled(o, name, user));
    if (!option)
      throw new Error(`${typed}: no option „${name}“; ${there(offered.map((o) => nameIn(o, user)))}`);
    given.set(String(option.name), value);
  }
  const wrapped = (options: Json[]) =>
    path.toReversed().reduce((inside, { name, type }) => [{ name, type, options: inside }], options);
  return { command, offered, given, wrapped };
}

/** What Discord offers in this place: of the guild and everywhere, as far as they may use it. */
export function commandsFor(world: World, user: DiscordUser, channel: DiscordChannel): RegisteredCommand[] {
  const guild = world.guilds.get(channel.guild ?? '');
  if (guild && !isAllowed(world, user.id, channel, flags.UseApplicationCommands)) return [];
  if (guild && !guild.members.has(world.bot.user)) return [];
  const all = [...(guild ? (world.commands.get(guild.id) ?? []) : []), ...(world.commands.get('') ?? [])];
  return all.filter((c) => {
    const contexts = c.contexts as number[] | null | undefined;
    if (!(contexts?.includes(guild ? 0 : 1) ?? (guild !== undefined || c.dm_permission !== false)))
      return false;
    const needed = c.default_member_permissions;
    if (!guild || needed === null || needed === undefined) return true;
    const rights = rightsIn(world, user.id, guild, channel);
    return String(needed) === '0'
      ? Boolean(rights & flags.Administrator)
      : (rights & BigInt(String(needed))) === BigInt(String(needed));
  });
}

/** What is sent for each option; throws where something required is missing, or Discord takes no such thing. */
export function optionsOf(
  world: World,
  { offered, given }: Typed,
  user: DiscordUser,
): { options: Json[]; named: Named } {
  const users: string[] = [];
  const channels: string[] = [];
  const attachments: DiscordAttachment[] = [];
  const options = offered.flatMap((option): Json[] => {
    const value = given.get(String(option.name));
    const name = nameIn(option, user);
    if (value === undefined || value === '') {
      if (option.required) throw new Error(`„${name}“ is required`);
      return [];
    }
    const sent = sentFor(world, option, value, user);
    if (option.type === 6) users.push(String(sent));
    if (option.type === 7) channels.push(String(sent));
    if (option.type === 11) attachments.push(...[world.uploads.get(String(sent)) ?? []].flat());
    return [{ name: option.name, type: option.type, value: sent }];
  });
  return { options, named: { users, channels, attachments } };
}

function sentFor(world: World, option: Json, given: OptionGiven, user: DiscordUser): unknown {
  const name = nameIn(option, user);
  const choices = listOf(option.choices);
  if (choices.length > 0) {
    const found = choices.find((c) => alike(nameIn(c, user)) === alike(String(given)) || c.value === given);
    if (!found)
      throw new Error(`no choice „${given}“ for „${name}“; ${there(choices.map((c) => nameIn(c, user)))}`);
    return found.value;
  }
  if (option.type === 3) {
    const [least, most] = [Number(option.min_length ?? 0), Number(option.max_length ?? 6_000)];
    const text = String(given);
    if (text.length < least || text.length > most)
      throw new Error(`„${name}“ takes ${least} to ${most} characters`);
    return text;
  }
  if (option.type === 4 || option.type === 10) {
    const number = Number(given);
    const fits =
      number >= Number(option.min_value ?? -Infinity) && number <= Number(option.max_value ?? Infinity);
    if (!fits || (option.type === 4 && !Number.isInteger(number)))
      throw new Error(`„${name}“ doesn’t take ${given}`);
    return number;
  }
  if (option.type === 5) return given === true || given === 'true';
  if (typeof given === 'object') return given.id;
  const among: { id: string; name: string }[] =
    option.type === 7 ? [...world.channels.values()] : [...world.users.values()];
  const wanted = String(given).replace(/^[@#]/, '');
  const found = among.find((a) => a.name === wanted || (a as Partial<DiscordUser>).globalName === wanted);
  if (!found) throw new Error(`no „${given}“ for „${name}“`);
  return found.id;
}

/** 'titre:Frigo partagé objectif:Se loger' */
function inLine(rest: string, offered: Json[], user: DiscordUser): [string, string][] {
  const names = offered.flatMap((o) => [nameIn(o, user), String(o.name)]);
  const starts = names.toSorted((a, b) => b.length - a.length).map((n) => RegExp.escape(n));
  if (rest.trim() === '') return [];
  if (starts.length === 0) throw new Error(`nothing can be typed behind it: „${rest}“`);
  const found = [...rest.matchAll(new RegExp(`(?:^|\\s)(${starts.join('|')}):`, 'gi'))];
  if (found[0]?.index !== 0) throw new Error(`„${rest}“ belongs to no option; ${there(names)}`);
  return found.map((match, i) => {
    const end = found[i + 1]?.index ?? rest.length;
    return [match[1] ?? '', rest.slice(match.index + match[0].length, end).trim()];
  });
}

export function nameIn(of: Json, { locale }: DiscordUser): string {
  return String((of.name_localizations as Json | null | undefined)?.[locale] ?? of.name);
}

function isCalled(of: Json, word: string, user: DiscordUser): boolean {
  return [nameIn(of, user), String(of.name)].includes(word.toLowerCase());
}

function isGroup({ type }: Json): boolean {
  return type === 1 || type === 2;
}
