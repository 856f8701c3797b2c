// By what a message is known again as the one of its letter. Two marks, both made of the letter's key: a nonce, with
// which Discord itself refuses to take the same message twice within minutes, and the numbers that two of its components
// have, which Discord keeps with the message and nobody sees.

import { createHash } from 'node:crypto';
import { ComponentType } from 'discord.js';

/** What is looked at of a message. */
export interface FoundMessage {
  id: string;
  author?: { id: string };
  components?: readonly Numbered[];
}

interface Numbered {
  type: number;
  id?: number;
  components?: readonly Numbered[];
}

/** Discord's limit of a nonce is 25 characters. */
const nonceLength = 22;
/** Numbers that Discord gives by itself are small, and the greatest that it takes has 31 bits. */
const lowest = 1_000_000;
const range = 2_000_000_000;

/** @param after the message that stood for this letter before, and was deleted */
export function nonceOf(key: string, after = ''): string {
  return digest(`nonce ${key} ${after}`).toString('base64url').slice(0, nonceLength);
}

/** The same components, bearing the letter's mark. */
export function marked<C extends object>(components: readonly C[], key: string): C[] {
  const [outer, inner] = numbersOf(key);
  return components.map((component, n) => {
    if (n > 0) return component;
    const { components: within, ...rest } = component as { components?: readonly object[] };
    if (!within) return { ...rest, id: outer } as unknown as C;
    const numbered = within.map((child, i) => (i === 0 ? { ...child, id: inner } : child));
    return { ...rest, id: outer, components: numbered } as unknown as C;
  });
}

/** Whether it is the app's own message for this letter: anybody else's may bear any number. */
export function bears({ author, components = [] }: FoundMessage, key: string, bot: string): boolean {
  const [outer, inner] = numbersOf(key);
  const [container] = components;
  if (author?.id !== bot || container?.id !== outer) return false;
  return container.type !== ComponentType.Container || container.components?.[0]?.id === inner;
}

function numbersOf(key: string): [number, number] {
  const bytes = digest(`mark ${key}`);
  const outer = lowest + (bytes.readUInt32BE(0) % range);
  const inner = lowest + (bytes.readUInt32BE(4) % range);
  // Within a message no number is given twice.
  return [outer, inner === outer ? inner + 1 : inner];
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
