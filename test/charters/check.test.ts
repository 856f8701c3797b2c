import { describe, expect, it, test } from 'vitest';
import { checkCharter } from '../../src/charters/check.ts';
import { langs } from '../../src/domain/people.ts';
import { translator } from '../../src/ui/translator.ts';
import { charterNames, charterText } from '../support/charters.ts';

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
    expect(checkCharter(fr, charterText(name))).toMatchObject({ is: 'sound', rules: 43 });
  });

  it('counts the rules that rest on an assumption, wholly or in part', () => {
    expect(checkCharter(fr, charterText('contraire-2026'))).toMatchObject({ assumptions: 1 });
    expect(checkCharter(fr, charterText('colignon-2024'))).toMatchObject({ assumptions: 33 });
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
