// What whoever hosts the service is told of Discord holds together with the invitation, the settings and the messages.

import { describe, expect, it } from 'vitest';
import { rights } from '../adapters/discord/permissions.ts';
import { passing } from '../adapters/discord/trouble.ts';
import { readConfig } from '../src/config.ts';
import { parseCommand } from '../src/ui/commands.ts';
import { bare, inBold, isOnScreen, read, rows, section } from './support/pages.ts';

const page = read('docs/discord.md');
/** Of the settings in the files that the page shows. */
const files = [...page.matchAll(/```sh\n([^`]*?)```/g)].map(([, lines = '']) =>
  Object.fromEntries(
    [...lines.matchAll(/^ *([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value.replace('MTE4…', 'MTE4.abc.def'),
    ]),
  ),
);

describe('docs/discord.md', () => {
  it('says what each permission is for, by the name that Discord gives it', () => {
    const told = rows(section(page, '## What it may do, and why')).slice(1);
    const named = told.map(([name = '']) => bare(name).replaceAll(' in ', ' In ').replaceAll(' ', ''));
    expect(named).toEqual([...rights]);
    for (const [, why = ''] of told) expect(why.length).toBeGreaterThan(8);
  });

  it('names buttons and messages in the words on the screen', () => {
    const told = inBold(page)
      .map((words) => words.replaceAll(/\s+/g, ' '))
      .filter((words) => words !== 'in bold');
    expect(told.length).toBeGreaterThan(5);
    expect(told.filter((words) => !isOnScreen(words))).toEqual([]);
  });

  it('gives only words that can be typed', () => {
    const typed = [...page.matchAll(/`\/(?:concertation|coordination) (\S+)`/g)].map(([, word = '']) => word);
    expect(typed.length).toBeGreaterThan(2);
    expect(typed.filter((word) => parseCommand(word, 'fr').kind !== 'command')).toEqual([]);
  });

  it('gives settings with which the service starts', () => {
    const [token = {}, on = {}, list = {}, guild = {}, ...others] = files;
    expect(others).toEqual([]);
    expect(readConfig(token)).toMatchObject({ sandbox: false, discord: { guild: null } });
    expect(readConfig({ ...token, ...on }).discord?.reactions.size).toBeGreaterThan(4);
    expect(readConfig({ ...token, ...list }).discord?.reactions.get('🤝')).toBe('interest.show');
    expect(readConfig({ ...token, ...guild }).discord?.guild).toBe('1180112233445566778');
    const known = read('.env.example');
    const named = [...page.matchAll(/\bDISCORD_[A-Z_]+\b/g)].map(([name]) => name);
    expect(named.filter((name) => !known.includes(`#${name}=`))).toEqual([]);
  });

  it('quotes every sentence that asks somebody to do something, as the log has it', () => {
    const messages: Record<string, string> = JSON.parse(read('src/ui/messages/en/discord-trouble.json'));
    const itself = [...passing].map((kind) => `discord.trouble.${kind}`);
    const asking = Object.entries(messages).filter(([key]) => !itself.includes(key));
    const told = rows(section(page, '## When something is wrong')).slice(1);
    expect(told.map(([, sentence]) => sentence).toSorted()).toEqual(
      asking.map(([, text]) => text).toSorted(),
    );
  });
});

it('the checklist says of each line whether somebody has seen it', () => {
  const items = read('docs/discord-real-server.md')
    .split('\n')
    .filter((line) => line.startsWith('- '));
  expect(items.length).toBeGreaterThan(40);
  const marked = /^- (\[ \] unproven: \S|\[x\] \d{4}-\d{2}-\d{2}: \S.* Seen: \S)/;
  expect(items.filter((line) => !marked.test(line))).toEqual([]);
});
