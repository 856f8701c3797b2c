// A form on Slack asks what it asks everywhere, and says at its field why it is refused.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optionsFor } from '../../../../adapters/slack/blocks/choices.ts';
import { valuesOf } from '../../../../adapters/slack/blocks/filled.ts';
import { refusedForm } from '../../../../adapters/slack/blocks/modal.ts';
import { violations } from '../../../../adapters/slack/blocks/violations.ts';
import type { FormField } from '../../../../src/ui/card.ts';
import { entryFields } from '../../../../src/ui/forms.ts';
import { anyWords } from '../../../support/any-card.ts';
import { anyChoice, everyKind, field, form, fr, options } from '../../../support/given-forms.ts';
import { elementsOf, filling, modal, sent, typesOf } from './given-views.ts';
import { outline, words } from './outline.ts';

describe('what a form asks', () => {
  test('each kind of field in its own way', () => {
    expect(typesOf(form(everyKind))).toEqual([
      'plain_text_input',
      'plain_text_input',
      'plain_text_input',
      'plain_text_input',
      'plain_text_input',
      'plain_text_input',
      'email_text_input',
      'radio_buttons',
      'static_select',
      'external_select',
      'checkboxes',
      'multi_static_select',
      'multi_external_select',
      'datetimepicker',
    ]);
    expect(violations(modal(form(everyKind)))).toEqual([]);
  });

  test('a room is chosen among channels: a conversation in private is none', () => {
    const [asked] = elementsOf(form([field('channel', 'channel')]));
    expect(asked).toMatchObject({ type: 'conversations_select', filter: { include: ['public', 'private'] } });
  });

  test('what may stay empty is a list: a radio button can’t be taken back', () => {
    expect(typesOf(form([field('rooted', 'choice', { options: anyChoice })]))).toEqual(['static_select']);
  });

  test('reads as a form: title, what happens, the fields with their hints, the verb that sends', () => {
    const view = modal(
      form([
        field('title', 'text', { max: 150, required: true, hint: 'en une ligne' }),
        field('place', 'text'),
      ]),
    );
    expect([view.title.text, view.submit?.text, view.close?.text]).toEqual([
      'Proposer une action',
      'Proposer une action',
      'Annuler',
    ]);
    expect(outline(view.blocks)).toBe(
      [
        'Votre proposition est annoncée.',
        '? Le champ title title plain_text_input',
        '  en une ligne',
        '? Le champ place (optional) place plain_text_input',
      ].join('\n'),
    );
    expect(view.callback_id).toBe('form:proposal.submit');
    expect(JSON.parse(view.private_metadata ?? '')).toEqual({
      action: 'proposal.submit',
      target: 'C1',
      room: 'C1',
      deliveryId: 'd1',
      page: 0,
      pages: 1,
      forAnother: false,
      over: null,
      speaker: { asked: false, for: 'I1' },
      lang: 'fr',
    });
  });

  test('a title that Slack has no room for stands above the form, and the button says “Envoyer”', () => {
    const title = 'Publier une rectification sur la proposition';
    const view = modal(form([field('words', 'long')], {}, { title, submit: title }));
    expect([view.title.text, view.submit?.text]).toEqual(['Sans Objection', 'Envoyer']);
    expect(outline(view.blocks)).toContain(`# ${title}`);
    expect(violations(view)).toEqual([]);
  });

  test('a choice longer than two lines of Slack stands above in full, and so does a long heading', () => {
    const long = `s’adresser aux ${'habitant·e·s et usager·ère·s '.repeat(8)}du quartier`;
    const group = `4 — ${'quartier '.repeat(12)}`.trim();
    const view = modal(
      form([
        field('criterion', 'pick', {
          options: [
            { value: 'a', label: long },
            { value: 'b', label: 'bref', group },
          ],
        }),
      ]),
    );
    expect(violations(view)).toEqual([]);
    expect(words(view.blocks)).toContain(long.replaceAll(' ', ''));
    expect(words(view.blocks)).toContain(group.replaceAll(' ', ''));
  });

  test('entering it for somebody else takes a tap, and then asks for whom', () => {
    const entered = form([field('reason', 'long'), ...entryFields(fr, options(3))]);
    expect(outline(modal(entered).blocks)).toContain('[Saisir pour une autre personne] entry');
    expect(words(modal(entered).blocks)).not.toContain('Dites');
    const view = modal(entered, { forAnother: true });
    expect(Object.keys(sent(view))).toEqual([
      'reason',
      'for.name',
      'for.institution',
      'for.mail',
      'for.source',
    ]);
    expect(Object.keys(sent(modal(entered, { values: { 'for.name': 'Omar' } })))).toContain('for.source');
  });

  test('more than a view can hold goes on the next: nothing asked twice, nothing left out', () => {
    const many = form(Array.from({ length: 150 }, (_, i) => field(`f${i}`, 'text', { required: true })));
    const pages = [0, 1].map((page) => modal(many, { page }));
    for (const view of pages) expect(violations(view)).toEqual([]);
    expect(pages.map((v) => v.submit?.text)).toEqual(['Suite', 'Proposer une action']);
    expect(pages.flatMap((v) => Object.keys(sent(v)))).toEqual(many.form.fields.map((f) => f.name));
    expect(outline(pages[1]?.blocks ?? [])).toContain('· Page 2 sur 2');
  });
});

describe('a search among more than a hundred', () => {
  const institutions = field('with', 'pick', {
    options: [
      ...options(350),
      { value: 'E', label: 'Entraide de l’Écluse' },
      { value: 'Z', label: 'Maison de l’entraide' },
    ],
  });
  const found = (query: string) => {
    const answer = optionsFor(query, institutions, fr);
    expect(violations(answer)).toEqual([]);
    return 'options' in answer ? answer.options.map((o) => o.value) : [];
  };

  test('offers the first hundred before anything is typed', () => {
    expect(found('')).toEqual(options(100).map((o) => o.value));
  });

  test('finds a name whatever its accents and capitals, those that begin with it first', () => {
    expect(found('ENTRAIDE')).toEqual(['E', 'Z']);
    expect(found('ecluse entr')).toEqual(['E']);
    expect(found('aucune')).toEqual([]);
  });

  test('keeps the groups', () => {
    const grouped = { ...institutions, options: options(350).map((o, i) => ({ ...o, group: `G${i % 3}` })) };
    const answer = optionsFor('', grouped, fr);
    expect(violations(answer)).toEqual([]);
    expect('option_groups' in answer && answer.option_groups.map((g) => g.label.text)).toEqual([
      'G0',
      'G1',
      'G2',
    ]);
  });
});

describe('a refused form', () => {
  const opened = form(Array.from({ length: 150 }, (_, i) => field(`f${i}`, 'text')));
  const refused = (name: string | null, page = 0, of = opened) =>
    refusedForm(
      of,
      fr,
      { ...filling, page, values: { f0: 'écrit' } },
      { text: 'Il manque.', next: 'Écrivez-le.', field: name },
    );

  test('says why at the field', () => {
    expect(refused('f3')).toEqual({ response_action: 'errors', errors: { f3: 'Il manque. Écrivez-le.' } });
  });

  test('says at the first field what concerns none', () => {
    expect(refused(null)).toEqual({ response_action: 'errors', errors: { f0: 'Il manque. Écrivez-le.' } });
    expect(refused('target')).toEqual({
      response_action: 'errors',
      errors: { f0: 'Il manque. Écrivez-le.' },
    });
  });

  test('turns back to the page of the field, with what was filled in', () => {
    const answer = refused('f0', 1);
    expect(violations(answer)).toEqual([]);
    if (answer.response_action !== 'update') throw new Error('it isn’t an update');
    expect(outline(answer.view.blocks).split('\n').slice(0, 2)).toEqual(['# Il manque.', 'Écrivez-le.']);
    expect(valuesOf(sent(answer.view))).toMatchObject({ f0: 'écrit' });
  });

  test('says on top what concerns a form without fields', () => {
    const answer = refused(null, 0, form([]));
    expect(violations(answer)).toEqual([]);
    expect(answer).toMatchObject({ response_action: 'update' });
  });
});

test('any labels, hints and choices: Slack takes them, and they are only words', () => {
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
    options: fc.array(fc.tuple(anyWords, fc.option(anyWords, { nil: undefined })), { maxLength: 130 }),
    many: fc.boolean(),
  });
  const anyForm = fc.record({
    title: anyWords,
    intro: anyWords,
    fields: fc.array(anyField, { maxLength: 6 }),
  });
  fc.assert(
    fc.property(anyForm, ({ title, intro, fields }) => {
      const asked = fields.map((f, i) =>
        field(`f${i}`, f.kind, {
          ...f,
          label: f.label.trim() || 'Champ',
          options: f.options.map(([label, group], n) => ({ value: `v${n}`, label, ...(group && { group }) })),
        }),
      );
      const view = modal(form(asked, {}, { title: title.trim() || 'Titre', intro }));
      const pages = (JSON.parse(view.private_metadata ?? '') as { pages: number }).pages;
      for (let page = 0; page < pages; page += 1)
        expect(
          violations(modal(form(asked, {}, { title: title.trim() || 'Titre', intro }), { page })),
        ).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
