// What whoever hosts the service is told of Slack holds together with the manifest, the settings and the messages.

import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { parseCommand } from '../src/ui/commands.ts';
import { defaultReactions } from '../src/ui/emojis.ts';
import { translator } from '../src/ui/translator.ts';
import { bare, inBold, isOnScreen, read, rows, section } from './support/pages.ts';
import { manifestOf, manifestText } from './support/slack/manifest.ts';

const page = read('docs/slack.md');
const { features, oauth_config } = manifestOf(manifestText);
const t = translator('fr');

describe('docs/slack.md', () => {
  it('says what each permission is for, in the words of the manifest', () => {
    const told = rows(section(page, '## What it may do, and why')).slice(1);
    const explained = [...manifestText.matchAll(/^ {6}- (\S+) # (.*)$/gm)].map(([, scope, why]) => [
      scope,
      why,
    ]);
    expect(told.map((cells) => cells.map(bare))).toEqual(explained);
    expect(explained.map(([scope]) => scope)).toEqual(oauth_config.scopes.bot);
  });

  it('names buttons, messages and shortcuts in the words on the screen', () => {
    const shortcuts = features.shortcuts.map(({ name }) => name);
    const told = inBold(page)
      .map((words) => words.replaceAll(/\s+/g, ' '))
      .filter((words) => words !== 'in bold');
    expect(told).toEqual(expect.arrayContaining(shortcuts));
    expect(told.filter((words) => !isOnScreen(words) && !shortcuts.includes(words))).toEqual([]);
  });

  it('gives only words that can be typed', () => {
    const codes = [...page.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
    const typed = codes.flatMap((code) => /^(?:\/concertation )?(\p{Ll}{2,})$/u.exec(code)?.[1] ?? []);
    const words = typed.filter((word) => !['commands', 'false', 'attention'].includes(word));
    expect(words.length).toBeGreaterThan(15);
    expect(words.filter((word) => parseCommand(word, 'fr').kind !== 'command')).toEqual([]);
    expect(
      codes.filter((code) => code.startsWith('/') && !/^\/(concertation|invite|health)\b/.test(code)),
    ).toEqual([]);
  });

  it('gives settings with which the service starts', () => {
    const files = [...page.matchAll(/```sh\n([^`]*?)```/g)].map(([, lines = '']) =>
      Object.fromEntries(
        [...lines.matchAll(/^ *([A-Z_]+)=(.*)$/gm)].map(([, name = '', value]) => [name, value]),
      ),
    );
    const [socket = {}, http = {}, reactions = {}, ...others] = files;
    expect(others).toEqual([]);
    expect(readConfig(socket)).toMatchObject({ slack: { mode: 'socket' } });
    expect(readConfig(http)).toMatchObject({ slack: { mode: 'http' } });
    expect(readConfig({ ...socket, ...reactions }).slack?.reactions.get('handshake')).toBe('interest.show');
    const known = read('.env.example');
    const named = [...page.matchAll(/\b(?:SLACK_[A-Z_]+|SANDBOX|HOST|PORT|DATABASE_URL)\b/g)].map(
      ([name]) => name,
    );
    expect(named.filter((name) => !known.includes(`#${name}=`))).toEqual([]);
  });

  it('says of every reaction which form it brings', () => {
    const told = rows(section(page, '### Reactions')).slice(1);
    const said = told.flatMap(([emojis = '', brings]) =>
      [...emojis.matchAll(/:([\w+]+):/g)].map(([, emoji]) => [emoji, brings]),
    );
    const named = [...defaultReactions].filter(([emoji]) => /^[\w+]+$/.test(emoji));
    const expected = named.map(([emoji, action]) => [emoji, `**${t(`action.${action}`)}**`]);
    expect(said.toSorted()).toEqual(expected.toSorted());
  });

  it('quotes every sentence that asks somebody to do something, as the log has it', () => {
    const messages: Record<string, string> = JSON.parse(read('src/ui/messages/en/slack-trouble.json'));
    const itself = ['message-gone', 'busy', 'unreached', 'unanswered'].map((kind) => `slack.trouble.${kind}`);
    const asking = Object.entries(messages).filter(([key]) => !itself.includes(key));
    const told = rows(section(page, '## When something is wrong')).slice(1);
    expect(told.map(([, sentence]) => sentence).toSorted()).toEqual(
      asking.map(([, text]) => text).toSorted(),
    );
  });

  it('counts the lines of the manifest that HTTP needs', () => {
    expect(page).toContain('from the four lines that end in `HTTP`');
    expect(manifestText.match(/ # HTTP$/gm)).toHaveLength(4);
  });
});

it('the checklist says of each line whether somebody has seen it', () => {
  const items = read('docs/slack-real-workspace.md')
    .split('\n')
    .filter((line) => line.startsWith('- '));
  expect(items.length).toBeGreaterThan(30);
  const marked = /^- (\[ \] unproven: \S|\[x\] \d{4}-\d{2}-\d{2}: \S.* Seen: \S)/;
  expect(items.filter((line) => !marked.test(line))).toEqual([]);
});
