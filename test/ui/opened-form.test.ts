// A form as it opens: about this thing, with the names of what there is to choose from, and what stands already.

import { describe, expect, it } from 'vitest';
import { mandateId } from '../../src/domain/people.ts';
import { changes } from '../../src/ui/form-values.ts';
import { accepted, names, opened, options, personOf, second } from '../support/forms.ts';
import { openLocal } from '../support/local.ts';

/** With the spaces that one types. */
const plain = (words: string) => words.replaceAll(/[\u00a0\u202f]/g, ' ');
describe('the introduction of a form names what it is about', () => {
  it('whatever that is', async () => {
    const local = await openLocal();
    await second(local);
    const objection = (await accepted(local, 'lise', 'objection.raise', 'P1')).objection as string;
    const question = { question: `Qui paie le loyer ? ${'Et qui le paiera ensuite ? '.repeat(20)}` };
    await accepted(local, 'lise', 'question.ask', 'P1', question);
    await accepted(local, 'lise', 'concern.raise', 'P1', { remark: 'Le mercredi est pris.' });
    await accepted(local, 'lise', 'competition.declare', 'P1', { with: ['P2'], reason: 'Même local' });
    await accepted(local, 'farid', 'merge.offer', 'P2', { with: 'P1' });
    await accepted(local, 'referente', 'call.chase', 'C1', { words: 'Merci de répondre' });
    await accepted(local, 'habitante', 'coordinator.ask', null, { question: 'Puis-je venir ?' });
    const mandate = mandateId((await personOf(local, 'farid')) ?? '', 'I2');
    const intro = async (action: string, target: string) =>
      plain((await opened(local, 'referente', action, target)).form.intro);

    expect(await intro('call.prolong', 'C1')).toContain('« Propositions d’actions de l’automne »');
    expect(await intro('consent.give', 'P2')).toContain('« Jardin partagé »');
    expect(await intro('objection.lift', objection)).toContain('« Permanence sociale du mercredi »');
    expect(await intro('question.answer', 'Q1')).toMatch(/« Qui paie le loyer \? Et qui .{60,120}… »$/);
    expect(await intro('concern.resolve', 'R1')).toContain('« Le mercredi est pris. »');
    expect(await intro('institution.describe', 'I2')).toContain('« Atelier Lune Basse »');
    expect(await intro('mandate.confirm', mandate)).toContain(': Farid (Atelier Lune Basse).');
    const both = 'P1 · Permanence sociale du mercredi et P2 · Jardin partagé';
    expect(await intro('competition.withdraw', 'K1')).toContain(both);
    expect(await intro('merge.accept', 'G1')).toContain('P2 · Jardin partagé et P1 · Permanence sociale');
    expect(await intro('meeting.confirm', 'M1')).toContain('P1 · Permanence sociale du mercredi');
    expect(await intro('chase.undo', 'H1')).toContain('« Propositions d’actions de l’automne »');
    expect(await intro('coordinator.answer', 'T1')).toContain(': Rosa, habitante.');
  });

  it('by its reference where there is no such thing', async () => {
    const local = await openLocal();
    const raising = await opened(local, 'farid', 'objection.raise', 'P404');
    expect(plain(raising.form.intro)).toContain('« P404 »');
    expect((await opened(local, 'farid', 'merge.accept', 'G404')).form.intro).toContain('G404');
  });

  it('but not to those who may not read it', async () => {
    const local = await openLocal();
    const draft = { title: 'Un secret', summary: 'Encore rien' };
    const { proposal = '' } = await accepted(local, 'farid', 'proposal.draft', 'C1', draft);
    await accepted(local, 'habitante', 'coordinator.ask', null, { question: 'Puis-je venir ?' });
    const seen = async (who: string, action: string, target: string) =>
      JSON.stringify(await opened(local, who, action, target));
    expect(await seen('farid', 'proposal.revise', proposal)).toContain('Un secret');
    expect(await seen('lise', 'proposal.revise', proposal)).not.toContain('secret');
    expect(await seen('referente', 'proposal.revise', proposal)).not.toContain('secret');
    expect(await seen('farid', 'coordinator.answer', 'T1')).not.toContain('Rosa');
  });
});

describe('what stands already is filled in', () => {
  it('of a proposal; and only what is changed is sent', async () => {
    const local = await openLocal();
    await second(local);
    const { values } = await opened(local, 'farid', 'proposal.revise', 'P2');
    expect(values).toEqual({
      title: 'Jardin partagé',
      summary: 'Un potager',
      amount: '4000,50',
      carrierShare: '',
      partners: ['I3', 'I4'],
    });
    const filled = { ...values, kind: 'editorial', summary: 'Un potager\r\n', partners: ['I4', 'I3'] };
    expect(changes('proposal.revise', values, filled)).toEqual({ kind: 'editorial' });
    const changed = changes('proposal.revise', values, { ...filled, amount: '5 000' });
    expect(changed).toEqual({ kind: 'editorial', amount: '5 000' });
    await accepted(local, 'farid', 'proposal.revise', 'P2', changed);
    const revised = (await opened(local, 'farid', 'proposal.revise', 'P2')).values;
    expect(revised).toEqual({ ...values, amount: '5000' });
  });

  it('of an objection', async () => {
    const local = await openLocal();
    await accepted(local, 'farid', 'objection.raise', 'P1', { reason: 'Le lieu' });
    const { values } = await opened(local, 'farid', 'objection.explain', 'O1');
    expect(values).toEqual({ ground: '', reason: 'Le lieu', remedy: '' });
  });

  it('of an institution, in words that are understood again', async () => {
    const local = await openLocal();
    const known = { sectors: 'santé, social, culture', rooted: 'no' };
    await accepted(local, 'referente', 'institution.describe', 'I2', known);
    for (const [lang, sectors] of [
      ['fr', 'santé, social, culture'],
      ['nl', 'gezondheid, welzijn, culture'],
    ] as const) {
      const { values } = await opened(local, 'referente', 'institution.describe', 'I2', lang);
      expect(values).toMatchObject({ legalForm: 'asbl', sectors, rooted: 'no', soundAccounts: '' });
      await accepted(local, 'referente', 'institution.describe', 'I2', { sectors });
      expect((await local.get('/state/institution/I2')).body.sectors).toEqual([
        'health',
        'social',
        'culture',
      ]);
    }
  });

  it('of a plenary: the first date that is possible now, which can be confirmed as it stands', async () => {
    const local = await openLocal();
    await accepted(local, 'farid', 'objection.raise', 'P1');
    const first = (await opened(local, 'referente', 'meeting.confirm', 'M1')).values;
    expect(first.startsAt).toMatch(/^2026-12-\d\dT\d\d:00$/);
    // Two weeks later the date of that day is too near.
    await local.post('/clock', { to: '2026-12-07T09:00:00Z' });
    const { values } = await opened(local, 'referente', 'meeting.confirm', 'M1');
    expect(String(values.startsAt) > String(first.startsAt)).toBe(true);
    await accepted(local, 'referente', 'meeting.confirm', 'M1', { ...values, place: 'Salle 2' });
    const again = (await opened(local, 'referente', 'meeting.confirm', 'M1')).values;
    expect(again).toEqual({ startsAt: values.startsAt, place: 'Salle 2' });
  });
});

describe('a form asks who speaks', () => {
  it('of somebody who was never seen: any institution, or their own name', async () => {
    const local = await openLocal();
    const form = await opened(local, 'une inconnue', 'question.ask', 'P1');
    expect(names(form)).toEqual(['institution', 'question']);
    expect(options(form, 'institution')).toHaveLength(5);
    expect(form.values).toEqual({});
  });

  it('of somebody with several mandates: one of those', async () => {
    const local = await openLocal();
    await accepted(local, 'tom', 'question.ask', 'P1', { question: 'Quand ?' }, { institution: 'I3' });
    expect(options(await opened(local, 'tom', 'consent.give', 'P1'), 'institution')).toEqual([
      'Maison des Trois Tilleuls',
      'Maison médicale du Pont-Levis',
      'en mon nom, sans institution',
    ]);
  });

  it('of nobody who speaks for one institution, and not for what only the référente does', async () => {
    const local = await openLocal();
    const form = await opened(local, 'farid', 'consent.give', 'P1');
    expect(form).toMatchObject({ asksSpeaker: false, speaksFor: 'I2' });
    expect(names(form)).toEqual([]);
    expect(names(await opened(local, 'referente', 'call.publish', 'C1'))).toEqual([]);
  });

  it('of the référente: for herself, or for whoever telephoned', async () => {
    const local = await openLocal();
    const form = await opened(local, 'referente', 'consent.give', 'P1');
    const entry = ['for.name', 'for.institution', 'for.mail', 'for.source'];
    expect(names(form)).toEqual(['institution', ...entry]);
    expect(form.values).toEqual({ institution: 'self' });
    // What ends a hold is for its author alone to say.
    await accepted(local, 'farid', 'objection.raise', 'P1');
    expect(names(await opened(local, 'referente', 'objection.lift', 'O1'))).not.toContain('for.name');
    expect(names(await opened(local, 'suppleante', 'consent.give', 'P1'))).toContain('for.name');
  });
});

it('what the charter requires of an objection isn’t shown as optional', async () => {
  const required = async (charter: string) => {
    const local = await openLocal({ charter, data: 'empty' });
    const { institution = '' } = await accepted(local, 'referente', 'institution.register', null, {
      name: 'A',
    });
    await accepted(local, 'referente', 'institution.sign', institution);
    const call = { title: 'Été', closesAt: '2026-12-18T23:59' };
    const { call: ref = '' } = await accepted(local, 'referente', 'call.open', null, call);
    const idea = { title: 'Jardin', summary: 'Un potager' };
    const { proposal = '' } = await accepted(local, 'paul', 'proposal.submit', ref, idea, { institution });
    const { form } = await opened(local, 'paul', 'objection.raise', proposal);
    return form.fields.filter((f) => f.required).map((f) => f.name);
  };
  expect(await required('contraire-2026')).toEqual(['ground', 'reason', 'remedy']);
  expect(await required('colignon-2024')).toEqual([]);
});
