import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleNames } from '../../src/domain/charter.ts';
import { charterText } from '../support/charters.ts';
import { scratchFolder } from '../support/databases.ts';
import { runProgram } from '../support/service.ts';

const run = (...args: string[]) => runProgram(['src/cli/charter.ts', ...args]);
const colignon = 'charters/colignon-2024.json';

/** A file of the given text. */
async function fileOf(text: string): Promise<string> {
  const file = join(await scratchFolder(), 'charte.json');
  await writeFile(file, text);
  return file;
}

describe('`npm run -s charter -- check`', () => {
  it('takes one of the project’s own charters by its id as well', async () => {
    expect(await run('check', 'colignon-2024')).toMatchObject({ code: 0, err: '' });
  });

  it.each([
    ['fr', 'Charte lisible, 45 règles, 35 hypothèses.\n'],
    ['nl', 'Leesbaar charter, 45 regels, 35 aannames.\n'],
    ['en', 'Readable charter, 45 rules, 35 assumptions.\n'],
  ])('says in %s that a charter can be applied', async (lang, out) => {
    expect(await run('check', colignon, '--lang', lang)).toEqual({ code: 0, out, err: '' });
  });

  it('explains a faulty one, line by line, and ends with 1', async () => {
    const file = await fileOf(charterText('contraire-2026').replace('"days": 10', '"days": -5'));
    const { code, out, err } = await run('check', file);
    expect([code, err]).toEqual([1, '']);
    const lines = out.replaceAll('\u00a0', ' ').trim().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(
        /^Ligne \d+, règle « Délai de convocation » \(notice\) : la valeur -5 de « days »/,
      ),
      '  Attendu : un nombre de 0 au moins.',
      '  À faire : remplacez cette valeur.',
      `Un point est à corriger dans ${file}.`,
    ]);
  });

  it('says with --json the same, one object', async () => {
    const file = await fileOf(charterText('contraire-2026').replace('"days": 10', '"days": -5'));
    const { code, out } = await run('check', file, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      v: 1,
      file,
      result: 'faulty',
      problems: [{ rule: 'notice', path: 'rules.notice.value.days', code: 'wrong' }],
    });
    expect(JSON.parse((await run('check', colignon, '--json')).out)).toEqual({
      v: 1,
      file: colignon,
      result: 'sound',
      rules: 45,
      assumptions: 35,
    });
  });

  it('names the file of the action plan that isn’t where the charter says, or isn’t one', async () => {
    const absent = await run('check', await fileOf(charterText('colignon-2024')));
    expect(absent.code).toBe(1);
    expect(absent.out).toContain('le plan d’action ../data/colignon/objectives.json est introuvable');
    const named = charterText('colignon-2024').replace('../data/colignon/objectives.json', './charte.json');
    const { code, out } = await run('check', await fileOf(named), '--lang', 'en');
    expect(code).toBe(1);
    expect(out).toContain('the action plan ./charte.json is not right at ‘plan’');
  });

  it('ends with 2 where there is no charter to read', async () => {
    const broken = await run('check', await fileOf('{\n  "id": "x",\n}\n'));
    expect(broken.code).toBe(2);
    expect(broken.out).toMatch(/^Ligne 3, /);
    const absent = await run('check', '/tmp/nulle-part.json');
    expect(absent).toMatchObject({ code: 2, out: '', err: expect.stringContaining('n’existe pas') });
    const huge = await run('check', await fileOf(' '.repeat(1_000_001)));
    expect(huge).toMatchObject({ code: 2, out: '', err: expect.stringContaining('1000000 caractères') });
  });

  it.each([
    ['no word', []],
    ['an unknown word', ['erase', colignon]],
    ['no file', ['check']],
    ['two files', ['check', colignon, colignon]],
    ['an unknown language', ['check', colignon, '--lang', 'de']],
    ['an unknown option', ['check', colignon, '--force']],
  ])('says how it is used: %s', async (_, args) => {
    expect(await run(...args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^Usage: /) });
  });
});

describe('`npm run -s charter -- trace`', () => {
  it('has one line a rule, with its source and what shows it, and ends as the last line says', async () => {
    const { code, out } = await run('trace', colignon);
    const lines = out
      .replaceAll(/[\u00a0\u202f]/g, ' ')
      .trim()
      .split('\n');
    expect(lines).toHaveLength(ruleNames.length + 1);
    expect(lines[5]).toMatch(/^Participation : .* \| charte, article 2 \| /);
    expect(
      lines.filter((line) => line.endsWith('| pas encore appliquée : réunions et votes')).length,
    ).toBeGreaterThan(0);
    const untested = lines.filter((line) => line.endsWith('| aucun test ne montre cette règle'));
    expect(code).toBe(untested.length === 0 ? 0 : 1);
    expect(lines.at(-1)).toContain(untested.length === 0 ? 'aucune n’est sans test' : 'sans test');
  });

  it('says with --json the same, one object a line', async () => {
    const { out } = await run('trace', colignon, '--json', '--lang', 'en');
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.slice(0, -1).map(({ rule }) => rule)).toEqual(ruleNames);
    expect(lines[5]).toMatchObject({ v: 1, rule: 'membership', source: '2', applied: true });
    expect(lines.at(-1)).toEqual({
      v: 1,
      shown: expect.any(Number),
      untested: lines.filter((l) => l.applied && l.tests.length === 0).length,
      later: lines.filter((l) => l.applied === false).length,
    });
  });

  it('doesn’t trace what can’t be applied', async () => {
    const { code, out } = await run('trace', await fileOf('{}'));
    expect(code).toBe(1);
    expect(out).toMatch(/manque/);
  });
});
