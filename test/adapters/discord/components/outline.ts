// Components of Discord as somebody reads them: one line each, for snapshots; and every word of them, for comparing.

import type { Section } from '../../../../adapters/discord/components/reading.ts';
import { asTheChannelSays } from '../../../../adapters/discord/components/taps.ts';
import type { Card } from '../../../../src/ui/card.ts';
import { readMarkdown } from './markdown.ts';

type Payload = Record<string, unknown>;

/** As on a telephone, from top to bottom; without the backslashes that Discord doesn’t show. */
export function outline({ components }: { components: readonly unknown[] }): string {
  return components.flatMap((component) => lines(component as Payload)).join('\n');
}

/** Every word that is shown, without blanks: what was parted in two reads as one. */
export function words(payload: unknown): string {
  return objectsIn(payload)
    .flatMap(({ content, label, description }) => [
      typeof content === 'string' ? readMarkdown(content).plain : '',
      typeof label === 'string' ? label : '',
      typeof description === 'string' ? description : '',
    ])
    .join('')
    .replaceAll(/\s/gu, '');
}

/** Every object in the payload, at any depth. */
export function objectsIn(payload: unknown): Payload[] {
  if (typeof payload !== 'object' || payload === null) return [];
  const own = Array.isArray(payload) ? [] : [payload as Payload];
  return [...own, ...Object.values(payload).flatMap(objectsIn)];
}

/** Every mark-up that Discord reads in the texts of a payload. */
export function marksIn(payload: unknown): string[] {
  return objectsIn(payload).flatMap(({ type, content }) =>
    type === 10 ? readMarkdown(`${content}`).marks : [],
  );
}

function lines(component: Payload): string[] {
  const inside = (component.components ?? []) as Payload[];
  switch (component.type) {
    case 1:
      return inside.flatMap(lines);
    case 2: {
      const style = ['', ' primary'][Number(component.style === 1)];
      return [`[${component.label}]${style}${component.disabled ? ' disabled' : ''} ${component.custom_id}`];
    }
    case 3:
      return chooser(component);
    case 10:
      return [seen(`${component.content}`)];
    case 17:
      return inside.flatMap(lines);
    case 18:
      return asked(component);
    default:
      return [JSON.stringify(component)];
  }
}

function seen(text: string): string {
  return text.replaceAll(/\\([^0-9A-Za-z\s])/gu, '$1');
}

function chooser({ custom_id, placeholder, options, min_values, max_values }: Payload): string[] {
  const option = (o: Payload) =>
    `    (${o.default ? 'x' : ' '}) ${o.label}${o.description ? ` / ${o.description}` : ''} = ${o.value}`;
  return [
    `<${placeholder}> ${min_values ?? 1}–${max_values ?? 1} ${custom_id}`,
    ...(options as Payload[]).map(option),
  ];
}

function asked({ label, description, component }: Payload): string[] {
  const { type, custom_id, required, value, placeholder, style, options } = component as Payload;
  const kind = { 3: 'select', 4: style === 2 ? 'text, long' : 'text', 5: 'people', 8: 'channel', 19: 'file' }[
    Number(type)
  ];
  return [
    `? ${label}${required ? '' : ' (optional)'} ${custom_id} ${kind}`,
    ...(description ? [`  ${description}`] : []),
    ...(value ? [`  = ${JSON.stringify(value)}`] : placeholder && !options ? [`  … ${placeholder}`] : []),
    ...(options ? chooser(component as Payload).slice(1) : []),
  ];
}

/** Cards in their own channel. */
export function sectionOf(cards: readonly Card[]): Section[] {
  return [{ cards, of: asTheChannelSays }];
}
