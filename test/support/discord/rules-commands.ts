// What Discord refuses in the commands that an app registers, and in the choices it offers while somebody types.

import { AvailableLocalesEnumSchema } from 'discord-api-spec/zod';
import { listOf } from './components.ts';
import type { Json } from './guild.ts';

const most = { 1: 100, 2: 5, 3: 5 } as const;
const typed = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** @param all the commands of one place together */
export function faultsInCommands(all: readonly Json[]): string[] {
  const byType = Map.groupBy(all, (c) => Number(c.type ?? 1) as keyof typeof most);
  return [
    ...[...byType].flatMap(([type, of]) => [
      ...when(of.length > most[type], `${of.length} commands of type ${type}, of ${most[type]}`),
      ...faultsInNames(of, type === 1),
    ]),
    ...all.flatMap(faultsInCommand),
  ];
}

export function faultsInChoices({ choices }: Json): string[] {
  return listOf(choices).flatMap(faultsInChoice);
}

function faultsInCommand(command: Json): string[] {
  const name = `${command.name}`;
  const isTyped = (command.type ?? 1) === 1;
  const size = sizeOf(command);
  const described = String(command.description ?? '');
  return [
    ...when(size > 8_000, `${name}: ${size} characters of 8000`),
    ...when(isTyped && described.trim() === '', `${name}: no description`),
    ...when(!isTyped && described !== '', `${name}: a menu has no description`),
    ...when(!isTyped && listOf(command.options).length > 0, `${name}: a menu has no options`),
    ...faultsInLocales(command),
    ...faultsInOptions(name, listOf(command.options), 0),
  ];
}

function faultsInOptions(of: string, options: Json[], depth: number): string[] {
  const groups = options.filter((o) => o.type === 1 || o.type === 2);
  const firstOptional = options.findIndex((o) => o.required !== true);
  const late = firstOptional >= 0 && options.slice(firstOptional).some((o) => o.required === true);
  return [
    ...faultsInNames(options, true),
    ...when(options.length > 25, `${of}: ${options.length} options of 25`),
    ...when(
      groups.length > 0 && groups.length < options.length,
      `${of}: words of its own beside subcommands`,
    ),
    ...when(late, `${of}: what is required comes first`),
    ...when(depth > 0 && options.some((o) => o.type === 2), `${of}: a group within a group`),
    ...when(depth > 1 && options.some((o) => o.type === 1), `${of}: a subcommand within a subcommand`),
    ...options.flatMap((option) => [
      ...faultsInLocales(option),
      ...when(String(option.description ?? '').trim() === '', `${of} ${option.name}: no description`),
      ...when(
        option.autocomplete === true && listOf(option.choices).length > 0,
        `${of} ${option.name}: choices beside autocomplete`,
      ),
      ...listOf(option.choices).flatMap(faultsInChoice),
      ...faultsInOptions(`${of} ${option.name}`, listOf(option.options), option.type === 1 ? 2 : depth + 1),
    ]),
  ];
}

function faultsInChoice(choice: Json): string[] {
  const names = [choice.name, ...Object.values((choice.name_localizations as Json) ?? {})].map(String);
  const value = String(choice.value ?? '');
  return [
    ...when(
      names.some((n) => n.trim() === '' || n.length > 100),
      `choice ${names[0]}: a name of 1 to 100 characters`,
    ),
    ...when(value === '' || value.length > 100, `choice ${names[0]}: a value of 1 to 100 characters`),
    ...faultsInLocales(choice),
  ];
}

/** In each language every name is there once; what is typed has small letters and no blanks. */
function faultsInNames(of: readonly Json[], areTyped: boolean): string[] {
  const locales = [...new Set(of.flatMap((o) => Object.keys((o.name_localizations as Json) ?? {})))];
  const twice = ['', ...locales].flatMap((locale) => {
    const names = of.map((o) => String((o.name_localizations as Json | undefined)?.[locale] ?? o.name));
    return names
      .filter((n, i) => names.indexOf(n) !== i)
      .map((n) => `${n}: twice${locale && ` in ${locale}`}`);
  });
  const all = of.flatMap((o) => [o.name, ...Object.values((o.name_localizations as Json) ?? {})].map(String));
  const unfit = all.filter((n) => areTyped && (!typed.test(n) || n !== n.toLowerCase()));
  return [...twice, ...unfit.map((n) => `${n}: no name that can be typed`)];
}

function faultsInLocales(of: Json): string[] {
  return ['name_localizations', 'description_localizations'].flatMap((key) =>
    Object.keys((of[key] as Json) ?? {})
      .filter((locale) => !AvailableLocalesEnumSchema.safeParse(locale).success)
      .map((locale) => `${of.name}: ${locale} is no language of Discord’s`),
  );
}

/** Names, descriptions and values with all that is in it, each in the language in which it is longest. */
function sizeOf(of: Json): number {
  const longest = (words: unknown, localized: unknown) =>
    Math.max(...[words ?? '', ...Object.values((localized as Json) ?? {})].map((w) => String(w).length));
  const own =
    longest(of.name, of.name_localizations) +
    longest(of.description, of.description_localizations) +
    (typeof of.value === 'string' ? of.value.length : 0);
  const inside = [...listOf(of.options), ...listOf(of.choices)];
  return inside.reduce((sum, part) => sum + sizeOf(part), own);
}

function when(holds: unknown, fault: string): string[] {
  return holds ? [fault] : [];
}
