import { describe, expect, it, test } from 'vitest';
import plan from '../../data/colignon/objectives.json' with { type: 'json' };
import { checkCharter } from '../../src/charters/check.ts';
import { plansBeside } from '../../src/charters/plan-files.ts';
import { langs } from '../../src/domain/people.ts';
import type { PlanFile } from '../../src/domain/plan-reading.ts';
import { translator } from '../../src/ui/translator.ts';
import { charterFolder, charterNames, charterText } from '../support/charters.ts';

const fr = translator('fr');
const essai = charterText('essai-2026');

/** The trial charter with one passage of its file replaced; the line on which that passage begins. */
function edited(passage: string, by: string): { text: string; line: number } {
  const before = essai.split(passage)[0] ?? '';
  if (before === essai) throw new Error(`the file has no ${passage}`);
  return { text: essai.replace(passage, by), line: before.split('\n').length };
}

function problemsOf(text: string, lang = fr) {
  const check = checkCharter(lang, text);
  return check.is === 'sound' ? [] : check.problems;
}

describe('une charte vérifiée', () => {
  it.each(charterNames)('%s is sound', (name) => {
    expect(checkCharter(fr, charterText(name), plansBeside(charterFolder))).toMatchObject({
      is: 'sound',
      rules: 45,
    });
  });

  it('counts the rules that rest on an assumption, wholly or in part', () => {
    expect(checkCharter(fr, charterText('contraire-2026'))).toMatchObject({ assumptions: 1 });
    expect(checkCharter(fr, charterText('colignon-2024'), plansBeside(charterFolder))).toMatchObject({
      assumptions: 35,
    });
  });

  it('a fault is explained by line, rule, what is wrong, what is expected and what to do', () => {
    const { text, line } = edited('"unit": "working"', '"unit": "ouvrables"');
    expect(problemsOf(text)).toEqual([
      {
        line,
        rule: 'notice',
        path: 'rules.notice.value.unit',
        code: 'wrong',
        text: `Ligne ${line}, règle «\u00a0Délai de convocation\u00a0» (notice)\u00a0: la valeur "ouvrables" de «\u00a0unit\u00a0» ne convient pas.`,
        expected: 'l’une de ces valeurs\u00a0: "clear", "calendar", "working"',
        next: 'remplacez cette valeur.',
      },
    ]);
  });

  it.each<[string, PlanFile, string, string]>([
    [
      'isn’t there',
      { is: 'absent' },
      'plan-absent',
      'le plan d’action ../data/colignon/objectives.json est introuvable.',
    ],
    ['isn’t JSON', { is: 'unreadable' }, 'plan-unreadable', 'n’est pas un fichier JSON lisible.'],
    [
      'names one code twice',
      { is: 'read', value: { ...plan, objectives: [...plan.objectives, plan.objectives[0]] } },
      'plan-doubled',
      '"OT1" désigne deux objectifs (« objectives.54.code »).',
    ],
    [
      'puts an objective in no place',
      { is: 'read', value: { ...plan, objectives: plan.objectives.slice(1) } },
      'plan-misplaced',
      'un objectif est mal placé sous "OT1" (« objectives.0.parent »).',
    ],
    [
      'has an unknown name',
      { is: 'read', value: { ...plan, couleur: 'bleu' } },
      'plan-faulty',
      'ne convient pas à « couleur » : "bleu".',
    ],
  ])('an action plan that %s is named, on the line where the charter names it', (_, file, code, said) => {
    const text = charterText('colignon-2024');
    const line = 1 + text.split('\n').findIndex((words) => words.includes('objectives.json'));
    const check = checkCharter(fr, text, () => file);
    if (check.is !== 'faulty') throw new Error(`it is ${check.is}`);
    expect(check.problems[0]).toMatchObject({ line, rule: 'actionPlan', code });
    expect(check.problems[0]?.text.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(said);
    for (const other of ['nl', 'en'] as const) {
      const same = checkCharter(translator(other), text, () => file);
      expect(same.is === 'faulty' && same.problems[0]?.text).toContain('objectives.json');
    }
  });

  it('an action plan may stand in the charter itself, and is checked there', () => {
    const { text, line } = edited(
      '"actionPlan": {\n      "value": null',
      '"actionPlan": {\n      "value": { "objectives": [] }',
    );
    expect(problemsOf(text)[0]).toMatchObject({ rule: 'actionPlan', code: 'plan-faulty' });
    const { text: number } = edited(
      '"actionPlan": {\n      "value": null',
      '"actionPlan": {\n      "value": 3',
    );
    expect(problemsOf(number)).toMatchObject([
      { line: line + 1, code: 'wrong', expected: 'le nom du fichier d’un plan d’action, ou null' },
    ]);
  });

  test.each([
    ['nl', 'regel “Uitnodigingstermijn” (notice): de waarde "ouvrables" van “unit” past hier niet.'],
    ['en', 'rule ‘Notice of meeting’ (notice): the value "ouvrables" of ‘unit’ does not fit here.'],
  ] as const)('in %s, it is said in the reader’s language', (lang, words) => {
    const { text } = edited('"unit": "working"', '"unit": "ouvrables"');
    expect(problemsOf(text, translator(lang))[0]?.text).toContain(words);
  });

  it('a misspelt name is named, with the right one', () => {
    const { text, line } = edited('"remindAfter"', '"rappel"');
    expect(problemsOf(text)).toMatchObject([
      {
        line,
        rule: 'convocation',
        code: 'misnamed',
        next: 'écrivez «\u00a0remindAfter\u00a0» à la place de «\u00a0rappel\u00a0».',
      },
    ]);
  });

  it('a misspelt rule is named as such', () => {
    const { text, line } = edited('"votePer"', '"votesPer"');
    expect(problemsOf(text)).toMatchObject([
      { line, rule: null, code: 'misnamed', text: expect.stringContaining('liste des règles') },
    ]);
  });

  it('a rule written twice is a fault, whichever of the two would have won', () => {
    const { text, line } = edited(
      '"tie":',
      '"quorum": { "value": null, "source": { "article": "9", "quote": "…" } }, "tie":',
    );
    expect(problemsOf(text)).toMatchObject([{ line, rule: 'quorum', code: 'twice' }]);
  });

  it('a contradiction is found too', () => {
    const { text } = edited('"to": "18:00"', '"to": "08:00"');
    expect(problemsOf(text)).toMatchObject([
      {
        rule: 'conveningHours',
        code: 'hours-backwards',
        text: expect.stringContaining('entre 09:00 et 08:00'),
      },
    ]);
  });

  it('several faults come in the order of the lines', () => {
    const { text } = edited('"unit": "working"', '"unit": 1');
    const lines = problemsOf(
      text.replace('"zone": "Europe/Brussels"', '"zone": ""').replace('"kind": "common"', '"kind": "x"'),
    ).map(({ line }) => line);
    expect(lines).toHaveLength(3);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });

  it('what isn’t JSON is unreadable, with the line where reading stopped', () => {
    const { text, line } = edited('"notice": {', '"notice": [');
    const check = checkCharter(fr, text);
    expect(check).toMatchObject({ is: 'unreadable', problems: [{ line: line + 1, code: 'syntax' }] });
  });

  test.each(langs)('nothing is left unsaid in %s', (lang) => {
    const { text } = edited('"daysBefore": []', '"daysBefore": [1, "x", 99]');
    const problems = problemsOf(text.replace('"version": 1', '"version": 1.5'), translator(lang));
    expect(problems).toHaveLength(3);
    for (const said of problems.flatMap((p) => [p.text, p.expected, p.next])) {
      expect(said).toMatch(/\p{L}{2}/u);
      expect(said).not.toMatch(/[{}]|undefined/);
    }
  });
});

describe('une charte qui a des fautes de plusieurs sortes', () => {
  it('names a value of the wrong kind and a contradiction elsewhere in one run', () => {
    const text = essai
      .replace('"unit": "working"', '"unit": "ouvrables"')
      .replace('"from": "09:00",\n        "to": "18:00"', '"from": "09:00",\n        "to": "08:00"');
    expect(
      problemsOf(text)
        .map(({ code, rule }) => `${rule} ${code}`)
        .sort(),
    ).toEqual(['conveningHours hours-backwards', 'notice wrong']);
  });
});
