// What somebody of a story wants to do, as what they look for on a platform: a button, a word to type, a list in which
// it is offered. The ways there take turns, so that a story passes by all of them.

import type { Behalf } from '../../../adapters/sandbox/demo/stage.ts';
import {
  type CommandId,
  commandOf,
  opensFor,
  type TargetKind,
  typedCommands,
} from '../../../src/ui/command-table.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import type { Figure } from './cast.ts';

/** What somebody wants to do, and to what: P1. */
export interface Wish {
  action: string;
  /** '' where it stands alone. */
  target: string;
}

/** What they say in it. */
export interface Said {
  values: Readonly<Record<string, unknown>>;
  /** For whom somebody says that they speak, where they are asked: the reference of an institution; null for oneself. */
  institution: string | null;
  behalf: Behalf | null;
}

/** Somebody who looks for it, by the words of their language. */
export interface Looking<P extends Figure = Figure> {
  person: P;
  t: Translator;
  coordinates: boolean;
}

/** Which ways were gone, and how often. */
export type Trodden<Way extends string = string> = Map<Way, number>;

/**
 * Opens the form, by the way that was gone least; throws where it is offered nowhere.
 *
 * @param goes opens the form this way; false where nothing of the kind is offered there
 */
export async function opensForm<Way extends string>(
  { person }: Looking,
  { action, target }: Wish,
  {
    ways,
    trodden,
    goes,
  }: { ways: readonly Way[]; trodden: Trodden<Way>; goes: (way: Way) => Promise<boolean> },
): Promise<void> {
  for (const way of ways.toSorted((a, b) => (trodden.get(a) ?? 0) - (trodden.get(b) ?? 0))) {
    if (!(await goes(way))) continue;
    trodden.set(way, (trodden.get(way) ?? 0) + 1);
    return;
  }
  throw new Error(`${person.user.name} finds nowhere how to do ${action} to ${target}`);
}

/** The word that opens this form when it is typed, and what is named behind it. Undefined where there is none. */
export function wordFor(
  { action, target }: Wish,
  coordinates: boolean,
): { id: CommandId; about: TargetKind | null } | undefined {
  for (const { id } of typedCommands) {
    const opens = opensFor(id, coordinates ? 'coordinator' : 'partner');
    if (opens?.kind !== 'form') continue;
    const onProposal = target.startsWith('P') ? opens.onProposal : undefined;
    if ((onProposal ?? opens.action) === action)
      return { id, about: onProposal === undefined ? opens.target : 'proposal' };
  }
  return undefined;
}

/** The words that show lists in which somebody looks who knows what they want to do, and what they name. */
export function listsFor({ action, target }: Wish): { id: CommandId; target: string }[] {
  return [
    { id: 'me', target: '' },
    { id: 'members', target: '' },
    ...(target === '' ? [] : [{ id: 'proposals', target } as const]),
    ...(target !== '' && action.startsWith('call.') ? [{ id: 'follow-up', target } as const] : []),
  ];
}

export function wordIn({ lang }: Pick<Translator, 'lang'>, id: CommandId): string {
  return commandOf(id).names[lang][0];
}

/** What is put into each field, by its name. */
export function givenIn({ values, institution, behalf }: Said): Map<string, unknown> {
  const entered = Object.entries(behalf ?? {}).map(([name, value]) => [`for.${name}`, value] as const);
  return new Map<string, unknown>([
    ...Object.entries(values),
    ['institution', institution ?? 'self'],
    ...entered,
    ...('institution' in values ? [['institution', values.institution] as const] : []),
  ]);
}

/** Of a field, by the references that the story gives; nothing where it says nothing of it. */
export function severalIn(value: unknown, takesMany: boolean): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.map(String);
  return takesMany ? `${value}`.split(', ') : [`${value}`];
}
