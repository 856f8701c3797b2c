// What Discord refuses in messages and modals beyond its published schema.

import { everyComponent, isSelect, kinds, listOf } from './components.ts';
import type { DiscordMessage, Json } from './guild.ts';
import type { Asked } from './rest.ts';

const v2 = 32_768;
const ephemeral = 64;

/** @param shown the message as it stands, where it is changed; @param isAnswer to an interaction, which may be for one person alone */
export function faultsInMessage(
  given: Json,
  files: Asked['files'],
  { shown, isAnswer }: { shown?: DiscordMessage | undefined; isAnswer: boolean },
): string[] {
  const flags = Number(given.flags ?? 0);
  const wasV2 = Boolean(shown && shown.flags & v2);
  const isV2 = Boolean(flags & v2) || wasV2;
  const content = String(given.content ?? '');
  const components = listOf(given.components);
  const all = everyComponent(components);
  const allowed = 4 | v2 | (shown ? 0 : 4_096) | (isAnswer ? ephemeral : 0);
  const becomesEmpty = shown && isV2 && given.components !== undefined && components.length === 0;
  return [
    ...when(flags & ~allowed, `flags: ${flags & ~allowed} can't be set here`),
    ...when(
      wasV2 && typeof given.flags === 'number' && !(flags & v2),
      'flags: what is of components can’t be undone (IS_COMPONENTS_V2)',
    ),
    ...when(content.length > 2_000, `content: ${content.length} characters of 2000`),
    ...when(isV2 && content !== '', 'content: not beside IS_COMPONENTS_V2'),
    ...when(isV2 && listOf(given.embeds).length > 0, 'embeds: not beside IS_COMPONENTS_V2'),
    ...when(isV2 && given.poll, 'poll: not beside IS_COMPONENTS_V2'),
    ...when(isV2 && listOf(given.sticker_ids).length > 0, 'sticker_ids: not beside IS_COMPONENTS_V2'),
    ...when(
      isV2 && !wasV2 && shown && given.content === undefined && shown.content !== '',
      'content: to be taken away with IS_COMPONENTS_V2',
    ),
    ...when(becomesEmpty, 'components: nothing would be left'),
    ...(isV2 ? faultsInV2(all) : faultsInRows(components)),
    ...faultsInComponents(all),
    ...faultsInFiles(given, files, shown, all),
    ...faultsInMentions(given.allowed_mentions as Json | null | undefined),
    ...when(
      given.enforce_nonce === true && (given.nonce ?? '') === '',
      'nonce: there is none that could be enforced',
    ),
  ];
}

export function faultsInModal(given: Json): string[] {
  const components = listOf(given.components);
  const all = everyComponent(components);
  const fields = components.map((c) => c.component as Json).filter(Boolean);
  return [
    ...when(components.length > 5, `components: ${components.length} of 5`),
    ...when(String(given.title ?? '').trim() === '', 'title: blank'),
    ...faultsInComponents(all),
    ...fields.flatMap(faultsInField),
  ];
}

function faultsInField(field: Json): string[] {
  const name = `${field.custom_id}`;
  const value = typeof field.value === 'string' ? field.value : '';
  const [least, most] = [Number(field.min_length ?? 0), Number(field.max_length ?? 4_000)];
  return [
    ...when(field.type === kinds.text && field.label, `${name}: a label within a label`),
    ...when(least > most, `${name}: min_length above max_length`),
    ...when(value.length > most, `${name}: value of ${value.length} characters of ${most}`),
    ...when(
      value !== '' && value.length < least,
      `${name}: value of ${value.length} characters, ${least} at least`,
    ),
    ...when(field.disabled, `${name}: disabled in a modal`),
    ...when(
      isSelect(field) && field.required !== false && field.min_values === 0,
      `${name}: required, though nothing need be chosen`,
    ),
  ];
}

function faultsInV2(all: Json[]): string[] {
  const texts = all.filter((c) => c.type === kinds.display).map((c) => String(c.content ?? ''));
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return [
    ...when(all.length > 40, `components: ${all.length} of 40, all told`),
    ...when(length > 4_000, `components: ${length} characters of 4000 in all texts together`),
    ...when(
      texts.some((text) => text.trim() === ''),
      'components: a text that is blank',
    ),
  ];
}

function faultsInRows(components: Json[]): string[] {
  return [
    ...when(components.length > 5, `components: ${components.length} rows of 5`),
    ...when(
      components.some((c) => c.type !== kinds.row),
      'components: only rows, without IS_COMPONENTS_V2',
    ),
  ];
}

function faultsInComponents(all: Json[]): string[] {
  return [
    ...doubled(all.flatMap((c) => (c.custom_id ? [String(c.custom_id)] : []))).map(
      (id) => `custom_id: ${id} twice`,
    ),
    ...doubled(all.flatMap((c) => (Number(c.id) > 0 ? [String(c.id)] : []))).map((id) => `id: ${id} twice`),
    ...all.filter((c) => c.type === kinds.row).flatMap(faultsInRow),
    ...all.filter((c) => c.type === kinds.button).flatMap(faultsInButton),
    ...all
      .filter((c) => isSelect(c) || [kinds.radios, kinds.checks].includes(c.type as never))
      .flatMap(faultsInChoice),
  ];
}

function faultsInRow({ components }: Json): string[] {
  const inside = listOf(components);
  const selects = inside.filter(isSelect).length;
  return when(selects > 0 && inside.length > 1, 'row: a select stands alone in its row');
}

function faultsInButton({ style, custom_id, url, label, emoji }: Json): string[] {
  const name = `button ${label ?? custom_id}`;
  return [
    ...when(style === 5 ? !url || custom_id : !custom_id || url, `${name}: a custom_id, or for a link a url`),
    ...when(String(label ?? '').trim() === '' && !emoji, `${name}: neither label nor emoji`),
    ...when(String(label ?? '').length > 80, `${name}: ${String(label).length} characters of 80`),
  ];
}

function faultsInChoice({
  custom_id,
  options,
  min_values,
  max_values,
  default_values,
  type,
}: Json): string[] {
  const name = `${custom_id}`;
  const all = listOf(options);
  const [least, most] = [
    Number(min_values ?? 1),
    Number(max_values ?? (type === kinds.checks ? all.length : 1)),
  ];
  const chosen = all.filter((o) => o.default).length + listOf(default_values).length;
  return [
    ...doubled(all.map((o) => String(o.value))).map((value) => `${name}: value ${value} twice`),
    ...when(least > most, `${name}: min_values above max_values`),
    ...when(all.length > 0 && most > all.length, `${name}: max_values above the number of options`),
    ...when(chosen > most, `${name}: ${chosen} chosen of ${most}`),
    ...when(
      all.some((o) => String(o.label ?? '').trim() === ''),
      `${name}: an option that is blank`,
    ),
  ];
}

function faultsInFiles(
  given: Json,
  files: Asked['files'],
  shown: DiscordMessage | undefined,
  all: Json[],
): string[] {
  const described = listOf(given.attachments);
  const kept = (shown?.attachments ?? []).filter(
    (a) => given.attachments === undefined || described.some((d) => String(d.id) === a.id),
  );
  const known = new Set([...[...files.keys()].map(String), ...kept.map((a) => a.id)]);
  const names = [
    ...kept.map((a) => a.name),
    ...[...files].map(([n, f]) => String(described.find((d) => String(d.id) === `${n}`)?.filename ?? f.name)),
  ];
  const wanted = all.flatMap((c) => {
    const url = String((c.file as Json | undefined)?.url ?? (c.media as Json | undefined)?.url ?? '');
    if (c.type === kinds.file && !url.startsWith('attachment://')) return [`file: ${url} is no attachment`];
    const name = /^attachment:\/\/(.*)$/.exec(url)?.[1];
    return name === undefined || names.includes(name) ? [] : [`file: there is no attachment ${name}`];
  });
  const size = [...files.values()].reduce((sum, f) => sum + f.bytes.length, 0);
  return [
    ...described.filter((d) => !known.has(String(d.id))).map((d) => `attachments: there is no ${d.id}`),
    ...when(files.size + kept.length > 10, 'attachments: 10 at most'),
    ...when(size > 10_485_760, 'attachments: 10 MiB at most'),
    ...wanted,
  ];
}

function faultsInMentions(mentions: Json | null | undefined): string[] {
  const parse = (mentions?.parse ?? []) as string[];
  const both = ['users', 'roles'].filter(
    (kind) => parse.includes(kind) && listOf(mentions?.[kind]).length > 0,
  );
  return both.map((kind) => `allowed_mentions: ${kind} both parsed and named`);
}

function doubled(values: string[]): string[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}

function when(holds: unknown, fault: string): string[] {
  return holds ? [fault] : [];
}
