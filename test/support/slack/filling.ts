// A person filling in the form on top: by the labels that are read, with what Slack itself asks of each field.

import { alike, listOf, opening, optionsIn, readOption, said, zone } from './reading.ts';
import { filled, isMany, valueIn } from './view-state.ts';
import type { SlackBrought, SlackChannel, SlackUser, SlackView, Workspace } from './workspace.ts';

type Payload = Record<string, unknown>;

/**
 * A text; the label of a choice; a time, on the clocks of Brussels unless it says otherwise ('2026-11-30T17:00'); a
 * person or a channel, or its name; a file; several of these. '' takes away what was there.
 */
export type Given = One | readonly One[];
type One = string | SlackUser | SlackChannel | SlackBrought;

export interface Field {
  label: string;
  blockId: string;
  element: Payload;
  optional: boolean;
}

export function fieldsOf({ view }: SlackView): Field[] {
  return listOf(view.blocks)
    .filter((block) => block.type === 'input')
    .map((block) => ({
      label: said(block.label),
      blockId: `${block.block_id}`,
      element: block.element as Payload,
      optional: block.optional === true,
    }));
}

export function fieldCalled(view: SlackView, label: string): Field {
  const fields = fieldsOf(view);
  const found = fields.find((field) => alike(field.label) === alike(label));
  if (found) return found;
  throw new Error(`no field „${label}“ in „${said(view.view.title)}“; ${there(fields.map((f) => f.label))}`);
}

/** 'these are there: „A“, „B“' */
export function there(labels: readonly string[]): string {
  if (labels.length === 0) return 'there is none';
  return `these are there: ${labels.map((label) => `„${opening(label)}“`).join(', ')}`;
}

/** @param search what Slack offers for these words, in a field that asks the app */
export async function fill(
  ws: Workspace,
  view: SlackView,
  field: Field,
  given: Given,
  search: (query: string) => Promise<Payload[]>,
): Promise<void> {
  const { blockId, element } = field;
  const several = (Array.isArray(given) ? given : [given]).filter((one) => one !== '');
  if (several.length > 1 && !isMany(element)) throw new Error(`„${field.label}“ takes one answer only`);
  const values: unknown[] = [];
  for (const one of several) values.push(await answerTo(ws, field, one, search));
  const value = isMany(element) ? values : (values[0] ?? null);
  if (element.type === 'radio_buttons' && value === null)
    throw new Error(`„${field.label}“ can’t be emptied again: it has radio buttons`);
  const block = view.state[blockId] ?? {};
  view.state[blockId] = { ...block, [`${element.action_id}`]: filled(element, value) };
  delete view.errors[blockId];
}

/** What Slack itself says under the fields, without sending anything; empty where it sends the form. */
export function faultsIn(view: SlackView): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const { blockId, element, optional } of fieldsOf(view)) {
    const value = valueIn(view.state[blockId]?.[`${element.action_id}`]);
    const empty = value === null || (Array.isArray(value) && value.length === 0);
    const most = element.max_length as number | undefined;
    const least = element.min_length as number | undefined;
    if (empty) {
      if (!optional) faults[blockId] = 'Please complete this required field.';
    } else if (typeof value !== 'string') continue;
    else if (most !== undefined && value.length > most)
      faults[blockId] = `Must be at most ${most} characters.`;
    else if (least !== undefined && value.length < least)
      faults[blockId] = `Must be at least ${least} characters.`;
    else if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(value))
      faults[blockId] = 'Please enter a valid email address.';
  }
  return faults;
}

async function answerTo(
  ws: Workspace,
  field: Field,
  given: One,
  search: (query: string) => Promise<Payload[]>,
): Promise<unknown> {
  const type = `${field.element.type}`;
  if (type === 'file_input' && typeof given !== 'string') return broughtInto(ws, field, given.id);
  if (type.endsWith('users_select')) return named([...ws.users.values()], given, field);
  if (type.endsWith('conversations_select') || type === 'channels_select')
    return named([...ws.channels.values()], given, field);
  if (typeof given !== 'string') throw new Error(`„${field.label}“ takes words, not ${given.name}`);
  switch (type) {
    case 'plain_text_input':
      // Nobody can type the end of a line where there is one line.
      return field.element.multiline === true ? given : given.replaceAll('\n', ' ');
    case 'datetimepicker':
      return secondsOf(given);
    case 'external_select':
    case 'multi_external_select':
      return chosen(await search(given), given, field);
    case 'static_select':
    case 'multi_static_select':
    case 'radio_buttons':
    case 'checkboxes':
      return chosen(optionsIn(field.element), given, field);
    default:
      return given;
  }
}

/** As Slack says of it in a form. */
function broughtInto(ws: Workspace, { label, element }: Field, id: string): Payload {
  const file = ws.brought.get(id);
  if (!file) throw new Error(`„${label}“ takes a file`);
  const filetype = file.name.split('.').at(-1) ?? '';
  const taken = element.filetypes as string[] | undefined;
  if (taken && !taken.includes(filetype)) throw new Error(`Slack takes no .${filetype} for „${label}“`);
  const url = file.elsewhere ?? `${ws.fileHost}files-pri/${ws.team}-${id}/download/${file.name}`;
  const size = file.bytes?.length ?? 0;
  const shown = ws.scopes.has('files:read') ? { url_private: url, url_private_download: url } : {};
  return {
    id,
    name: file.name,
    title: file.name,
    filetype,
    size,
    mode: 'hosted',
    is_external: false,
    ...shown,
  };
}

function chosen(options: Payload[], wanted: string, { label }: Field): Payload {
  const reads = (text: string) => alike(text) === alike(wanted);
  const found = options.find((o) => reads(readOption(o)) || reads(said(o.text)));
  if (!found)
    throw new Error(`no choice „${wanted}“ for „${label}“; ${there(options.map((o) => readOption(o)))}`);
  return found;
}

function named(
  among: { id: string; name: string }[],
  given: string | { id: string },
  { label }: Field,
): string {
  if (typeof given !== 'string') return given.id;
  const found = among.find(({ id, name }) => name === given || id === given);
  if (!found) throw new Error(`no „${given}“ to choose for „${label}“; ${there(among.map((a) => a.name))}`);
  return found.id;
}

function secondsOf(typed: string): number {
  const instant = /Z$|[+-]\d\d:\d\d$/.test(typed)
    ? Temporal.Instant.from(typed)
    : Temporal.PlainDateTime.from(typed).toZonedDateTime(zone).toInstant();
  return Math.floor(instant.epochMilliseconds / 1_000);
}
