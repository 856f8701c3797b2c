// Blocks of Slack as somebody reads them: one line each, for snapshots; and every word of them, for comparing.

import type { Section } from '../../../../adapters/slack/blocks/reading.ts';
import { asTheChannelSays } from '../../../../adapters/slack/blocks/taps.ts';
import type { Card } from '../../../../src/ui/card.ts';

type Payload = Record<string, unknown>;

/** As on a telephone, from top to bottom. */
export function outline(blocks: readonly unknown[]): string {
  return blocks.flatMap((block) => lines(block as Payload)).join('\n');
}

/** Every word that is shown, without blanks: what was parted in two reads as one. */
export function words(payload: unknown): string {
  return texts(payload).join('').replaceAll(/\s/gu, '');
}

/** Every object in the payload, at any depth. */
export function objectsIn(payload: unknown): Payload[] {
  if (typeof payload !== 'object' || payload === null) return [];
  const own = Array.isArray(payload) ? [] : [payload as Payload];
  return [...own, ...Object.values(payload).flatMap(objectsIn)];
}

function texts(payload: unknown): string[] {
  return objectsIn(payload)
    .map((o) => o.text)
    .filter((text) => typeof text === 'string');
}

function lines(block: Payload): string[] {
  switch (block.type) {
    case 'header':
      return [`# ${said(block.text)}`];
    case 'divider':
      return ['----'];
    case 'context':
      return (block.elements as Payload[]).map((e) => `· ${e.text}`);
    case 'actions':
      return (block.elements as Payload[]).map(
        (e) =>
          `[${said(e.text)}]${e.style ? ` ${e.style}` : ''} ${e.action_id}${e.value ? ` ${e.value}` : ''}`,
      );
    case 'rich_text':
      return (block.elements as Payload[]).flatMap(rich);
    case 'input':
      return asked(block);
    default:
      return [JSON.stringify(block)];
  }
}

function rich(element: Payload): string[] {
  const inside = element.elements as Payload[];
  if (element.type === 'rich_text_list') return inside.map((e) => `  - ${line(e)}`);
  if (element.type === 'rich_text_quote') return [`> ${line(element).replaceAll('\n', '\n> ')}`];
  return [line(element)];
}

function line({ elements }: Payload): string {
  const read = (e: Payload) => {
    if (e.type === 'date') return e.format;
    return (e.style as Payload | undefined)?.bold ? `*${e.text}*` : e.text;
  };
  return (elements as Payload[]).map(read).join('');
}

function asked({ block_id, label, hint, optional, element }: Payload): string[] {
  const { type, options, option_groups, ...more } = element as Payload;
  const initial = more.initial_value ?? more.initial_option ?? more.initial_options ?? more.initial_date_time;
  const option = (o: Payload) =>
    `    ( ) ${said(o.text)}${o.description ? ` / ${said(o.description)}` : ''} = ${o.value}`;
  return [
    `? ${said(label)}${optional ? ' (optional)' : ''} ${block_id} ${type}`,
    ...(hint ? [`  ${said(hint)}`] : []),
    ...((options as Payload[] | undefined) ?? []).map(option),
    ...((option_groups as Payload[] | undefined) ?? []).flatMap((g) => [
      `  ${said(g.label)}`,
      ...(g.options as Payload[]).map(option),
    ]),
    ...(initial === undefined ? [] : [`  = ${JSON.stringify(initial)}`]),
  ];
}

function said(text: unknown): string {
  return `${(text as Payload).text}`;
}

/** Cards in their own channel. */
export function sectionOf(cards: readonly Card[]): Section[] {
  return [{ cards, of: asTheChannelSays }];
}
