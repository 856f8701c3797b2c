// Messages and views as a person reads them on Slack, from top to bottom: no ids, no types.

import { elementsOf, valueIn } from './view-state.ts';
import type { SlackView, Workspace } from './workspace.ts';

type Payload = Record<string, unknown>;

/** One line for each thing; fields with what stands in them, their hint and what is wrong with them. */
export function readView(ws: Workspace, { view, state, errors }: SlackView): string {
  const blocks = listOf(view.blocks).flatMap((block) => {
    if (block.type !== 'input') return readBlock(ws, block);
    const id = `${block.block_id}`;
    const element = block.element as Payload;
    const error = errors[id];
    return [
      `${said(block.label)}${block.optional === true ? ' (optional)' : ''}`,
      ...readElement(ws, element, valueIn(state[id]?.[`${element.action_id}`])).map((line) => `  ${line}`),
      ...(block.hint ? [`  ${said(block.hint)}`] : []),
      ...(error === undefined ? [] : [`  ! ${error}`]),
    ];
  });
  const ends = [view.close, view.submit].filter(Boolean).map((button) => `[${said(button)}]`);
  const title = view.type === 'modal' ? [said(view.title)] : [];
  return [...title, ...blocks, ...(ends.length > 0 ? [ends.join(' ')] : [])].join('\n');
}

/** What its blocks say, or its text where it has none; then its files. */
export function readMessage(
  ws: Workspace,
  { text, blocks, files = [] }: { text: string; blocks: unknown[]; files?: { name: string }[] },
): string {
  const lines = blocks.length > 0 ? listOf(blocks).flatMap((b) => readBlock(ws, b)) : [unescaped(ws, text)];
  return [...lines, ...files.map(({ name }) => `[file ${name}]`)].join('\n');
}

/** One line to name it by, in what a test says when it fails. */
export function opening(text: string): string {
  const line = text.split('\n').find((l) => l.trim() !== '') ?? '';
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

export interface Button {
  label: string;
  blockId: string;
  element: Payload;
  /** What is read above it, to tell it from others with the same label. */
  above: string;
}

/** In the order in which they stand. */
export function buttonsIn(ws: Workspace, blocks: readonly unknown[]): Button[] {
  let above = '';
  return listOf(blocks).flatMap((block) => {
    above += `\n${readBlock(ws, block).join('\n')}`;
    return elementsOf(block)
      .filter((element) => element.type === 'button')
      .map((element) => ({ label: said(element.text), blockId: `${block.block_id}`, element, above }));
  });
}

/** The words of a text object. */
export function said(text: unknown): string {
  const { text: words = '', type } = (text ?? {}) as { text?: string; type?: string };
  return type === 'mrkdwn' ? unescaped(null, words) : words;
}

/** To compare what is read: every blank is alike. */
export function alike(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

/** A choice as it is read: its second line too, where it has one. */
export function readOption(option: unknown): string {
  const { text, description } = (option ?? {}) as Payload;
  return description ? `${said(text)} ${said(description)}` : said(text);
}

/** What can be chosen without a search, with the headings left out. */
export function optionsIn(element: Payload): Payload[] {
  const groups = listOf(element.option_groups).flatMap((group) => listOf(group.options));
  return [...listOf(element.options), ...groups];
}

export function listOf(value: unknown): Payload[] {
  return Array.isArray(value) ? (value as Payload[]) : [];
}

function readBlock(ws: Workspace, block: Payload): string[] {
  switch (block.type) {
    case 'header':
      return [said(block.text)];
    case 'divider':
      return ['----'];
    case 'section': {
      const button = block.accessory ? readElement(ws, block.accessory as Payload, null) : [];
      return [said(block.text), ...listOf(block.fields).map(said), ...button].filter((l) => l !== '');
    }
    case 'context':
      return [
        listOf(block.elements)
          .map((e) => (e.type === 'image' ? `${e.alt_text}` : said(e)))
          .join(' '),
      ];
    case 'actions':
      return [
        listOf(block.elements)
          .flatMap((e) => readElement(ws, e, null))
          .join(' '),
      ];
    case 'image':
      return [`${block.alt_text}`];
    case 'rich_text':
      return listOf(block.elements).flatMap((e) => readRich(ws, e));
    case 'input':
      return [said(block.label)];
    default:
      throw new Error(`nobody can read a block of the type ${block.type} here`);
  }
}

function readRich(ws: Workspace, element: Payload): string[] {
  const inside = listOf(element.elements);
  if (element.type === 'rich_text_list') {
    const depth = '  '.repeat(Number(element.indent ?? 0));
    return inside.map((e, i) => `${depth}${element.style === 'ordered' ? `${i + 1}.` : '•'} ${words(ws, e)}`);
  }
  const lines = words(ws, element).replace(/\n$/, '').split('\n');
  return element.type === 'rich_text_quote' ? lines.map((line) => `> ${line}`) : lines;
}

function words(ws: Workspace, { elements }: Payload): string {
  return listOf(elements)
    .map((e) => {
      if (e.type === 'date') return `${e.fallback ?? e.format}`;
      if (e.type === 'user') return `@${nameOf(ws, `${e.user_id}`)}`;
      if (e.type === 'channel') return `#${ws.channels.get(`${e.channel_id}`)?.name}`;
      if (e.type === 'emoji') return `:${e.name}:`;
      return `${e.text ?? e.url}`;
    })
    .join('');
}

function readElement(ws: Workspace, element: Payload, value: unknown): string[] {
  const type = `${element.type}`;
  if (type === 'button') return [`[${said(element.text)}]`];
  if (type === 'radio_buttons' || type === 'checkboxes') {
    const chosen = listOf([value].flat()).map((o) => o?.value);
    const [on, off] = type === 'checkboxes' ? ['[x]', '[ ]'] : ['(x)', '( )'];
    return optionsIn(element).map((o) => `${chosen.includes(o.value) ? on : off} ${readOption(o)}`);
  }
  const held = [value].flat().filter((v) => v !== null && v !== undefined);
  if (held.length === 0) return element.placeholder ? [`‹${said(element.placeholder)}›`] : [];
  const read = held.map((v) => {
    if (type === 'file_input') return `${(v as Payload).name}`;
    if (typeof v === 'object') return readOption(v);
    if (type.endsWith('users_select')) return `@${nameOf(ws, `${v}`)}`;
    if (type.endsWith('conversations_select')) return `#${ws.channels.get(`${v}`)?.name ?? v}`;
    return type === 'datetimepicker' ? onTheClock(Number(v)) : `${v}`;
  });
  return [`= ${read.join(', ')}`];
}

/** On the clocks of Brussels. */
function onTheClock(seconds: number): string {
  const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1_000).toZonedDateTimeISO(zone);
  return at.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** Where the people of the tests are. */
export const zone = 'Europe/Brussels';

function nameOf(ws: Workspace, id: string): string {
  return ws.users.get(id)?.name ?? id;
}

/** Slack's markup as it is shown. */
function unescaped(ws: Workspace | null, text: string): string {
  return text
    .replaceAll(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/<@(\w+)>/g, (_, id: string) => `@${ws ? nameOf(ws, id) : id}`)
    .replaceAll(/<[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
