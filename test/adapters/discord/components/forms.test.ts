// A form on Discord asks what it asks everywhere, in as few steps as it takes, and says why it is refused.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusedMessage } from '../../../../adapters/discord/components/form-message.ts';
import { chosenOn, listPages } from '../../../../adapters/discord/components/lists.ts';
import { sentValues, stepsOf } from '../../../../adapters/discord/components/steps.ts';
import { violations } from '../../../../adapters/discord/components/violations.ts';
import type { FormField } from '../../../../src/ui/card.ts';
import { entryFields, oneself, speakerField } from '../../../../src/ui/forms.ts';
import { anyWords } from '../../../support/any-card.ts';
import { anyChoice, everyKind, field, form, fr, options } from '../../../support/given-forms.ts';
import { all, filling, kinds, message, modal } from './given-steps.ts';
import { objectsIn, outline, words } from './outline.ts';

const texts = (n: number) => Array.from({ length: n }, (_, i) => field(`f${i}`, 'text'));
const typesOf = (payload: unknown) =>
  objectsIn(payload)
    .filter((o) => o.type === 18)
    .map((o) => (o.component as { type: number }).type);

describe('what a form asks', () => {
  test('each kind of field in its own way', () => {
    const steps = all(
      form([...everyKind, field('who2', 'member'), field('where', 'channel'), field('sheet', 'file')]),
    );
    for (const step of steps) expect(violations(step)).toEqual([]);
    expect(steps.flatMap(typesOf)).toEqual([4, 4, 4, 4, 4, 4, 3, 3, 4, 5, 8, 19]);
    expect(kinds(form(everyKind)).slice(-4)).toEqual(['list with', 'list who', 'list others', 'list all']);
  });

  test('reads as a form: title, what happens, the fields with their hints', () => {
    const asked = modal(
      form([
        field('title', 'text', { max: 150, required: true, hint: 'en une ligne' }),
        field('place', 'text'),
        field('at', 'instant', { label: 'Début (jour et heure)' }),
        field('rooted', 'choice', { options: anyChoice, required: true }),
      ]),
    );
    expect(asked.title).toBe('Proposer une action');
    expect(outline(asked)).toBe(
      [
        'Votre proposition est annoncée.',
        '? Le champ title title:text text',
        '  en une ligne',
        '? Le champ place (optional) place:text text',
        '? Début (optional) at:instant text',
        '  jour et heure, par exemple 23/11/2026 à 10 h 00',
        '  … jour et heure, par exemple 23/11/2026 à 10 h 00',
        '? Le champ rooted rooted:choice select',
        '    ( ) yes = yes',
        '    ( ) no = no',
        '    ( ) unknown = unknown',
      ].join('\n'),
    );
  });

  test('what asks nothing says what will happen, and is sent by its modal', () => {
    const asked = form([]);
    expect(kinds(asked)).toEqual(['modal']);
    expect(outline(modal(asked))).toBe('Votre proposition est annoncée.');
    expect(violations(modal(asked))).toEqual([]);
  });

  test('a title that Discord has no room for stands above the form in full', () => {
    const title = 'Publier une rectification sur la proposition de la plénière';
    const asked = modal(form([field('words', 'long')], {}, { title }));
    expect(violations(asked)).toEqual([]);
    expect(outline(asked)).toContain(`**${title}**`);
  });

  test('a label that is a little long goes on below; a choice longer than two lines stands above in full', () => {
    const long = `s’adresser aux ${'habitant·e·s et usager·ère·s '.repeat(8)}du quartier`;
    const asked = modal(
      form([
        field('reason', 'long', { label: 'Pourquoi ne peuvent-elles vraiment pas toutes être réalisées ?' }),
        field('criterion', 'pick', { options: [{ value: 'a', label: long }] }),
      ]),
    );
    expect(violations(asked)).toEqual([]);
    expect(words(asked)).toContain(long.replaceAll(' ', ''));
    expect(outline(asked)).toContain('? Pourquoi ne peuvent-elles vraiment pas … (optional)');
    expect(outline(asked)).toContain('  toutes être réalisées ?');
  });

  test('what stands already is filled in', () => {
    const opened = form(
      [
        field('summary', 'long'),
        field('startsAt', 'instant'),
        field('partners', 'pick', { options: options(8), many: true }),
        field('who', 'member', { many: true }),
      ],
      {
        summary: 'Un accueil.',
        startsAt: '2026-11-23T09:00:00.000Z',
        partners: ['I1', 'I3'],
        who: ['12', '34'],
      },
    );
    const asked = modal(opened);
    expect(outline(asked)).toContain('= "Un accueil."');
    expect(outline(asked)).toContain('= "23/11/2026 10:00"');
    expect(outline(asked)).toContain('(x) Institution 3 = I3');
    expect(JSON.stringify(asked)).toContain(
      '"default_values":[{"type":"user","id":"12"},{"type":"user","id":"34"}]',
    );
  });
});

describe('more than a modal holds', () => {
  test('goes on in the next: nothing asked twice, nothing left out', () => {
    for (const n of [4, 5, 9, 10, 14, 150]) {
      const many = form(texts(n));
      const steps = stepsOf(many, fr, {});
      expect(steps).toHaveLength(n <= 4 ? 1 : 1 + Math.ceil((n - 4) / 5));
      expect(steps.flatMap((s) => (s.kind === 'modal' ? s.fields.map((f) => f.name) : []))).toEqual(
        many.form.fields.map((f) => f.name),
      );
      for (const step of all(many)) expect(violations(step)).toEqual([]);
    }
  });

  test('between two modals a message says what was filled in, and opens the next', () => {
    const many = form(texts(6));
    const between = message(many, 1, { f0: 'Un accueil\n*le samedi*', f1: 'x'.repeat(500) });
    expect(violations(between)).toEqual([]);
    const said = outline(between).split('\n');
    expect(said.slice(0, 3)).toEqual([
      '## Proposer une action',
      '-# Étape 2 sur 2',
      '**Le champ f0\u00a0:** Un accueil *le samedi*',
    ]);
    expect(said.slice(-5).map((line) => line.replace(/ f[a-z]:.*/, ''))).toEqual([
      '-# Rien n’est encore envoyé.',
      '[Proposer une action] primary',
      '[Continuer]',
      '[Étape précédente]',
      '[Recommencer]',
    ]);
  });

  test('what must be filled in can’t be left out by sending before', () => {
    const needed = form([...texts(5), field('last', 'text', { required: true })]);
    expect(outline(message(needed, 1))).toContain('[Continuer] primary');
    expect(outline(message(needed, 1))).not.toContain('[Proposer une action]');
  });

  test('what goes to many can be read before it is sent', () => {
    const chase = form([field('words', 'long')], {}, { action: 'call.chase' });
    expect(kinds(chase)).toEqual(['modal', 'preview']);
    expect(outline(message(chase, 1, { words: 'Bonjour' }))).toContain('[Proposer une action] primary fs:');
  });
});

describe('a list of more than twenty-five', () => {
  const one = form([
    field('reason', 'long'),
    field('who', 'pick', { options: options(350), required: true }),
  ]);
  const several = form([field('all', 'pick', { options: options(350), many: true })]);

  test('comes last, in pages; every choice is on one of them', () => {
    expect(kinds(one)).toEqual(['modal', 'list who']);
    const pages = listPages({ options: options(350) });
    expect(pages).toHaveLength(14);
    expect(pages.flat()).toEqual(options(350));
    for (const [page] of pages.entries()) expect(violations(message(one, 1, {}, page))).toEqual([]);
  });

  test('is gone through by “Suivants” and “Précédents”, or by a list of its parts', () => {
    const middle = outline(message(one, 1, {}, 3));
    expect(middle).toContain('(x) Institution 75 à Institution 99 = 3');
    expect(middle).toContain('( ) Institution 325 à Institution 349 = 13');
    expect(middle).toContain('[Précédents] fo:');
    expect(middle).toContain('[Suivants] fo:');
    expect(outline(message(one, 1, {}, 0))).not.toContain('[Précédents]');
    expect(outline(message(one, 1, {}, 13))).not.toContain('[Suivants]');
  });

  test('that must be answered holds the form until it is; one that needn’t be is passed', () => {
    expect(outline(message(one, 1))).toContain('[Proposer une action] primary disabled');
    expect(outline(message(one, 1, { who: 'I300' }))).not.toContain('disabled');
    expect(outline(message(one, 1, { who: 'I300' }))).toContain('Choix\u00a0: Institution 300');
    const two = form([
      field('a', 'pick', { options: options(60) }),
      field('b', 'pick', { options: options(60) }),
    ]);
    expect(outline(message(two, 0))).toContain('[Passer] primary');
    expect(outline(message(two, 0, { a: 'I1' }))).toContain('[Continuer] primary');
  });

  test('alone is asked at once, without an empty modal before it', () => {
    expect(kinds(several)).toEqual(['list all']);
    expect(outline(message(several))).toContain('Votre proposition est annoncée.');
  });

  test('keeps what was chosen on other pages', () => {
    const [all] = several.form.fields as [FormField];
    const held = chosenOn(all, 0, [], ['I1', 'I2']) as string[];
    const more = chosenOn(all, 2, held, ['I60']) as string[];
    expect(more).toEqual(['I1', 'I2', 'I60']);
    expect(chosenOn(all, 0, more, ['I2'])).toEqual(['I60', 'I2']);
    expect(outline(message(several, 0, { all: more }, 2))).toContain('(x) Institution 60 = I60');
    const [, who] = one.form.fields as [FormField, FormField];
    expect(chosenOn(who, 3, ['I1'], ['I80'])).toBe('I80');
  });

  test('says how many are chosen where a telephone couldn’t show all of them', () => {
    const chosen = options(350).map((o) => o.value);
    const shown = message(several, 0, { all: chosen });
    expect(violations(shown)).toEqual([]);
    expect(outline(shown)).toMatch(/Choix\u00a0: Institution 0, .*, et \d+ autres/);
  });
});

describe('entering it for somebody else', () => {
  const entry = entryFields(fr, options(350));

  test('is a choice at the end, and then asks for whom', () => {
    const entered = form([field('reason', 'long'), ...entry]);
    expect(kinds(entered)).toEqual(['modal']);
    expect(outline(modal(entered))).toContain('(x) vous-même = self');
    const other = { for: '~other' };
    expect(kinds(entered, other)).toEqual(['modal', 'modal', 'list for.institution']);
    expect(outline(modal(entered, 1, other))).toContain('for.name:text');
    expect(sentValues({ ...other, reason: 'x', 'for.name': 'Omar' })).toEqual({
      reason: 'x',
      'for.name': 'Omar',
    });
  });

  test('is one of the answers to “Pour qui parlez-vous ?”, where that is asked', () => {
    const opened = {
      ...form([speakerField(fr, options(350), true), ...texts(3), ...entry], { institution: oneself }),
      asksSpeaker: true,
    };
    expect(kinds(opened)).toEqual(['modal']);
    expect(outline(modal(opened)).split('\n').slice(1, 5)).toEqual([
      '? Pour qui parlez-vous ? institution:choice select',
      '    (x) en mon nom, sans institution = self',
      '    ( ) une institution, à choisir ensuite dans la liste = ~list',
      '    ( ) une personne qui a téléphoné ou écrit = ~other',
    ]);
    expect(kinds(opened, { institution: '~list' })).toEqual(['modal', 'list institution']);
    expect(kinds(opened, { institution: 'I7' })).toEqual(['modal', 'list institution']);
    expect(kinds(opened, { institution: '~other' })).toEqual(['modal', 'modal', 'list for.institution']);
    expect(sentValues({ institution: '~other' })).toEqual({ institution: oneself });
    // Back in the first step they speak for themselves after all.
    expect(sentValues({ institution: oneself, 'for.name': 'Omar' })).toEqual({ institution: oneself });
  });

  test('somebody without an institution finds theirs in a list, before it is sent', () => {
    const opened = {
      ...form([speakerField(fr, options(350), true), field('reason', 'long')]),
      asksSpeaker: true,
    };
    expect(kinds(opened)).toEqual(['modal', 'list institution']);
  });
});

describe('a refused form', () => {
  const opened = form([...texts(9), field('who', 'pick', { options: options(350) })]);
  const refused = (name: string | null) =>
    refusedMessage(opened, fr, filling(opened, 2, { f0: 'écrit' }), {
      text: 'Il manque.',
      next: 'Écrivez-le.',
      field: name,
    });

  test('says why and what next, and opens the step of the field again with what was typed', () => {
    expect(violations(refused('f5'))).toEqual([]);
    const said = outline(refused('f5')).split('\n');
    expect(said.slice(0, 2)).toEqual(['**Il manque.**', 'Écrivez-le.']);
    expect(said[2]).toMatch(/^\[Corriger\] primary fo:\S+:1\.0:/);
    expect(outline(refused('f1'))).toMatch(/fo:\S+:0\.0:/);
    expect(outline(refused('who'))).toMatch(/fo:\S+:2\.0:/);
    expect(outline(refused(null))).toMatch(/fo:\S+:0\.0:/);
    expect(outline(modal(opened, 0, { f0: 'écrit' }))).toContain('= "écrit"');
  });

  test('with any words', () => {
    fc.assert(
      fc.property(anyWords, anyWords, (text, next) => {
        const said = refusedMessage(opened, fr, filling(opened), { text, next, field: null });
        expect(violations(said)).toEqual([]);
      }),
    );
  });
});

test('any labels, hints and choices: Discord takes them, and they are only words', () => {
  const anyField = fc.record({
    label: anyWords,
    hint: fc.option(anyWords),
    required: fc.boolean(),
    kind: fc.constantFrom<FormField['kind']>(
      'text',
      'long',
      'lines',
      'codes',
      'amount',
      'instant',
      'mail',
      'choice',
      'pick',
    ),
    options: fc.array(fc.tuple(anyWords, fc.option(anyWords, { nil: undefined })), { maxLength: 60 }),
    many: fc.boolean(),
  });
  const anyForm = fc.record({
    title: anyWords,
    intro: anyWords,
    fields: fc.array(anyField, { maxLength: 6 }),
  });
  fc.assert(
    fc.property(anyForm, anyWords, ({ title, intro, fields }, typed) => {
      const asked = fields.map((f, i) =>
        field(`f${i}`, f.kind, {
          ...f,
          label: f.label.trim() || 'Champ',
          options: f.options.map(([label, group], n) => ({ value: `v${n}`, label, ...(group && { group }) })),
        }),
      );
      const opened = form(asked, {}, { title: title.trim() || 'Titre', intro: intro.trim() || 'Ceci' });
      const values = Object.fromEntries(asked.map((f) => [f.name, f.options.length > 0 ? 'v0' : typed]));
      for (const step of [...all(opened), ...all(opened, values)]) expect(violations(step)).toEqual([]);
      for (const [step] of stepsOf(opened, fr, values).entries())
        expect(violations(message(opened, step, values))).toEqual([]);
    }),
    { numRuns: 30, endOnFailure: true },
  );
});
