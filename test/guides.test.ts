// What is written for people holds together with what the service says: the charter's table with its schema,
// the guides with the words on the screen.

import { describe, expect, it } from 'vitest';
import { articleOf, assumptionOf, type RuleName, ruleNames } from '../src/domain/charter.ts';
import { notYetApplied } from '../src/domain/not-yet-applied.ts';
import { opensFor, typedCommands } from '../src/ui/command-table.ts';
import { meaningOf, parseCommand } from '../src/ui/commands.ts';
import { charterNamed, charterNames } from './support/charters.ts';
import { bare, inBold, isOnScreen, plainSpaces, read, rows, section } from './support/pages.ts';

const colignon = charterNamed('colignon-2024');

describe('docs/charter.md', () => {
  const page = read('docs/charter.md');
  const rules = rows(section(page, '## The rules')).filter(([name]) => name !== 'rule');

  it('explains every rule that a charter has, in the order of the file, and none that it hasn’t', () => {
    expect(rules.map(([name = '']) => bare(name))).toEqual(ruleNames);
  });

  it.each(rules)('%s says what Colignon’s charter has, and from which article', (...row) => {
    const [name, , , value = '', source] = row;
    const rule = bare(name ?? '') as RuleName;
    if (value.startsWith('`')) expect(JSON.parse(bare(value))).toEqual(colignon.rules[rule].value);
    const article = articleOf(colignon, rule);
    const partly = article !== 'assumption' && assumptionOf(colignon, rule);
    expect(source).toBe(partly ? `${article} + assumption` : article);
  });

  it('lists the rules that nothing applies yet', () => {
    const said = section(page, '## Stated, not applied yet');
    const list = said.split('\n\n').find((paragraph) => paragraph.trimStart().startsWith('`')) ?? '';
    const listed = [...list.matchAll(/`(\w+)`/g)].map((m) => m[1]);
    expect(listed).toEqual(notYetApplied);
  });

  it('lists the charters that are here', () => {
    const listed = [...section(page, '## The charters that are here').matchAll(/\[`([\w-]+)\.json`\]/g)];
    expect(listed.map((m) => m[1]).sort()).toEqual([...charterNames].sort());
  });
});

describe.each(['docs/guide-referente.md', 'docs/guide-partenaire.md'])('%s', (page) => {
  const text = read(page);

  it('names buttons and messages in the words on the screen', () => {
    const told = inBold(text).filter((label) => label !== 'en gras');
    expect(told.length).toBeGreaterThan(10);
    expect(told.filter((label) => !isOnScreen(label))).toEqual([]);
  });

  it('gives only words that can be typed', () => {
    const typed = [...text.matchAll(/`([^`]+)`/g)].map((m) => m[1] ?? '').filter((word) => word !== 'ainsi');
    expect(typed.length).toBeGreaterThan(3);
    expect(typed.filter((word) => parseCommand(word, 'fr').kind !== 'command')).toEqual([]);
  });

  it('is set as French is: typographic apostrophes, and spaces that don’t break', () => {
    const prose = text.replaceAll(/`[^`]*`|\]\([^)]*\)/g, '').split('\n');
    expect(prose.filter((line) => /'| [;:?!»]|« /.test(line))).toEqual([]);
  });
});

it('the référente’s guide says of every word that she can type what the service says of it', () => {
  const told = rows(section(read('docs/guide-referente.md'), '## Ce que vous pouvez taper')).slice(1);
  const own = typedCommands.filter(({ id, answers }) => opensFor(id, 'coordinator') && !answers);
  const expected = own.map(({ id, names }) => [names.fr[0], meaningOf(id, 'fr', 'coordinator')]);
  const found = told.map(([word = '', meaning = '']) => [bare(word), plainSpaces(meaning)]);
  expect(found.toSorted()).toEqual(expected.map((pair) => pair.map(plainSpaces)).toSorted());
});

it('the partner’s guide quotes the charter on silence word for word', () => {
  const { source } = colignon.rules.silence;
  const quote = 'quote' in source ? source.quote : '';
  expect(plainSpaces(read('docs/guide-partenaire.md')).replaceAll('’', "'")).toContain(quote);
});
