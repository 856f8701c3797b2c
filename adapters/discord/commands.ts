// The commands of Discord: what is registered there, and what somebody has typed of it, as the words of the house.
//
// Discord gives or takes away a command as a whole, so there are two: everybody's, and that of whoever coordinates.
// What somebody may do is the core's to say all the same.

import {
  type APIApplicationCommandInteractionDataOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Lang } from '../../src/domain/people.ts';
import {
  type CommandId,
  commandOf,
  importing,
  type Opens,
  type Role,
  type TypedBefore,
  typedCommands,
} from '../../src/ui/command-table.ts';
import { meaningOf } from '../../src/ui/commands.ts';
import { labelOf } from '../../src/ui/forms.ts';
import { typedField } from '../../src/ui/open-command.ts';
import { type MessageKey, translator } from '../../src/ui/translator.ts';

export const everybodys = 'concertation';
export const coordinations = 'coordination';

/** What is done to a message from its menu. */
export type OnMessage = 'ask' | 'object' | 'read';
const onMessage: readonly OnMessage[] = ['read', 'object', 'ask'];

/** What a subcommand asks for besides its word. */
export type Asks = 'proposal' | 'call' | 'meeting' | 'institution' | 'objective' | 'words';

/** What Discord shows of a command, in each language. */
interface Named {
  name: string;
  name_localizations: Record<string, string>;
}
interface Described extends Named {
  description: string;
  description_localizations: Record<string, string>;
}

/** French stands for whoever uses Discord in another language than the three. */
const own: Lang = 'fr';
const locales: Readonly<Record<Lang, readonly Locale[]>> = {
  fr: [Locale.French],
  nl: [Locale.Dutch],
  en: [Locale.EnglishUS, Locale.EnglishGB],
};

/** The language of somebody by what Discord says of them; null for any other. */
export function langOfLocale(locale: string | undefined): Lang | null {
  const [first] = (locale ?? '').split('-');
  return (['fr', 'nl', 'en'] as const).find((lang) => lang === first) ?? null;
}

/** In a server alone: in private a command says nothing of where it is meant. */
const inServers = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/** Everything that is registered with Discord; the same each time. */
export function applicationCommands(): RESTPostAPIApplicationCommandsJSONBody[] {
  return [
    {
      type: ApplicationCommandType.ChatInput,
      ...inServers,
      ...described('discord.command.concertation', { [own]: everybodys }),
      options: wordsOf('partner').map((id) => subcommand(id, 'partner')),
    },
    {
      type: ApplicationCommandType.ChatInput,
      ...inServers,
      ...described('discord.command.coordination', { [own]: coordinations }),
      // Organising something is what Discord has for it; a server gives the command to other roles as it likes.
      default_member_permissions: `${PermissionFlagsBits.ManageEvents}`,
      options: wordsOf('coordinator').map((id) => subcommand(id, 'coordinator')),
    },
    ...onMessage.map((what) => ({
      type: ApplicationCommandType.Message as const,
      ...inServers,
      ...named(`discord.menu.${what}`),
    })),
  ];
}

/** Where a word is typed in Discord. */
export const inDiscord: TypedBefore = (id) =>
  `/${wordsOf('partner').includes(id) ? everybodys : coordinations} `;

/** The words of each command: what is everybody's, and what is only a coordinator's or means something else to her. */
function wordsOf(role: Role): CommandId[] {
  const words = typedCommands.filter(({ opens }) =>
    role === 'partner' ? opens.partner !== null : opens.coordinator !== opens.partner,
  );
  const ids = words.map(({ id }) => id);
  return role === 'partner' ? ids : [...ids, 'help'];
}

function subcommand(id: CommandId, role: Role): APIApplicationCommandOption {
  const { names } = commandOf(id);
  const fields = asksOf(id, role).map((asks) => ({
    type: ApplicationCommandOptionType.String as const,
    ...optionText(asks, id, role),
    required: false,
    ...(asks === 'words' ? { max_length: mostWords } : { autocomplete: true }),
  }));
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: names[own][0],
    name_localizations: localised((lang) => names[lang][0]),
    description: meaningOf(id, own, role),
    description_localizations: localised((lang) => meaningOf(id, lang, role)),
    options: fields,
  } as APIApplicationCommandOption;
}

/** Characters that Discord takes after a word. */
const mostWords = 4000;

function asksOf(id: CommandId, role: Role): Asks[] {
  const opens = commandOf(id).opens[role];
  if (opens === null || id === 'help') return [];
  const about: Asks[] = opens.target === null ? [] : [opens.target];
  if (id === 'members') return ['institution'];
  if (id === 'propose') return [...about, 'objective', 'words'];
  return [
    ...about,
    ...(onProposal(opens) ? (['proposal'] as const) : []),
    ...(takesWords(opens) ? (['words'] as const) : []),
  ];
}

function onProposal(opens: Opens): boolean {
  return opens.kind === 'form' && opens.onProposal !== undefined;
}

function takesWords(opens: Opens): boolean {
  return opens.kind === 'form' && opens.action !== importing && typedField(opens.action) !== undefined;
}

/** Words are described as the field in which they will stand. */
function optionText(asks: Asks, id: CommandId, role: Role): Described {
  const text = named(`discord.option.${asks}`);
  const opens = commandOf(id).opens[role];
  const field = asks === 'words' && opens?.kind === 'form' ? typedField(opens.action) : undefined;
  const meaning = (lang: Lang) =>
    field === undefined || opens?.kind !== 'form'
      ? say(lang, `discord.option.${asks}.meaning`)
      : labelOf(translator(lang), opens.action, field);
  return { ...text, description: meaning(own), description_localizations: localised(meaning) };
}

function described(key: string, fixed: Partial<Record<Lang, string>>): Described {
  return {
    name: fixed[own] ?? '',
    name_localizations: {},
    description: say(own, key),
    description_localizations: localised((lang) => say(lang, key)),
  };
}

function named(key: string): Named {
  return { name: say(own, key), name_localizations: localised((lang) => say(lang, key)) };
}

function localised(text: (lang: Lang) => string): Record<string, string> {
  return Object.fromEntries(
    (Object.keys(locales) as Lang[]).flatMap((lang) => locales[lang].map((locale) => [locale, text(lang)])),
  );
}

function say(lang: Lang, key: string): string {
  return translator(lang)(key as MessageKey);
}

/** A subcommand that somebody has sent, or is typing. */
export interface TypedIn {
  id: CommandId;
  role: Role;
  said: Partial<Record<Asks, string>>;
  /** What they are typing at this moment; null once it is sent. */
  focused: Asks | null;
}

/** Undefined for what isn’t one of ours (any more). */
export function typedIn(
  command: string,
  options: readonly APIApplicationCommandInteractionDataOption[] = [],
): TypedIn | undefined {
  const role = command === everybodys ? 'partner' : command === coordinations ? 'coordinator' : undefined;
  const [sub] = options;
  const known = typedCommands.find(({ names }) => names[own][0] === sub?.name);
  if (!role || !known || sub?.type !== ApplicationCommandOptionType.Subcommand) return undefined;
  const asked = asksOf(known.id, role);
  const said: TypedIn['said'] = {};
  let focused: Asks | null = null;
  for (const option of sub.options ?? []) {
    const asks = asked.find((a) => named(`discord.option.${a}`).name === option.name);
    if (!asks || option.type !== ApplicationCommandOptionType.String) continue;
    said[asks] = option.value;
    if (option.focused) focused = asks;
  }
  return { id: known.id, role, said, focused };
}

/** Which menu of a message was used. */
export function onMessageNamed(name: string): OnMessage | undefined {
  return onMessage.find((what) => say(own, `discord.menu.${what}`) === name);
}
