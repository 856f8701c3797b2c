// `npm run -s charter -- check FILE`: whether a charter can be applied, and if not, line by line what to do.
// `npm run -s charter -- trace FILE`: each of its rules, where it comes from, and the tests that show it.
//
// FILE may be the id of one of the project's own charters. Both take `--lang fr|nl|en` (fr) and `--json`, one object a line. Exit 0: all is well. Exit 1: the charter
// is faulty, or a rule is applied that no test shows. Exit 2: there is no charter to read.

import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type CharterCheck, checkCharter, longestCharter } from '../charters/check.ts';
import { plansBeside } from '../charters/plan-files.ts';
import { isUntested, type RuleTrace, traceRules } from '../charters/trace.ts';
import { articleOf, type Charter } from '../domain/charter.ts';
import { type Lang, langs } from '../domain/people.ts';
import { type Translator, translator } from '../ui/translator.ts';
import { ruleInWords } from '../ui/views/charter-words.ts';
import { sourceOf } from '../ui/views/words.ts';

const usage = 'Usage: npm run -s charter -- check|trace FILE [--lang fr|nl|en] [--json]';
const root = fileURLToPath(new URL('../..', import.meta.url));

interface Asked {
  what: 'check' | 'trace';
  file: string;
  lang: Lang;
  json: boolean;
}

process.exitCode = main(process.argv.slice(2));

function main(args: string[]): number {
  const asked = understood(args);
  if (!asked) {
    console.error(usage);
    return 2;
  }
  const t = translator(asked.lang);
  const file = named(asked.file);
  const text = contents(t, file);
  if (text === null) return 2;
  const check = checkCharter(t, text, plansBeside(file));
  if (check.is === 'sound' && asked.what === 'trace') return trace(t, asked, check.charter);
  tell(t, asked, check);
  return { sound: 0, faulty: 1, unreadable: 2 }[check.is];
}

function understood(args: string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { lang: { type: 'string', default: 'fr' }, json: { type: 'boolean', default: false } },
    });
    const [what, file, ...more] = positionals;
    const lang = langs.find((known) => known === values.lang);
    if ((what !== 'check' && what !== 'trace') || !file || more.length > 0 || !lang) return null;
    return { what, file, lang, json: values.json };
  } catch {
    return null;
  }
}

/** A file, or one of the project's own charters by its id. */
function named(file: string): string {
  const own = join(root, 'charters', `${file}.json`);
  return /^[a-z0-9-]+$/.test(file) && !existsSync(file) && existsSync(own) ? own : file;
}

function contents(t: Translator, file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.length <= longestCharter) return text;
    console.error(t('charter.check.too-long', { file, max: longestCharter }));
  } catch {
    console.error(`${t('charter.check.absent', { file })} ${t('charter.check.absent.next')}`);
  }
  return null;
}

function tell(t: Translator, { file, json }: Asked, check: CharterCheck): void {
  if (json) {
    const { is, ...rest } = check;
    const { charter: _, ...told } = { charter: null, ...rest };
    console.log(JSON.stringify({ v: 1, file, result: is, ...told }));
    return;
  }
  if (check.is === 'sound') {
    console.log(t('charter.check.ok', { rules: check.rules, assumed: check.assumptions }));
    return;
  }
  for (const { text, expected, next } of check.problems) {
    console.log(text);
    console.log(`  ${t('charter.check.expected', { expected })}`);
    console.log(`  ${t('charter.check.next', { next })}`);
  }
  console.log(
    check.is === 'faulty'
      ? t('charter.check.faulty', { n: check.problems.length, file })
      : t('charter.check.unreadable', { file }),
  );
}

function trace(t: Translator, { json }: Asked, charter: Charter): number {
  const rules = traceRules(
    globSync('test/**/*.test.ts', { cwd: root })
      .sort()
      .map((file) => ({ file, source: readFileSync(join(root, file), 'utf8') })),
  );
  for (const rule of rules) console.log(json ? jsonLine(t, charter, rule) : plainLine(t, charter, rule));
  const untested = rules.filter(isUntested).length;
  const later = rules.filter(({ applied }) => !applied).length;
  const counts = { shown: rules.length - untested - later, untested, later };
  console.log(json ? JSON.stringify({ v: 1, ...counts }) : t('charter.trace.summary', counts));
  return untested > 0 ? 1 : 0;
}

function plainLine(t: Translator, charter: Charter, found: RuleTrace): string {
  const words = ruleInWords(t, charter, found.rule);
  return [words, sourceOf(t, articleOf(charter, found.rule)), shownBy(t, found)].join(' | ');
}

function shownBy(t: Translator, { applied, tests: [first, ...others] }: RuleTrace): string {
  if (!first) return t(applied ? 'charter.trace.untested' : 'charter.not-yet');
  const text = `${first.file} > ${first.title}`;
  return others.length === 0 ? text : t('charter.trace.more', { text, n: others.length });
}

function jsonLine(t: Translator, charter: Charter, found: RuleTrace): string {
  const words = ruleInWords(t, charter, found.rule);
  return JSON.stringify({ v: 1, ...found, source: articleOf(charter, found.rule), words });
}
