// The forms: every action can be filled in, in three languages, by whoever may do it.

import { describe, expect, test } from 'vitest';
import { actions } from '../../src/app/actions.ts';
import { setupActions } from '../../src/app/setting-up.ts';
import { langs } from '../../src/domain/people.ts';
import { entryFields, formOf, speakerField } from '../../src/ui/forms.ts';
import { fr } from '../../src/ui/messages/fr.ts';
import { translator } from '../../src/ui/translator.ts';

const all = [...actions.values()];
const keys = Object.keys(fr);

describe.each(langs)('in %s, the form', (lang) => {
  const t = translator(lang);

  test.each(all)('$name has a title, an introduction, and words for each field and choice', (action) => {
    const form = formOf(t, action.name, action.target && 'X1', '« son » nom');
    const said = [form?.title, form?.intro, form?.submit, form?.cancel];
    for (const field of form?.fields ?? []) {
      said.push(field.label, ...field.options.map((o) => o.label));
      expect([field.name, field.kind === 'choice']).toEqual([field.name, field.options.length > 0]);
    }
    for (const words of said) expect(words).toMatch(/\p{L}{2}/u);
    expect(new Set(form?.fields.map((f) => f.label)).size, 'two fields of the same name').toBe(
      form?.fields.length,
    );
    if (action.target) expect(form?.intro).toContain('« son » nom');
  });

  test('of a call keeps the limits that whoever reads it checks', () => {
    const form = formOf(t, 'call.open', null, '');
    expect(form?.fields.map((f) => [f.name, f.kind, f.required, f.max])).toEqual([
      ['title', 'text', true, 150],
      ['proposalsUntil', 'instant', false, null],
      ['closesAt', 'instant', true, null],
      ['fund', 'amount', false, null],
      ['frameEndsAt', 'instant', false, null],
      ['frame', 'long', false, 3000],
      ['objectives', 'codes', false, null],
      ['criteria', 'lines', false, 300],
    ]);
  });

  test('for somebody who telephoned asks who, for whom, and how they said it', () => {
    const fields = entryFields(t, [{ value: 'I1', label: 'Atelier Lune Basse' }]);
    expect(fields.map((f) => f.name)).toEqual(['for.name', 'for.institution', 'for.mail', 'for.source']);
    expect(fields[3]?.options.map((o) => o.value)).toEqual(['phone', 'mail', 'paper', 'in-person']);
  });
});

test('there is no form of an unknown action', () => {
  expect(formOf(translator('fr'), 'objection.erase', 'O1', '')).toBeUndefined();
  expect(formOf(translator('fr'), 'constructor', null, '')).toBeUndefined();
});

test('each choice says what it means and what follows', () => {
  const t = translator('fr');
  const choices = (action: string, field: string) =>
    formOf(t, action, 'P1', 'Un jardin')
      ?.fields.find((f) => f.name === field)
      ?.options.map((o) => o.label);
  expect(choices('proposal.revise', 'kind')).toEqual([
    'de fond\u00a0: chacun·e est appelé·e à répondre à nouveau, et le délai s’allonge s’il le faut',
    'de forme\u00a0: les réponses données restent valables\u202f; une institution peut le contester',
  ]);
  expect(choices('outcome.record', 'outcome')).toEqual([
    'adoptée avec une modification, par consensus',
    'choisie à la majorité\u202f; les objections sont écartées',
    'refusée\u00a0: l’objection est retenue',
    'non retenue, face à une proposition concurrente',
  ]);
  expect(choices('call.reached', 'how')).toEqual([
    'par courriel',
    'par téléphone',
    'par courrier papier',
    'de vive voix',
  ]);
});

test('a field is worded for its action', () => {
  const t = translator('fr');
  const label = (action: string, field: string) =>
    formOf(t, action, 'X1', '')?.fields.find((f) => f.name === field)?.label;
  expect(label('objection.raise', 'reason')).toBe('Pourquoi vous y opposez-vous\u202f?');
  expect(label('call.prolong', 'reason')).toBe('Pourquoi donner plus de temps');
  expect(label('call.prolong', 'closesAt')).toBe('Nouvelle fin du délai (jour et heure)');
  expect(label('call.open', 'closesAt')).toBe('Fin du délai d’objection (jour et heure)');
});

test('a field that may stay empty and has nothing to choose from is left out', () => {
  const t = translator('fr');
  const names = (options: Record<string, { value: string; label: string }[]>) =>
    formOf(t, 'objection.raise', 'P1', '', options)?.fields.map((f) => f.name);
  expect(names({})).toEqual(['ground', 'reason', 'remedy']);
  expect(names({ ground: [] })).toEqual(['reason', 'remedy']);
  const required = formOf(t, 'merge.offer', 'P1', '', { with: [], partners: [] });
  expect(required?.fields.map((f) => f.name)).toContain('with');
  expect(required?.fields.map((f) => f.name)).not.toContain('partners');
});

test('whoever speaks for several institutions chooses one of them, or their own name', () => {
  const field = speakerField(translator('nl'), [{ value: 'I2', label: 'Buurthuis' }], true);
  expect(field).toMatchObject({ label: 'Namens wie spreekt u?', required: true });
  expect(field.options.map((o) => o.label)).toEqual(['Buurthuis', 'in eigen naam, zonder organisatie']);
});

describe('nothing is left over', () => {
  const steps = [...setupActions].map(([name, fields]) => ({ name, fields }));
  const every = [...all, ...steps];
  const fields = every.flatMap((a) => a.fields.flatMap((f) => [f.name, `${a.name}.${f.name}`]));
  const entry = entryFields(translator('fr'), []).map((f) => f.name);
  const choices = all.flatMap((a) =>
    a.fields.flatMap((f) => (f.kind === 'choice' ? f.options.map((o) => `${f.name}.${o}`) : [])),
  );
  const criteria = ['criterion.met', 'criterion.unmet', 'criterion.unknown'];

  test.each([
    ['action.', every.map((a) => a.name)],
    ['field.', [...fields, ...entry]],
    ['hint.', [...fields, ...entry]],
    ['option.', [...choices, ...criteria]],
  ])('every word under %s is of something that exists', (prefix, names) => {
    const said = keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('every introduction is of an action that exists', () => {
    const said = keys.flatMap((key) => /^form\.(.*)\.intro$/.exec(key)?.[1] ?? []);
    expect(said.toSorted()).toEqual(every.map((a) => a.name).toSorted());
  });
});
