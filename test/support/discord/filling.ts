// A person filling in a modal: by the labels that are read, with what Discord's own client asks of each field.

import { isSelect, kinds, listOf } from './components.ts';
import type { DiscordAttachment, DiscordChannel, DiscordMessage, DiscordUser, Json, World } from './guild.ts';
import type { Named } from './payloads.ts';
import { alike, readOption, rendered, there } from './reading.ts';
import { optionCalled } from './sight.ts';

/** A text; the label of a choice; a person, a channel, a file; several of these. '' takes away what was there. */
export type Given = One | readonly One[] | boolean;
type One = string | DiscordUser | DiscordChannel | DiscordAttachment;

/** A modal that somebody has before them. */
export interface OpenModal {
  readonly modal: Json;
  readonly channel: DiscordChannel;
  /** What was tapped to open it. */
  readonly message: DiscordMessage | undefined;
  /** What stands in each field now, by its custom id: a text, what is chosen, whether it is ticked. */
  readonly values: Map<string, string | string[] | boolean>;
  /** What stands in red under a field, by its custom id. */
  errors: Record<string, string>;
}

interface Field {
  label: string;
  description: string;
  component: Json;
  id: string;
}

export function opened(modal: Json, channel: DiscordChannel, message: DiscordMessage | undefined): OpenModal {
  const open: OpenModal = { modal, channel, message, values: new Map(), errors: {} };
  for (const { id, component } of fieldsOf(open)) open.values.set(id, atFirst(component));
  return open;
}

function fieldsOf({ modal }: OpenModal): Field[] {
  return listOf(modal.components)
    .filter((c) => c.type === kinds.label)
    .map((c) => {
      const component = c.component as Json;
      return {
        label: String(c.label),
        description: String(c.description ?? ''),
        component,
        id: String(component.custom_id),
      };
    });
}

function fieldCalled(open: OpenModal, label: string): Field {
  const fields = fieldsOf(open);
  const found = fields.find((field) => alike(field.label) === alike(label));
  if (found) return found;
  throw new Error(`no field „${label}“ in „${open.modal.title}“; ${there(fields.map((f) => f.label))}`);
}

/** Throws where there is no such field or choice, and where Discord takes no more. */
export function fill(world: World, open: OpenModal, label: string, given: Given): void {
  const { component, id } = fieldCalled(open, label);
  delete open.errors[id];
  if (component.type === kinds.check) return void open.values.set(id, given === true);
  if (component.type === kinds.text) {
    const most = Number(component.max_length ?? 4_000);
    const text = String(given);
    if (text.length > most) throw new Error(`„${label}“ takes ${most} characters, not ${text.length}`);
    return void open.values.set(id, text);
  }
  const values = valuesOf(world, component, given, label);
  if (component.type !== kinds.radios) return void open.values.set(id, values);
  if (values.length > 1) throw new Error(`„${label}“ takes one answer only`);
  open.values.set(id, values[0] ?? '');
}

/** What is chosen in a list, in a modal or a message. Throws where there is no such choice, or too many. */
export function valuesOf(world: World, component: Json, given: Given, label: string): string[] {
  const several = ([given].flat() as One[]).filter((one) => one !== '');
  const most = mostOf(component);
  if (several.length > most) throw new Error(`„${label}“ takes ${most} at most`);
  return several.map((one) => {
    if (typeof one !== 'string') return one.id;
    if (component.options) return String(optionCalled(component.options, one, label).value);
    const among: { id: string; name: string }[] =
      component.type === kinds.channels ? [...world.channels.values()] : [...world.users.values()];
    const found = among.find((a) => a.name === one || (a as Partial<DiscordUser>).globalName === one);
    if (!found) throw new Error(`no „${one}“ to choose for „${label}“`);
    return found.id;
  });
}

export function mostOf({ type, max_values, options }: Json): number {
  if (type === kinds.checks) return Number(max_values ?? listOf(options).length);
  return Number(max_values ?? 1);
}

/** Which people, channels and files the values of a field name. */
export function namedBy(world: World, component: Json, values: readonly string[]): Named {
  if (component.type === kinds.users) return { users: values };
  if (component.type === kinds.channels) return { channels: values };
  if (component.type === kinds.upload)
    return { attachments: values.flatMap((v) => world.uploads.get(v) ?? []) };
  return {};
}

/** What Discord itself says under the fields, without sending anything; empty where it sends the modal. */
export function faultsIn(open: OpenModal): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const { id, component } of fieldsOf(open)) {
    const value = open.values.get(id) ?? '';
    const isEmpty = typeof value !== 'boolean' && value.length === 0;
    const least = Number(
      component.type === kinds.text ? (component.min_length ?? 0) : (component.min_values ?? 1),
    );
    if (isEmpty && component.required !== false) faults[id] = 'This field is required';
    else if (
      !isEmpty &&
      typeof value !== 'boolean' &&
      component.type !== kinds.radios &&
      value.length < least
    )
      faults[id] =
        component.type === kinds.text ? `Must be at least ${least} in length` : `Choose at least ${least}`;
  }
  return faults;
}

/** As Discord sends it, with those whom it names. */
export function submitted(world: World, open: OpenModal): { components: Json[]; named: Named } {
  const named: Named[] = [];
  const components = listOf(open.modal.components).map((outer, i): Json => {
    const id = Number(outer.id ?? 0) || i * 2 + 1;
    if (outer.type !== kinds.label) return { type: outer.type, id };
    const component = outer.component as Json;
    const { type, custom_id } = component;
    const value = open.values.get(String(custom_id));
    const isOne = [kinds.text, kinds.radios, kinds.check].includes(type as never);
    if (Array.isArray(value)) named.push(namedBy(world, component, value));
    const held = isOne ? { value: type === kinds.radios ? value || null : value } : { values: value };
    return { type: 18, id, component: { type, id: Number(component.id ?? 0) || id + 1, custom_id, ...held } };
  });
  const all = <K extends keyof Named>(kind: K) => named.flatMap((n) => (n[kind] ?? []) as never[]);
  const found = { users: all('users'), channels: all('channels'), attachments: all('attachments') };
  return { components, named: found };
}

export function choicesOf(open: OpenModal, label: string): string[] {
  return listOf(fieldCalled(open, label).component.options).map(readOption);
}

/** One line for each thing; fields with what stands in them, their description and what is wrong with them. */
export function readModal(world: World, open: OpenModal, reader: DiscordUser): string {
  const lines = listOf(open.modal.components).flatMap((outer) => {
    if (outer.type === kinds.display) return rendered(world, String(outer.content), reader).split('\n');
    if (outer.type !== kinds.label)
      throw new Error(`nobody can fill in a component of the type ${outer.type} here`);
    const component = outer.component as Json;
    const error = open.errors[String(component.custom_id)];
    const value = open.values.get(String(component.custom_id)) ?? '';
    return [
      `${outer.label}${component.required === false ? ' (optional)' : ''}`,
      ...(outer.description ? [`  ${outer.description}`] : []),
      ...readField(world, component, value).map((line) => `  ${line}`),
      ...(error === undefined ? [] : [`  ! ${error}`]),
    ];
  });
  return [`${open.modal.title}`, ...lines, '[Annuler] [Envoyer]'].join('\n');
}

function readField(world: World, component: Json, value: string | string[] | boolean): string[] {
  if (typeof value === 'boolean') return [value ? '[x]' : '[ ]'];
  const { type, options, placeholder } = component;
  const chosen = [value].flat();
  if (type === kinds.radios || type === kinds.checks) {
    const [on, off] = type === kinds.checks ? ['[x]', '[ ]'] : ['(x)', '( )'];
    return listOf(options).map((o) => `${chosen.includes(String(o.value)) ? on : off} ${readOption(o)}`);
  }
  if (value.length === 0) return placeholder ? [`‹${placeholder}›`] : [];
  if (type === kinds.text) return [`= ${value}`];
  const names = chosen.map((id) => {
    const option = listOf(options).find((o) => o.value === id);
    if (option) return readOption(option);
    if (type === kinds.channels) return `#${world.channels.get(id)?.name ?? id}`;
    if (type === kinds.upload) return world.uploads.get(id)?.name ?? id;
    const user = world.users.get(id);
    return `@${user?.globalName ?? user?.name ?? id}`;
  });
  return [`= ${names.join(', ')}`];
}

function atFirst(component: Json): string | string[] | boolean {
  const { type, value, options, default_values } = component;
  if (type === kinds.text) return String(value ?? '');
  if (type === kinds.check) return component.default === true;
  const preset = listOf(options).filter((o) => o.default);
  if (type === kinds.radios) return String(preset[0]?.value ?? '');
  if (isSelect(component) || type === kinds.checks)
    return [...preset.map((o) => String(o.value)), ...listOf(default_values).map((d) => String(d.id))];
  return [];
}
