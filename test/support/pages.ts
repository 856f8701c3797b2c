// Pages for people as tests read them: their sections, their tables, and the words on the screen that they name.

import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const read = (page: string) => readFileSync(`${root}/${page}`, 'utf8');

/** Between a heading and the next one of the same depth, or one that it stands under. */
export function section(text: string, heading: string): string {
  const [, after = ''] = text.split(`\n${heading}\n`);
  const depth = heading.indexOf(' ');
  return after.split(new RegExp(`\\n#{2,${depth}} `))[0] ?? '';
}

/** The cells of every line of a table, without its rule. */
export function rows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('|-'));
  return lines.map((line) => line.split('|').slice(1, -1).map(trimmed));
}

const trimmed = (cell: string) => cell.trim();
export const bare = (cell: string) => cell.replaceAll('`', '');
export const plainSpaces = (words: string) => words.replaceAll(/[\u00A0\u202F]/g, ' ');

/** What a page shows in bold. */
export function inBold(text: string): string[] {
  return [...text.matchAll(/\*\*([^*]+)\*\*/g)].map((m) => plainSpaces(m[1] ?? ''));
}

const messages = globSync('src/ui/messages/fr/*.json', { cwd: root })
  .map(read)
  .map((file) => Object.values(JSON.parse(file) as Record<string, string>).join('\n'))
  .join('\n')
  .toLowerCase();

/** Whether some message says it, in French. */
export function isOnScreen(words: string): boolean {
  return messages.includes(words.toLowerCase());
}
